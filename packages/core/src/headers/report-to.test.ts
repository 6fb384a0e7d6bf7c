import { describe, expect, it } from 'vitest'
import { Secure } from '../secure.js'
import { ReportTo, type ReportToGroup } from './report-to.js'

const URL_A = { url: 'https://r.example/a' }
const URL_B = { url: 'https://r.example/b' }
const GROUP = { group: 'main', max_age: 1, endpoints: [{ url: 'https://r.example' }] }
const one = () => new ReportTo(86400, false, 'main', URL_A)

describe('ReportTo', () => {
  it('has no group where that is null, as in the Python library', () => {
    const endpoint = { url: 'https://r.example/a' }
    expect(new ReportTo(60, false, null, endpoint).fields()).toEqual(new ReportTo(60, false, undefined, endpoint).fields())
  })

  it.each<[what: string, make: () => ReportTo, value: string]>([
    ['a named group', () => one(), '{"group":"main","max_age":86400,"endpoints":[{"url":"https://r.example/a"}]}'],
    [
      'a group without a name',
      () => new ReportTo(0, false, undefined, URL_A),
      '{"max_age":0,"endpoints":[{"url":"https://r.example/a"}]}',
    ],
    [
      'subdomains and several endpoints',
      () => new ReportTo(1, true, 'main', URL_A, URL_B),
      '{"group":"main","max_age":1,"endpoints":[{"url":"https://r.example/a"},{"url":"https://r.example/b"}],"include_subdomains":true}',
    ],
    [
      'priority and weight',
      () => new ReportTo(1, false, 'main', { ...URL_A, priority: 1, weight: 2 }),
      '{"group":"main","max_age":1,"endpoints":[{"url":"https://r.example/a","priority":1,"weight":2}]}',
    ],
    [
      'data in any order',
      () => new ReportTo([{ endpoints: [URL_A], max_age: 1, group: 'main' }]),
      '{"group":"main","max_age":1,"endpoints":[{"url":"https://r.example/a"}]}',
    ],
    ['a group added to none', () => new ReportTo().add(GROUP), JSON.stringify(GROUP)],
    [
      'two groups',
      () => one().add({ group: 'other', max_age: 1, endpoints: [URL_B] }),
      '{"group":"main","max_age":86400,"endpoints":[{"url":"https://r.example/a"}]}, {"group":"other","max_age":1,"endpoints":[{"url":"https://r.example/b"}]}',
    ],
    [
      'what set() got, and what was added to it',
      () =>
        one()
          .set('{"group":"x","max_age":1,"endpoints":[{"url":"https://r.example/a"}]}')
          .add({ group: 'y', max_age: 2, endpoints: [URL_B] })
          .remove('x'),
      '{"group":"y","max_age":2,"endpoints":[{"url":"https://r.example/b"}]}',
    ],
    [
      'what is left when the group without a name is removed',
      () => new ReportTo(0, false, undefined, URL_A).add({ group: 'other', max_age: 1, endpoints: [URL_B] }).remove('default'),
      '{"group":"other","max_age":1,"endpoints":[{"url":"https://r.example/b"}]}',
    ],
  ])('writes %s', (_, make, value) => {
    expect(make().fields()).toEqual([{ name: 'Report-To', value }])
  })

  it('takes a group, a list of groups and text as an option', () => {
    const group: ReportToGroup = { group: 'main', max_age: 86400, endpoints: [URL_A] }
    for (const reportTo of [group, [group], one().toString(), one()]) {
      expect(new Secure({ reportTo }).headers()['Report-To']).toBe(one().toString())
    }
  })

  it.each<[what: string, reportTo: unknown, code: string, path: string, fix?: string | undefined, expected?: string]>([
    ['true', true, 'ERR_SECURE_MISSING', 'reportTo', 'Report-To has no default: say what to send.'],
    ['an empty list', [], 'ERR_SECURE_MISSING', 'reportTo', 'Use false to leave the header out.'],
    ['a group without an age', { endpoints: [URL_A] }, 'ERR_SECURE_MISSING', 'reportTo.max_age'],
    ['a negative age', { max_age: -1, endpoints: [URL_A] }, 'ERR_SECURE_SECONDS', 'reportTo.max_age'],
    ['a negative age in a list', [{ max_age: -1, endpoints: [URL_A] }], 'ERR_SECURE_SECONDS', 'reportTo[0].max_age'],
    ['a group without endpoints', { max_age: 1 }, 'ERR_SECURE_MISSING', 'reportTo.endpoints'],
    ['no endpoint', { max_age: 1, endpoints: [] }, 'ERR_SECURE_MISSING', 'reportTo.endpoints'],
    ['an endpoint without url', { max_age: 1, endpoints: [{}] }, 'ERR_SECURE_MISSING', 'reportTo.endpoints[0].url'],
    ['a string for an endpoint', { max_age: 1, endpoints: ['https://a'] }, 'ERR_SECURE_TYPE', 'reportTo.endpoints[0]'],
    ['http', { max_age: 1, endpoints: [URL_A, { url: 'http://a' }] }, 'ERR_SECURE_ORIGIN', 'reportTo.endpoints[1].url'],
    ['a relative URL', { max_age: 1, endpoints: [{ url: '/r' }] }, 'ERR_SECURE_ORIGIN', 'reportTo.endpoints[0].url'],
    ['an invalid URL', { max_age: 1, endpoints: [{ url: 'https://a:b' }] }, 'ERR_SECURE_ORIGIN', 'reportTo.endpoints[0].url'],
    ['a line break', { max_age: 1, endpoints: [{ url: 'https://a/\n' }] }, 'ERR_SECURE_CHARACTERS', 'reportTo.endpoints[0].url'],
    ['a fraction', { max_age: 1, endpoints: [{ ...URL_A, weight: 0.5 }] }, 'ERR_SECURE_TYPE', 'reportTo.endpoints[0].weight'],
    [
      'an unknown key of an endpoint',
      { max_age: 1, endpoints: [{ ...URL_A, prio: 1 }] },
      'ERR_SECURE_UNKNOWN_OPTION',
      'reportTo.endpoints[0].prio',
    ],
    ['camel case', { maxAge: 1, endpoints: [URL_A] }, 'ERR_SECURE_UNKNOWN_OPTION', 'reportTo.maxAge', 'Did you mean max_age?'],
    ['a name outside ASCII', { group: 'ü', max_age: 1, endpoints: [URL_A] }, 'ERR_SECURE_CHARACTERS', 'reportTo.group'],
    ['an empty name', { group: '', max_age: 1, endpoints: [URL_A] }, 'ERR_SECURE_MISSING', 'reportTo.group'],
    [
      'a string for a boolean',
      { max_age: 1, endpoints: [URL_A], include_subdomains: 'yes' },
      'ERR_SECURE_TYPE',
      'reportTo.include_subdomains',
    ],
    [
      'a group twice',
      [
        { max_age: 1, endpoints: [URL_A] },
        { group: 'default', max_age: 1, endpoints: [URL_A] },
      ],
      'ERR_SECURE_DUPLICATE',
      'reportTo',
    ],
    [
      'a wrong group among several',
      [
        { max_age: 1, endpoints: [URL_A] },
        { group: 'b', max_age: '1', endpoints: [URL_A] },
      ],
      'ERR_SECURE_SECONDS',
      'reportTo[1].max_age',
      'Write 1 without quotes.',
    ],
    [
      'a priority that is too large',
      { max_age: 1, endpoints: [{ ...URL_A, priority: 3_000_000_000 }] },
      'ERR_SECURE_TYPE',
      'reportTo.endpoints[0].priority',
      undefined,
      'a whole number from 0 to 2147483647',
    ],
    [
      'a group whose name is empty',
      { group: '', max_age: 1, endpoints: [URL_A] },
      'ERR_SECURE_MISSING',
      'reportTo.group',
      'Leave it out for the group called default.',
    ],
    ['text that is no JSON', '{"max_age":1', 'ERR_SECURE_SYNTAX', 'reportTo'],
    ['text with a line break', '{"max_age":1}\r\nX-Evil: 1', 'ERR_SECURE_CHARACTERS', 'reportTo'],
    ['text that is JSON of something else', '1, 2', 'ERR_SECURE_TYPE', 'reportTo[0]'],
  ])('refuses %s', (_, reportTo, code, path, fix, expected) => {
    const refusal = { code, path, ...(fix !== undefined && { fix }), ...(expected !== undefined && { expected }) }
    expect(() => new Secure({ reportTo: reportTo as never })).toThrow(expect.objectContaining(refusal))
  })

  it('takes one group, a list of them, and the arguments of the Python library', () => {
    const written = [{ group: 'main', max_age: 1, endpoints: [URL_A] }]
    expect(new ReportTo(written[0]).toJSON()).toEqual(written)
    expect(new ReportTo(written).toJSON()).toEqual(written)
    expect(new ReportTo(1, false, 'main', URL_A).toJSON()).toEqual(written)
    expect(() => new ReportTo(null as never)).toThrow(expect.objectContaining({ code: 'ERR_SECURE_TYPE' }))
  })

  it('refuses a builder without any group', () => {
    expect(() => new Secure({ reportTo: new ReportTo() })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_MISSING', path: 'reportTo' }),
    )
  })

  it('refuses a mistaken call and names the method', () => {
    expect(() => one().add({ group: 'main', max_age: 1, endpoints: [URL_B] })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_DUPLICATE', path: 'add', received: '"main"' }),
    )
    expect(() => one().add({ max_age: -1, endpoints: [] })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_SECONDS', path: 'add[0].max_age' }),
    )
    expect(() => one().set('')).toThrow(expect.objectContaining({ code: 'ERR_SECURE_MISSING', path: 'set' }))
    expect(() => one().remove('main')).toThrow(expect.objectContaining({ code: 'ERR_SECURE_MISSING', path: 'remove' }))
  })

  it('comes back from its own JSON', () => {
    const builder = one().add({ max_age: 5, endpoints: [{ ...URL_B, priority: 0, weight: 9 }], include_subdomains: true })
    expect(ReportTo.from(JSON.parse(JSON.stringify(builder))).fields()).toEqual(builder.fields())
  })

  it('never changes, even when the data it was made from does', () => {
    const endpoint = { url: 'https://r.example/a' }
    const endpoints = [endpoint]
    const group = { group: 'main', max_age: 86400, endpoints }
    const shared = new ReportTo([group])
    endpoint.url = 'https://evil.example/'
    endpoints.push(URL_B)
    group.max_age = 1
    shared.add({ group: 'other', max_age: 1, endpoints: [URL_B] })
    expect(shared.toString()).toBe(one().toString())
  })
})

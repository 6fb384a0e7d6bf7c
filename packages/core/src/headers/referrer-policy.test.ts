import { describe, expect, it } from 'vitest'
import { Secure } from '../secure.js'
import { ReferrerPolicy } from './referrer-policy.js'
import type { ReferrerPolicyToken } from './referrer-policy-tokens.js'

const DEFAULT = 'no-referrer, strict-origin-when-cross-origin'
const referrer = () => new ReferrerPolicy()
const TOKENS = {
  noReferrer: 'no-referrer',
  noReferrerWhenDowngrade: 'no-referrer-when-downgrade',
  origin: 'origin',
  originWhenCrossOrigin: 'origin-when-cross-origin',
  sameOrigin: 'same-origin',
  strictOrigin: 'strict-origin',
  strictOriginWhenCrossOrigin: 'strict-origin-when-cross-origin',
  unsafeUrl: 'unsafe-url',
} as const

describe('ReferrerPolicy', () => {
  it('writes the fallback and the current policy when untouched', () => {
    expect(referrer().fields()).toEqual([{ name: 'Referrer-Policy', value: DEFAULT }])
  })

  it.each(Object.entries(TOKENS) as [keyof typeof TOKENS, ReferrerPolicyToken][])('has %s() for %s', (method, token) => {
    expect(referrer()[method]().toString()).toBe(token)
    expect(referrer().add(token).toString()).toBe(token)
    expect(ReferrerPolicy.from(token).toString()).toBe(token)
  })

  it.each<[calls: string, make: () => ReferrerPolicy, value: string]>([
    ['tokens in the order of the calls', () => referrer().origin().strictOrigin(), 'origin, strict-origin'],
    ['a token once', () => referrer().noReferrer().noReferrer(), 'no-referrer'],
    [
      'a repeated token where it stands last, as browsers read it',
      () => referrer().noReferrer().unsafeUrl().noReferrer(),
      'unsafe-url, no-referrer',
    ],
    ['added tokens', () => referrer().add('no-referrer', 'strict-origin'), 'no-referrer, strict-origin'],
    ['an added token in lower case', () => new ReferrerPolicy('no-referrer').add('Origin' as 'origin'), 'no-referrer, origin'],
    ['listed tokens in lower case', () => new ReferrerPolicy(['NO-REFERRER' as 'no-referrer']), 'no-referrer'],
    ['set, then on', () => referrer().set('no-referrer').strictOrigin(), 'no-referrer, strict-origin'],
    ['remove of a default', () => referrer().remove('no-referrer'), 'strict-origin-when-cross-origin'],
    ['remove of what is not there', () => referrer().origin().remove('unsafe-url'), 'origin'],
    ['what is inherited, extended', () => referrer().inherited().unsafeUrl(), `${DEFAULT}, unsafe-url`],
  ])('writes %s', (_, make, value) => {
    expect(make().toString()).toBe(value)
  })

  it.each<[raw: string, value: string]>([
    ['origin', 'origin'],
    ['Origin', 'origin'],
    [' no-referrer ,\tstrict-origin', 'no-referrer, strict-origin'],
    ['no-referrer,, strict-origin,', 'no-referrer, strict-origin'],
  ])('reads %j', (raw, value) => {
    expect(referrer().set(raw).toString()).toBe(value)
  })

  it('refuses an empty list', () => {
    expect(() => new ReferrerPolicy([])).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_MISSING', fix: 'Use false to leave the header out.' }),
    )
  })

  it.each<[what: string, data: unknown, code: string, path: string, fix?: string]>([
    ['a misspelt token', ['no-referer'], 'ERR_SECURE_UNKNOWN_VALUE', 'referrer[0]', 'Did you mean no-referrer?'],
    ['a method’s name', ['origin', 'strictOrigin'], 'ERR_SECURE_UNKNOWN_VALUE', 'referrer[1]', 'Did you mean strict-origin?'],
    ['a method’s name as a string', 'unsafeUrl', 'ERR_SECURE_UNKNOWN_VALUE', 'referrer[0]', 'Did you mean unsafe-url?'],
    ['an unknown token', 'whatever-you-like', 'ERR_SECURE_UNKNOWN_VALUE', 'referrer[0]'],
    ['two tokens without a comma', 'origin strict-origin', 'ERR_SECURE_UNKNOWN_VALUE', 'referrer[0]'],
    ['nothing but commas', ',,', 'ERR_SECURE_MISSING', 'referrer'],
    ['a number in the list', ['origin', 7], 'ERR_SECURE_TYPE', 'referrer[1]'],
    ['a hole in the list', Object.assign(new Array(2), { 1: 'origin' }), 'ERR_SECURE_TYPE', 'referrer[0]'],
    ['an object', { origin: true }, 'ERR_SECURE_TYPE', 'referrer'],
    ['an empty string', '', 'ERR_SECURE_MISSING', 'referrer'],
    ['a line break', 'origin\r\n', 'ERR_SECURE_CHARACTERS', 'referrer'],
  ])('refuses %s', (_, data, code, path, fix) => {
    const refusal = { code, path, ...(fix !== undefined && { fix }) }
    expect(() => new Secure({ referrer: data as never })).toThrow(expect.objectContaining(refusal))
  })

  it('refuses to add what it does not know', () => {
    expect(() =>
      referrer()
        .noReferrer()
        .add('orign' as never),
    ).toThrow(expect.objectContaining({ code: 'ERR_SECURE_UNKNOWN_VALUE', path: 'add', fix: 'Did you mean origin?' }))
  })

  it('refuses to drop what it does not know', () => {
    expect(() => referrer().remove('noReferrer' as never)).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNKNOWN_VALUE', path: 'remove', fix: 'Did you mean no-referrer?' }),
    )
  })

  it('does not drop the last token', () => {
    expect(() => referrer().origin().remove('origin')).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_MISSING', path: 'remove' }),
    )
  })

  it('comes back from its own JSON', () => {
    for (const builder of [referrer(), referrer().origin(), referrer().origin().unsafeUrl()]) {
      expect(ReferrerPolicy.from(JSON.parse(JSON.stringify(builder))).fields()).toEqual(builder.fields())
    }
  })

  it('never changes, even when the list it was made from does', () => {
    const list: ReferrerPolicyToken[] = ['origin']
    const shared = new ReferrerPolicy(list)
    list.push('unsafe-url')
    shared.unsafeUrl()
    shared.set('no-referrer')
    expect(() => (shared.toJSON() as string[]).push('unsafe-url')).toThrow(TypeError)
    expect(shared.toString()).toBe('origin')
  })
})

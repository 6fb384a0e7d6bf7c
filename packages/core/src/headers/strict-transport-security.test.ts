import { describe, expect, it } from 'vitest'
import { Secure } from '../secure.js'
import { StrictTransportSecurity, type StrictTransportSecurityData } from './strict-transport-security.js'

const DEFAULT = 'max-age=63072000; includeSubDomains'
const hsts = () => new StrictTransportSecurity()

describe('StrictTransportSecurity', () => {
  it('writes two years and the subdomains when untouched', () => {
    expect(hsts().fields()).toEqual([{ name: 'Strict-Transport-Security', value: DEFAULT }])
  })

  it.each<[calls: string, make: () => StrictTransportSecurity, value: string]>([
    ['maxAge', () => hsts().maxAge(60), 'max-age=60'],
    ['maxAge 0', () => hsts().maxAge(0), 'max-age=0'],
    ['the longest maxAge', () => hsts().maxAge(2 ** 31 - 1), 'max-age=2147483647'],
    ['the last of two maxAge', () => hsts().maxAge(1).maxAge(2), 'max-age=2'],
    ['includeSubdomains with a max-age', () => hsts().includeSubdomains(), DEFAULT],
    ['preload with what it needs', () => hsts().preload(), 'max-age=63072000; includeSubDomains; preload'],
    ['preload of a host alone', () => hsts().includeSubdomains(false).preload(), 'max-age=63072000; preload'],
    ['preload, then preload(false)', () => hsts().preload().preload(false), DEFAULT],
    ['includeSubdomains(false) alone', () => hsts().includeSubdomains(false), 'max-age=63072000'],
    ['preload(false), beside a max-age', () => hsts().maxAge(5).preload().preload(false), 'max-age=5'],
    ['preload(false), inherited', () => hsts().maxAge(5).preload().inherited().preload(false), 'max-age=5'],
    ['remove of preload, beside a max-age', () => hsts().maxAge(5).preload().remove('preload'), 'max-age=5'],
    ['remove of what was asked for alone', () => hsts().includeSubdomains().remove('includeSubDomains'), 'max-age=63072000'],
    ['preload(false) alone', () => hsts().preload(false), DEFAULT],
    ['max-age first', () => hsts().preload().includeSubdomains().maxAge(9), 'max-age=9; includeSubDomains; preload'],
    ['set, then on', () => hsts().set('max-age=60').includeSubdomains(), 'max-age=60; includeSubDomains'],
    ['remove of a default', () => hsts().remove('includeSubDomains'), 'max-age=63072000'],
    ['remove of max-age', () => hsts().maxAge(5).includeSubdomains().remove('maxAge'), DEFAULT],
    ['remove of the default max-age', () => hsts().remove('maxAge'), DEFAULT],
    ['remove of the only max-age', () => new StrictTransportSecurity({ maxAge: 60 }).remove('maxAge'), 'max-age=63072000'],
    ['remove of what preload would bring along', () => hsts().preload().remove('includeSubDomains'), 'max-age=63072000; preload'],
    ['remove of preload alone', () => hsts().preload().remove('preload'), DEFAULT],
    ['remove of what is not there', () => hsts().maxAge(5).remove('preload'), 'max-age=5'],
    ['what is inherited, extended', () => hsts().inherited().preload(), 'max-age=63072000; includeSubDomains; preload'],
    ['what is inherited, with another age', () => hsts().inherited().maxAge(7), 'max-age=7; includeSubDomains'],
  ])('writes %s', (_, make, value) => {
    expect(make().toString()).toBe(value)
  })

  it.each<[data: StrictTransportSecurityData, value: string]>([
    [{}, 'max-age=63072000; includeSubDomains'],
    [{ maxAge: 60 }, 'max-age=60'],
    [{ preload: false }, DEFAULT],
    [{ includeSubDomains: false, preload: true }, 'max-age=63072000; preload'],
    [{ maxAge: 31536000, preload: true }, 'max-age=31536000; includeSubDomains; preload'],
    [{ maxAge: 60, includeSubDomains: true }, 'max-age=60; includeSubDomains'],
    [{ maxAge: 60, includeSubDomains: false, preload: false }, 'max-age=60'],
    [{ preload: true, includeSubDomains: true, maxAge: 60 }, 'max-age=60; includeSubDomains; preload'],
  ])('writes plain data %j', (data, value) => {
    expect(new StrictTransportSecurity(data).toString()).toBe(value)
    expect(StrictTransportSecurity.from(data).toString()).toBe(value)
  })

  it.each<[raw: string, value: string]>([
    ['max-age=60', 'max-age=60'],
    ['max-age = 60', 'max-age=60'],
    ['max-age="60"', 'max-age=60'],
    ['INCLUDESUBDOMAINS;MAX-AGE=60;', 'max-age=60; includeSubDomains'],
    ['max-age=60; preload', 'max-age=60; preload'],
    [' preload ; includeSubDomains ; max-age=60 ', 'max-age=60; includeSubDomains; preload'],
  ])('reads %j', (raw, value) => {
    expect(hsts().set(raw).toString()).toBe(value)
    expect(StrictTransportSecurity.from(raw).toString()).toBe(value)
  })

  it('marks what is withheld from plain HTTP', () => {
    expect(hsts().secureOnly().fields()).toEqual([{ name: 'Strict-Transport-Security', value: DEFAULT, secureOnly: true }])
    expect(new StrictTransportSecurity({ maxAge: 1, secureOnly: true }).fields()).toEqual([
      { name: 'Strict-Transport-Security', value: 'max-age=1', secureOnly: true },
    ])
    expect(hsts().maxAge(1).secureOnly().includeSubdomains().fields()[0]).toMatchObject({ secureOnly: true })
  })

  it.each<[calls: string, make: () => StrictTransportSecurity, value: string]>([
    ['secureOnly, then maxAge', () => hsts().secureOnly().maxAge(60), 'max-age=60'],
    ['maxAge, then secureOnly', () => hsts().maxAge(60).secureOnly(), 'max-age=60'],
    ['secureOnly, then set()', () => hsts().secureOnly().set('max-age=60'), 'max-age=60'],
    ['plain data with secureOnly alone', () => new StrictTransportSecurity({ secureOnly: true }), DEFAULT],
  ])('does not take secureOnly for a directive: %s', (_, make, value) => {
    expect(make().fields()).toEqual([{ name: 'Strict-Transport-Security', value, secureOnly: true }])
  })

  it('refuses anything but a boolean in preload()', () => {
    expect(() => hsts().preload(null as never)).toThrow(expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'preload' }))
  })

  it.each<[age: unknown]>([[-1], [0.5], [Number.NaN], [Number.POSITIVE_INFINITY], [null], [60n], [true]])(
    'refuses an age of %s',
    (age) => {
      expect(() => hsts().maxAge(age as number)).toThrow(
        expect.objectContaining({ code: 'ERR_SECURE_SECONDS', path: 'maxAge', fix: undefined }),
      )
    },
  )

  it('misses an age of undefined', () => {
    expect(() => hsts().maxAge(undefined as never)).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_MISSING', path: 'maxAge', fix: undefined }),
    )
  })

  it('recognizes an age that can only be in milliseconds', () => {
    expect(() => hsts().maxAge(2 ** 31)).toThrow(
      expect.objectContaining({ fix: 'That is more than 68 years: write seconds, not milliseconds.' }),
    )
  })

  it('says to write a quoted age without its quotes', () => {
    expect(() => new Secure({ hsts: { maxAge: '31536000' as never } })).toThrow(
      'hsts.maxAge: expected a whole number of seconds from 0 to 2147483647, received "31536000". Write 31536000 without quotes.',
    )
  })

  it.each<[what: string, data: unknown, code: string, path: string, fix?: string]>([
    ['a misspelt key', { maxage: 60 }, 'ERR_SECURE_UNKNOWN_OPTION', 'maxage', 'Did you mean maxAge?'],
    ['the builder’s spelling', { includeSubdomains: true }, 'ERR_SECURE_UNKNOWN_OPTION', 'includeSubdomains'],
    ['a key of the wire', { 'max-age': 60 }, 'ERR_SECURE_UNKNOWN_OPTION', 'max-age', 'Did you mean maxAge?'],
    ['a string for a boolean', { preload: 'yes' }, 'ERR_SECURE_TYPE', 'preload'],
    ['a number for a boolean', { includeSubDomains: 1 }, 'ERR_SECURE_TYPE', 'includeSubDomains'],
    ['a list', [60], 'ERR_SECURE_TYPE', ''],
    ['a map', new Map([['maxAge', 60]]), 'ERR_SECURE_TYPE', ''],
  ])('refuses %s', (_, data, code, path, fix) => {
    const refusal = { code, path, ...(fix !== undefined && { fix }) }
    expect(() => StrictTransportSecurity.from(data)).toThrow(expect.objectContaining(refusal))
  })

  it.each<[raw: string, code: string]>([
    ['includeSubDomains', 'ERR_SECURE_MISSING'],
    [';', 'ERR_SECURE_MISSING'],
    ['', 'ERR_SECURE_MISSING'],
    ['max-age=60; max-age=61', 'ERR_SECURE_DUPLICATE'],
    ['max-age=60; preload; Preload', 'ERR_SECURE_DUPLICATE'],
    ['max-age=60, preload', 'ERR_SECURE_SYNTAX'],
    ['max-age', 'ERR_SECURE_MISSING'],
    ['max-age=', 'ERR_SECURE_MISSING'],
    ['max-age=-1', 'ERR_SECURE_SECONDS'],
    ['max-age=1.5', 'ERR_SECURE_SECONDS'],
    ['max-age=99999999999', 'ERR_SECURE_SECONDS'],
    ['max-age=60; includeSubDomain', 'ERR_SECURE_UNKNOWN_DIRECTIVE'],
    ['max-age=60; includeSubDomains=false', 'ERR_SECURE_SYNTAX'],
    ['max-age=60; preload="0"', 'ERR_SECURE_SYNTAX'],
    ['max-age=60; preload=', 'ERR_SECURE_SYNTAX'],
    ['max-age="60', 'ERR_SECURE_UNKNOWN_DIRECTIVE'],
    ['max-age=60"', 'ERR_SECURE_UNKNOWN_DIRECTIVE'],
    ['max-age=60; future=1', 'ERR_SECURE_UNKNOWN_DIRECTIVE'],
    ['max-age=60; constructor', 'ERR_SECURE_UNKNOWN_DIRECTIVE'],
    ['max-age=60\r\nX-Evil: 1', 'ERR_SECURE_CHARACTERS'],
    ['max-age=６０', 'ERR_SECURE_CHARACTERS'],
  ])('refuses the text %j', (raw, code) => {
    expect(() => hsts().set(raw)).toThrow(expect.objectContaining({ code, path: 'set' }))
  })

  it('refuses to drop what it does not know', () => {
    expect(() => hsts().remove('includeSubdomains' as never)).toThrow(
      'remove: expected one of maxAge, includeSubDomains, preload, received "includeSubdomains". Did you mean includeSubDomains?',
    )
  })

  it.each<[what: string, make: () => StrictTransportSecurity]>([
    ['the default', () => hsts()],
    ['an age of 0', () => hsts().maxAge(0)],
    ['preload', () => hsts().preload()],
    ['preload without the subdomains', () => hsts().preload().remove('includeSubDomains')],
    ['what is withheld from plain HTTP', () => hsts().maxAge(60).secureOnly()],
    ['text', () => hsts().set('max-age=5; preload')],
  ])('comes back from its own JSON: %s', (_, make) => {
    const builder = make()
    const data = JSON.parse(JSON.stringify(builder))
    expect(StrictTransportSecurity.from(data).fields()).toEqual(builder.fields())
  })

  it('never changes, even when the data it was made from does', () => {
    const data = { maxAge: 60 }
    const shared = new StrictTransportSecurity(data)
    data.maxAge = 1
    shared.preload()
    shared.maxAge(5)
    shared.set('max-age=9')
    shared.remove('maxAge')
    Object.assign(shared.toJSON(), { maxAge: 3 })
    expect(shared.toString()).toBe('max-age=60')
    expect(Object.isFrozen(shared)).toBe(true)
  })
})

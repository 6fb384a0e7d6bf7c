import { describe, expect, it } from 'vitest'
import { compile, compileOverride } from '../compile.js'
import type { OverrideOptions } from '../options.js'
import { Secure } from '../secure.js'
import { ClearSiteData } from './clear-site-data.js'

const sent = (clearSiteData: unknown) => new Secure().with({ clearSiteData } as OverrideOptions).headers()['Clear-Site-Data']
const clear = () => new ClearSiteData()

describe('ClearSiteData', () => {
  it.each<[what: string, value: unknown, written: string]>([
    ['a list', ['cache', 'cookies'], '"cache","cookies"'],
    ['a list in quotes', ['"cache"'], '"cache"'],
    ['a type twice', ['cache', 'cache'], '"cache"'],
    ['a raw value', '"cache", "storage"', '"cache","storage"'],
  ])('writes %s', (_, value, written) => {
    expect(sent(value)).toBe(written)
  })

  it.each<[calls: string, make: () => ClearSiteData, written: string]>([
    ['the methods', () => clear().cookies().storage(), '"cookies","storage"'],
    [
      'more methods',
      () => clear().cache().clientHints().prefetchCache().prerenderCache(),
      '"cache","clientHints","prefetchCache","prerenderCache"',
    ],
    ['a type out of use', () => clear().executionContexts(), '"executionContexts"'],
    ['everything', () => clear().cache().all(), '"*"'],
    ['remove() of a default', () => clear().remove('cache'), '"cookies","storage"'],
    ['set()', () => clear().set('"cookies"').cache(), '"cookies","cache"'],
  ])('writes %s', (_, make, written) => {
    expect(sent(make())).toBe(written)
  })

  it.each<[what: string, value: unknown, code: string, path: string, fix?: string]>([
    [
      'types without quotes, which browsers do not take',
      'cookies',
      'ERR_SECURE_SYNTAX',
      'clearSiteData',
      `Write "cookies", with the quotes, or ['cookies'].`,
    ],
    ['a misspelt type', ['cookie'], 'ERR_SECURE_UNKNOWN_VALUE', 'clearSiteData[0]', 'Did you mean cookies?'],
    ['an empty list', [], 'ERR_SECURE_MISSING', 'clearSiteData'],
    ['an object', { cookies: true }, 'ERR_SECURE_TYPE', 'clearSiteData'],
    ['a number', [1], 'ERR_SECURE_TYPE', 'clearSiteData[0]'],
    ['a line break', '"cookies"\r\nX: 1', 'ERR_SECURE_CHARACTERS', 'clearSiteData'],
  ])('refuses %s', (_, value, code, path, fix) => {
    const refusal = { code, path, ...(fix !== undefined && { fix }) }
    expect(() => sent(value)).toThrow(expect.objectContaining(refusal))
  })

  it('refuses an argument of a method that takes none', () => {
    expect(() => Reflect.apply(clear().cache, clear(), ['x'])).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'cache' }),
    )
  })

  it('refuses to be set to undefined', () => {
    expect(() => clear().set(undefined as never)).toThrow(expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'set' }))
  })

  describe('never logs everybody out', () => {
    const refusal = expect.objectContaining({
      code: 'ERR_SECURE_OVERRIDE_ONLY',
      fix: 'Clear-Site-Data on every response would log everybody out: give it to the log-out route, in an override.',
    })

    it.each([true, ['cookies'], '"cookies"'])('as %j in a policy for every response', (clearSiteData) => {
      expect(() => new Secure({ clearSiteData } as never)).toThrow(refusal)
    })

    it('as a builder in a policy for every response', () => {
      expect(() => new Secure({ clearSiteData: clear() } as never)).toThrow(refusal)
    })

    it('under custom', () => {
      expect(() => new Secure({ custom: { 'clear-site-data': '"cookies"' } })).toThrow(refusal)
    })

    it.each([{ clearSiteData: true }, { custom: { 'Clear-Site-Data': '"*"' } }] as const)(
      'when an adapter gets a policy made by with(%j)',
      (options) => {
        const policy = new Secure().with(options)
        expect(() => compile(policy)).toThrow(refusal)
      },
    )
  })

  it('is welcome in an override', () => {
    const { alone } = compileOverride({ clearSiteData: true })
    expect(alone.block(0, '', false)).toBe('Clear-Site-Data: "cache","cookies","storage"\r\n')
    expect(compileOverride({ custom: { 'Clear-Site-Data': '"cache"' } }).alone.lines).toHaveLength(1)
  })

  it('may be switched off anywhere', () => {
    expect(new Secure({ clearSiteData: false }).headers()).not.toHaveProperty('Clear-Site-Data')
  })
})

import { describe, expect, it } from 'vitest'
import type { SecureOptions } from '../options.js'
import { Secure } from '../secure.js'
import { CrossOriginOpenerPolicy } from './cross-origin-opener-policy.js'

const sent = (coop: SecureOptions['coop']) =>
  Object.fromEntries(
    new Secure({ coop } as SecureOptions).entries().filter(([name]) => name.startsWith('Cross-Origin-Opener-Policy')),
  )

describe('CrossOriginOpenerPolicy', () => {
  it.each([
    ['sameOrigin', 'same-origin'],
    ['sameOriginAllowPopups', 'same-origin-allow-popups'],
    ['noopenerAllowPopups', 'noopener-allow-popups'],
    ['unsafeNone', 'unsafe-none'],
  ] as const)('%s() writes %s', (method, value) => {
    expect(new CrossOriginOpenerPolicy()[method]().toString()).toBe(value)
    expect(sent(value)).toEqual({ 'Cross-Origin-Opener-Policy': value })
  })

  it('names an endpoint for its reports', () => {
    const value = 'same-origin;report-to="a"'
    expect(new CrossOriginOpenerPolicy().reportTo('a').toString()).toBe(value)
    expect(sent({ policy: 'same-origin', reportTo: 'a' })).toEqual({ 'Cross-Origin-Opener-Policy': value })
    expect(sent('same-origin; report-to="a"')).toEqual({ 'Cross-Origin-Opener-Policy': value })
  })

  it('is sent as report-only, by itself or beside the enforced policy', () => {
    expect(sent(new CrossOriginOpenerPolicy().sameOriginAllowPopups().reportOnly())).toEqual({
      'Cross-Origin-Opener-Policy-Report-Only': 'same-origin-allow-popups',
    })
    expect(sent({ policy: 'same-origin-allow-popups', reportOnly: true })).toEqual({
      'Cross-Origin-Opener-Policy-Report-Only': 'same-origin-allow-popups',
    })
    expect(sent(['same-origin-allow-popups', { policy: 'same-origin', reportOnly: true }])).toEqual({
      'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
      'Cross-Origin-Opener-Policy-Report-Only': 'same-origin',
    })
  })

  it('is enforced where reportOnly(false) says so', () => {
    expect(sent(new CrossOriginOpenerPolicy().reportOnly(false))).toEqual({ 'Cross-Origin-Opener-Policy': 'same-origin' })
  })

  it('stays report-only when the value is replaced', () => {
    expect(sent(new CrossOriginOpenerPolicy().reportOnly().set('same-origin-allow-popups'))).toEqual({
      'Cross-Origin-Opener-Policy-Report-Only': 'same-origin-allow-popups',
    })
  })

  it.each<[what: string, value: unknown, code: string, path: string, fix?: string]>([
    ['a misspelt value', 'same-orign', 'ERR_SECURE_UNKNOWN_VALUE', 'coop', 'Did you mean same-origin?'],
    [
      'a value in quotes, which browsers do not take',
      '"same-origin"',
      'ERR_SECURE_UNKNOWN_VALUE',
      'coop',
      'Did you mean same-origin?',
    ],
    ['another case, which browsers do not take', 'Same-Origin', 'ERR_SECURE_UNKNOWN_VALUE', 'coop', 'Did you mean same-origin?'],
    [
      'an endpoint without quotes',
      'same-origin; report-to=a',
      'ERR_SECURE_SYNTAX',
      'coop',
      'Put the name of the endpoint in double quotes.',
    ],
    ['another parameter', 'same-origin; max-age=5', 'ERR_SECURE_SYNTAX', 'coop'],
    ['a broken parameter', 'same-origin; ', 'ERR_SECURE_SYNTAX', 'coop'],
    ['a line break', 'same-origin\r\nX: 1', 'ERR_SECURE_CHARACTERS', 'coop'],
    ['a misspelt key', { polcy: 'same-origin' }, 'ERR_SECURE_UNKNOWN_OPTION', 'coop.polcy', 'Did you mean policy?'],
    ['a wrong value in data', { policy: 5 }, 'ERR_SECURE_TYPE', 'coop.policy'],
    ['an endpoint with a space', { policy: 'same-origin', reportTo: 'a b' }, 'ERR_SECURE_CHARACTERS', 'coop.reportTo'],
    ['an endpoint that is no token', { policy: 'same-origin', reportTo: '1a' }, 'ERR_SECURE_CHARACTERS', 'coop.reportTo'],
    ['reportOnly that is no boolean', { policy: 'same-origin', reportOnly: 'yes' }, 'ERR_SECURE_TYPE', 'coop.reportOnly'],
    ['two enforced policies', ['same-origin', 'same-origin-allow-popups'], 'ERR_SECURE_DUPLICATE', 'coop[1]'],
    ['a wrong policy among several', ['same-origin', 'same-orign'], 'ERR_SECURE_UNKNOWN_VALUE', 'coop[1]'],
  ])('refuses %s', (_, value, code, path, fix) => {
    const refusal = { code, path, ...(fix !== undefined && { fix }) }
    expect(() => new Secure({ coop: value as never })).toThrow(expect.objectContaining(refusal))
  })

  it.each<[call: string, endpoint: unknown, code: string]>([
    ['an endpoint with a space', 'x y', 'ERR_SECURE_CHARACTERS'],
    ['undefined, whatever stood there', undefined, 'ERR_SECURE_TYPE'],
  ])('refuses reportTo() of %s', (_, endpoint, code) => {
    expect(() => new CrossOriginOpenerPolicy().reportTo('a').reportTo(endpoint as never)).toThrow(
      expect.objectContaining({ code, path: 'reportTo' }),
    )
  })
})

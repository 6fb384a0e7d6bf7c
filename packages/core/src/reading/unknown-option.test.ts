import { describe, expect, it } from 'vitest'
import { Secure, type SecureOptions } from '../index.js'

const send = (options: unknown) => new Secure(options as SecureOptions).headers()

describe('an unknown option', () => {
  it.each<[typed: string, meant: string]>([
    // The names that helmet has.
    ['contentSecurityPolicy', 'csp'],
    ['strictTransportSecurity', 'hsts'],
    ['xFrameOptions', 'xfo'],
    ['xContentTypeOptions', 'content'],
    ['xXssProtection', 'xxp'],
    ['referrerPolicy', 'referrer'],
    ['noSniff', 'content'],
    ['xssFilter', 'xxp'],
    // And the names of headers.
    ['Content-Security-Policy', 'csp'],
    ['x-frame-options', 'xfo'],
    ['permissionsPolicy', 'permissions'],
    ['cacheControl', 'cache'],
    ['report-to', 'reportTo'],
    ['reportUri', 'reporting'],
    // And what people look for.
    ['xssProtection', 'xxp'],
    ['frameOptions', 'xfo'],
    ['removeHeaders', 'remove'],
    ['headers', 'custom'],
    ['customHeaders', 'custom'],
    ['cspReportOnly', 'csp with reportOnly: true'],
    // Slips.
    ['CSP', 'csp'],
    ['hst', 'hsts'],
    ['refferer', 'referrer'],
    ['permission', 'permissions'],
    ['removes', 'remove'],
    ['customs', 'custom'],
    ['copr', 'corp'],
    ['cope', 'coep'],
    ['copo', 'coop'],
    ['xof', 'xfo'],
    ['cps', 'csp'],
    ['nle', 'nel'],
    ['moed', 'mode'],
  ])('such as %s is answered with %s', (typed, meant) => {
    expect(() => send({ [typed]: 'x' })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNKNOWN_OPTION', path: typed, fix: `Did you mean ${meant}?` }),
    )
  })

  it.each([
    ['contentSecurityPolicy', 'Did you mean csp? For what helmet sends, spread the preset basic instead.'],
    ['noSniff', 'Did you mean content? For what helmet sends, spread the preset basic instead.'],
    ['contentSecurityPolicyReportOnly', 'Did you mean csp with reportOnly: true?'],
    ['customHeaders', 'Did you mean custom?'],
    ['CSP', 'Did you mean csp?'],
  ])('such as %s: true is answered with %s', (typed, fix) => {
    expect(() => send({ [typed]: true })).toThrow(expect.objectContaining({ fix }))
  })

  it('is told where reportOnly belongs', () => {
    expect(() => send({ reportOnly: true })).toThrow(
      expect.objectContaining({ fix: 'Write it in its header: csp: { reportOnly: true }.' }),
    )
  })

  it.each(['__proto__x', 'constructor', 'toString', 'whatever'])(
    'is refused without advice when nothing is near: %j',
    (typed) => {
      expect(() => send({ [typed]: true })).toThrow(
        expect.objectContaining({
          code: 'ERR_SECURE_UNKNOWN_OPTION',
          fix: undefined,
          expected: expect.stringContaining('hsts, xfo'),
        }),
      )
    },
  )

  it('does not matter while it is undefined', () => {
    expect(send({ whatever: undefined })).toEqual(send({}))
  })
})

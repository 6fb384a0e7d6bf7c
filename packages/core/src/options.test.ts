import { describe, expect, it } from 'vitest'
import { type Decisions, NOTHING } from './decisions.js'
import {
  CacheControl,
  ContentSecurityPolicy,
  CustomHeaders,
  PermissionsPolicy,
  ReferrerPolicy,
  ReportTo,
  Secure,
  type SecureOptions,
  Server,
  StrictTransportSecurity,
  XContentTypeOptions,
  XFrameOptions,
  XXSSProtection,
} from './index.js'
import { layer } from './layer.js'
import { readOptions } from './options.js'

const GROUP = { group: 'main', max_age: 60, endpoints: [{ url: 'https://r.example' }] }
const send = (options: unknown) => new Secure(options as SecureOptions).headers()

describe('an option', () => {
  /** Three ways to say the same. */
  const forms: [option: string, header: string, build: () => unknown, data: unknown, raw: string][] = [
    ['server', 'Server', () => new Server('x'), 'x', 'x'],
    ['hsts', 'Strict-Transport-Security', () => new StrictTransportSecurity().maxAge(60), { maxAge: 60 }, 'max-age=60'],
    ['xfo', 'X-Frame-Options', () => new XFrameOptions().deny(), 'DENY', 'DENY'],
    ['xxp', 'X-XSS-Protection', () => new XXSSProtection('1'), '1', '1'],
    ['content', 'X-Content-Type-Options', () => new XContentTypeOptions().nosniff(), 'nosniff', 'nosniff'],
    ['csp', 'Content-Security-Policy', () => new ContentSecurityPolicy().imgSrc('*'), { 'img-src': ['*'] }, 'img-src *'],
    [
      'referrer',
      'Referrer-Policy',
      () => new ReferrerPolicy().origin().sameOrigin(),
      ['origin', 'same-origin'],
      'origin, same-origin',
    ],
    ['cache', 'Cache-Control', () => new CacheControl().public().maxAge(1), { public: true, maxAge: 1 }, 'public, max-age=1'],
    ['permissions', 'Permissions-Policy', () => new PermissionsPolicy().camera('self'), { camera: ['self'] }, 'camera=(self)'],
    ['reportTo', 'Report-To', () => new ReportTo([GROUP]), GROUP, JSON.stringify(GROUP)],
    ['custom', 'X-A', () => new CustomHeaders({ 'X-A': '1' }), { 'X-A': '1' }, '1'],
  ]

  it.each(forms)('takes %s as a builder, as plain data and as text', (option, header, build, data, raw) => {
    expect(send({ [option]: build() })[header]).toBe(raw)
    expect(send({ [option]: data })[header]).toBe(raw)
    if (option !== 'custom') expect(send({ [option]: raw })[header]).toBe(raw)
  })

  it.each(forms)('takes %s as false, null and undefined', (option, header) => {
    expect(send({ [option]: false })).not.toHaveProperty(header)
    expect(send({ [option]: null })).not.toHaveProperty(header)
    expect(send({ [option]: undefined })).toEqual(send({}))
  })

  it.each(forms)('takes plain data of %s without a prototype', (option, header, _build, data, raw) => {
    if (typeof data !== 'object' || Array.isArray(data)) return expect(send({ [option]: data })[header]).toBe(raw)
    expect(send({ [option]: Object.assign(Object.create(null), data) })[header]).toBe(raw)
  })

  it.each(forms)('refuses %s as anything else', (option) => {
    for (const value of [0, 1n, Symbol('s'), new Date(), /x/, () => true]) {
      expect(() => send({ [option]: value })).toThrow(
        expect.objectContaining({ name: 'SecureHeadersError', code: 'ERR_SECURE_TYPE', path: option }),
      )
    }
  })

  it.each(['reportTo', 'custom'])('refuses %s as true, because it has no default', (option) => {
    expect(() => send({ [option]: true })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_MISSING', path: option, fix: expect.stringContaining('has no default') }),
    )
  })

  it('is an array of any forms where the platform takes several policies', () => {
    const csp = ['img-src *', { 'font-src': '*' }, new ContentSecurityPolicy().mediaSrc('*')]
    expect(send({ csp })['Content-Security-Policy']).toBe('img-src *, font-src *, media-src *')
  })

  it('is no array elsewhere', () => {
    expect(() => send({ hsts: [{ maxAge: 1 }] })).toThrow(expect.objectContaining({ path: 'hsts' }))
    expect(() => send({ xfo: ['DENY'] })).toThrow(expect.objectContaining({ path: 'xfo' }))
  })

  it('is a function in an override only, and the error says so', () => {
    expect(() => send({ csp: (csp: ContentSecurityPolicy) => csp })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'csp', fix: expect.stringContaining('override()') }),
    )
  })
})

describe('an unknown option', () => {
  it.each<[typed: string, meant: string]>([
    // The names that helmet has.
    ['contentSecurityPolicy', 'csp'],
    ['strictTransportSecurity', 'hsts'],
    ['xFrameOptions', 'xfo'],
    ['xContentTypeOptions', 'content'],
    ['xXssProtection', 'xxp'],
    ['referrerPolicy', 'referrer'],
    // And the ones of headers.
    ['Content-Security-Policy', 'csp'],
    ['x-frame-options', 'xfo'],
    ['permissionsPolicy', 'permissions'],
    ['cacheControl', 'cache'],
    ['report-to', 'reportTo'],
    // Slips.
    ['CSP', 'csp'],
    ['hst', 'hsts'],
    ['refferer', 'referrer'],
    ['permission', 'permissions'],
    ['removes', 'remove'],
    ['customs', 'custom'],
  ])('gets %s answered by %s', (typed, meant) => {
    expect(() => send({ [typed]: true })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNKNOWN_OPTION', path: typed, fix: `Did you mean ${meant}?` }),
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

describe('the options', () => {
  const noOptions = expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: '', expected: 'an options object or a Secure' })

  it.each<[what: string, options: unknown]>([
    ['null', null],
    ['a string', 'strict'],
    ['a list', []],
    ['a function', () => ({})],
    ['true', true],
  ])('are not %s', (_, options) => {
    expect(() => send(options)).toThrow(noOptions)
  })

  it('are not a builder', () => {
    expect(() => send(new XFrameOptions())).toThrow(noOptions)
  })

  it('may come from another realm or from JSON', () => {
    expect(send(structuredClone({ xfo: 'DENY' }))).toMatchObject({ 'X-Frame-Options': 'DENY' })
    expect(send(Object.assign(Object.create(null), { xfo: 'DENY' }))).toMatchObject({ 'X-Frame-Options': 'DENY' })
  })

  it('are not read from a polluted prototype', () => {
    expect(send(JSON.parse('{"xfo":"DENY"}'))).toMatchObject({ 'X-Frame-Options': 'DENY' })
    expect(() => send(JSON.parse('{"__proto__":{"xfo":false}}'))).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNKNOWN_OPTION', path: '__proto__' }),
    )
  })
})

describe('a builder', () => {
  it('is one that was constructed, not what only has its prototype', () => {
    for (const prototype of [XFrameOptions.prototype, ContentSecurityPolicy.prototype]) {
      for (const option of ['xfo', 'csp']) {
        expect(() => send({ [option]: Object.create(prototype) })).toThrow(
          expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: option }),
        )
      }
    }
  })

  it('is asked for in the words that fit its place', () => {
    expect(() => send({ coop: [true, { reportOnly: true }] })).toThrow(
      'coop[0]: expected a builder of Cross-Origin-Opener-Policy, plain data or a string, received true.',
    )
    expect(() => new Secure().with(new Secure() as never)).toThrow('expected an options object, received an instance of Secure.')
  })
})

describe('remove', () => {
  const removals = (remove?: unknown) => readOptions(remove === undefined ? {} : { remove }).removals

  it('is X-Powered-By by default', () => expect(removals()).toEqual(['x-powered-by']))
  it('is nothing for false, null and an empty list', () => {
    for (const remove of [false, null, []]) expect(removals(remove)).toEqual([])
  })
  it('has each name once, in lower case', () => expect(removals(['Server', 'server', 'Via'])).toEqual(['server', 'via']))
  it('takes away what an outer layer sends by that name, and never what an inner one does', () => {
    const [custom, remove] = [{ custom: { 'x-a': '1' } }, { remove: ['X-A', 'X-B'] }].map((one) => readOptions(one)) as [
      Decisions,
      Decisions,
    ]
    expect(layer(custom, remove)).toMatchObject({ fields: [], removals: ['x-a', 'x-b'] })
    expect(layer(remove, custom)).toMatchObject({ fields: [{ name: 'x-a' }], removals: ['x-b'] })
  })
  it('is nothing at all where Secure is switched off', () => expect(NOTHING.removals).toEqual([]))

  it.each<[what: string, remove: unknown, code: string, path: string]>([
    ['a string', 'Server', 'ERR_SECURE_TYPE', 'remove'],
    ['true', true, 'ERR_SECURE_TYPE', 'remove'],
    ['a number in the list', ['Via', 1], 'ERR_SECURE_TYPE', 'remove[1]'],
    ['what is no name', ['X Powered By'], 'ERR_SECURE_CHARACTERS', 'remove[0]'],
    ['a line break', ['Via', 'X\r\n'], 'ERR_SECURE_CHARACTERS', 'remove[1]'],
    ['a header of message framing', ['Content-Length'], 'ERR_SECURE_FORBIDDEN_HEADER', 'remove[0]'],
    ['cookies', ['set-cookie'], 'ERR_SECURE_FORBIDDEN_HEADER', 'remove[0]'],
    ['a header that an option sends', ['Via', 'x-frame-options'], 'ERR_SECURE_DUPLICATE', 'remove[1]'],
  ])('refuses %s', (_, remove, code, path) => {
    expect(() => send({ remove })).toThrow(expect.objectContaining({ code, path }))
  })

  it('takes a header away whose option is off', () => {
    expect(readOptions({ remove: ['Server', 'X-Frame-Options'], xfo: false }).removals).toEqual(['server', 'x-frame-options'])
    expect(() => send({ remove: ['Server'], server: 'x' })).toThrow(expect.objectContaining({ code: 'ERR_SECURE_DUPLICATE' }))
  })
})

describe('mode', () => {
  it('is left open by default', () => expect(readOptions({}).settings.mode).toBeUndefined())
  it.each(['defer', 'enforce'])('is %s', (mode) => expect(readOptions({ mode }).settings.mode).toBe(mode))

  it.each<[mode: unknown, code: string, fix?: string]>([
    ['enforced', 'ERR_SECURE_UNKNOWN_VALUE', 'Did you mean enforce?'],
    ['Defer', 'ERR_SECURE_UNKNOWN_VALUE', 'Did you mean defer?'],
    ['', 'ERR_SECURE_UNKNOWN_VALUE'],
    [true, 'ERR_SECURE_TYPE'],
    [null, 'ERR_SECURE_TYPE'],
  ])('is not %j', (mode, code, fix) => {
    const refusal = { code, path: 'mode', ...(fix !== undefined && { fix }) }
    expect(() => send({ mode })).toThrow(expect.objectContaining(refusal))
  })
})

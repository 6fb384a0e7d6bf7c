import { describe, expect, it } from 'vitest'
import { compileOverride } from './compile.js'
import { type Decisions, NOTHING } from './decisions.js'
import {
  CacheControl,
  type ConnectionAllowlist,
  ContentSecurityPolicy,
  type CrossOriginOpenerPolicy,
  CustomHeaders,
  type DocumentPolicy,
  PermissionsPolicy,
  ReferrerPolicy,
  type ReportingEndpoints,
  ReportTo,
  SELF,
  Secure,
  type SecureOptions,
  Server,
  StrictTransportSecurity,
  XContentTypeOptions,
  XFrameOptions,
  XXSSProtection,
} from './index.js'
import { layer } from './layer.js'
import { type OverrideOptions, readOptions } from './options.js'

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

  it.each<[what: string, csp: unknown, fix: string]>([
    ['a class', ContentSecurityPolicy, 'Did you mean new ContentSecurityPolicy()?'],
    ['false in quotes', 'false', 'Write false without quotes.'],
  ])('is refused with advice as %s', (_, csp, fix) => {
    expect(() => send({ csp })).toThrow(expect.objectContaining({ fix }))
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
    ['noSniff', 'content'],
    ['xssFilter', 'xxp'],
    // And the ones of headers.
    ['Content-Security-Policy', 'csp'],
    ['x-frame-options', 'xfo'],
    ['permissionsPolicy', 'permissions'],
    ['cacheControl', 'cache'],
    ['report-to', 'reportTo'],
    ['reportUri', 'reporting'],
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
  ])('gets %s answered by %s', (typed, meant) => {
    expect(() => send({ [typed]: true })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNKNOWN_OPTION', path: typed, fix: `Did you mean ${meant}?` }),
    )
  })

  it('is told where reportOnly stands', () => {
    expect(() => send({ reportOnly: true })).toThrow(
      expect.objectContaining({ fix: 'It stands in the header that it is about: csp: { …, reportOnly: true }.' }),
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

  it('are not the request of a middleware that was not called', () => {
    class IncomingMessage {}
    expect(() => send(new IncomingMessage())).toThrow(
      expect.objectContaining({
        fix: 'Give plain data, a preset or a Secure; as a middleware it is called: app.use(secure()).',
      }),
    )
  })

  it('are not a spread of a policy, because it has lost the policy', () => {
    const policy = new Secure({ xfo: 'DENY', csp: { 'default-src': [SELF] } })
    const fix = 'A spread has lost the policy: write policy.with({ … }).'
    for (const make of [
      () => new Secure({ ...policy, hsts: false }),
      () => policy.with({ ...policy }),
      () => compileOverride({ ...policy, xfo: false }),
    ]) {
      expect(make).toThrow(expect.objectContaining({ code: 'ERR_SECURE_TYPE', fix }))
    }
  })

  it('are not a policy of another copy of this package, but its plain data', () => {
    const foreign = Object.assign(Object.create({ toJSON() {} }), { [Symbol.for('@secure/core/policy')]: true })
    expect(() => send(foreign)).toThrow(expect.objectContaining({ fix: expect.stringMatching(/^Two copies are loaded/) }))
    const policy = new Secure({ xfo: 'DENY', csp: { 'default-src': [SELF] } })
    expect(send(policy.toJSON())).toEqual(policy.headers())
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

  it('of another copy of the package says so', async () => {
    const { XFrameOptions: Foreign } = await import(new URL('../dist/index.js', import.meta.url).href)
    expect(() => send({ xfo: new Foreign() })).toThrow(
      expect.objectContaining({ path: 'xfo', fix: expect.stringMatching(/^Two copies are loaded/) }),
    )
  })
})

describe('a function in an override', () => {
  it.each<[call: string, override: unknown, code: string, path: string]>([
    [
      'hsts.remove()',
      { hsts: (hsts: StrictTransportSecurity) => hsts.remove('max-age' as never) },
      'ERR_SECURE_UNKNOWN_DIRECTIVE',
      'hsts.remove',
    ],
    ['hsts.set()', { hsts: (hsts: StrictTransportSecurity) => hsts.set('includeSubDomains') }, 'ERR_SECURE_MISSING', 'hsts.set'],
    ['hsts as text', { hsts: () => 'includeSubDomains' }, 'ERR_SECURE_MISSING', 'hsts'],
    [
      'cache.remove()',
      { cache: (cache: CacheControl) => cache.remove('no-store' as never) },
      'ERR_SECURE_UNKNOWN_DIRECTIVE',
      'cache.remove',
    ],
    [
      'referrer.remove()',
      { referrer: (referrer: ReferrerPolicy) => referrer.remove('noReferrer' as never) },
      'ERR_SECURE_UNKNOWN_VALUE',
      'referrer.remove',
    ],
    ['custom.remove()', { custom: (custom: CustomHeaders) => custom.remove('X A') }, 'ERR_SECURE_CHARACTERS', 'custom.remove'],
    [
      'a header by its name beside its option',
      { xfo: 'DENY', custom: (custom: CustomHeaders) => custom.set('X-Frame-Options', 'a') },
      'ERR_SECURE_DUPLICATE',
      'custom.X-Frame-Options',
    ],
    [
      'a header beside the same by its name',
      { csp: (csp: ContentSecurityPolicy) => csp.imgSrc('*'), custom: { 'Content-Security-Policy': "img-src 'none'" } },
      'ERR_SECURE_DUPLICATE',
      'custom.Content-Security-Policy',
    ],
    [
      'permissions.replace()',
      { permissions: (permissions: PermissionsPolicy) => permissions.replace('displayCapture' as never) },
      'ERR_SECURE_UNKNOWN_FEATURE',
      'permissions.replace',
    ],
    [
      'csp.remove()',
      { csp: (csp: ContentSecurityPolicy) => csp.remove('scriptSrc') },
      'ERR_SECURE_UNKNOWN_DIRECTIVE',
      'csp.remove',
    ],
    [
      'csp.replace() with a bare word',
      { csp: (csp: ContentSecurityPolicy) => csp.replace('webrtc', 'block') },
      'ERR_SECURE_UNQUOTED_KEYWORD',
      'csp.replace',
    ],
    [
      'csp.replace() with a space',
      { csp: (csp: ContentSecurityPolicy) => csp.replace('report-to', 'a b') },
      'ERR_SECURE_CHARACTERS',
      'csp.replace',
    ],
    ['csp.set()', { csp: (csp: ContentSecurityPolicy) => csp.set('') }, 'ERR_SECURE_MISSING', 'csp.set'],
    ['csp.reportUri()', { csp: (csp: ContentSecurityPolicy) => csp.reportUri() }, 'ERR_SECURE_MISSING', 'csp.reportUri'],
    ['csp.merge()', { csp: (csp: ContentSecurityPolicy) => csp.merge({}) }, 'ERR_SECURE_MISSING', 'csp.merge[0]'],
    ['a class', { csp: ContentSecurityPolicy }, 'ERR_SECURE_TYPE', 'csp'],
    [
      'coop.reportTo()',
      { coop: (coop: CrossOriginOpenerPolicy) => coop.reportTo('x y') },
      'ERR_SECURE_CHARACTERS',
      'coop.reportTo',
    ],
    ['documentPolicy as undefined', { documentPolicy: () => undefined }, 'ERR_SECURE_TYPE', 'documentPolicy'],
    [
      'reportingEndpoints.endpoint()',
      { reportingEndpoints: (all: ReportingEndpoints) => all.endpoint('x', 'http://a.example') },
      'ERR_SECURE_ORIGIN',
      'reportingEndpoints.endpoint.x',
    ],
    [
      'reportTo.add()',
      { reportTo: (all: ReportTo) => all.add({ ...GROUP, max_age: -1 }) },
      'ERR_SECURE_SECONDS',
      'reportTo.add[0].max_age',
    ],
  ])('is told its mistake where it is declared: %s', (_, override, code, path) => {
    expect(() => compileOverride(override as OverrideOptions)).toThrow(expect.objectContaining({ code, path }))
  })

  it.each<[what: string, override: OverrideOptions]>([
    ['what it takes away', { csp: (csp) => csp.remove('x-own').remove('script-src').remove('object-src') }],
    ['what it replaces', { csp: (csp) => csp.replace('x-own', 'a') }],
    ['what is left to watch', { documentPolicy: (points) => points.reportOnly() }],
    ['which default it meets', { cache: (cache) => cache.remove('noStore') }],
  ])('is taken where only the policy in force can tell %s', (_, override) => {
    expect(() => compileOverride(override)).not.toThrow()
  })

  it('may take away and replace what only the policy in force has', () => {
    const policy = new Secure({
      connectionAllowlist: { allowlist: ['https://cdn.example', 'response-origin'] },
      documentPolicy: { customPoints: { foo: 1 }, 'js-profiling': true },
      csp: { 'img-src': [SELF], customDirectives: { foo: 'a' } },
      permissions: { camera: [], customFeatures: { vr: [] } },
    })
    const changes = {
      connectionAllowlist: (all: ConnectionAllowlist) => all.remove('https://cdn.example'),
      documentPolicy: (points: DocumentPolicy) => points.remove('foo'),
      csp: (csp: ContentSecurityPolicy) => csp.replace('foo', 'b'),
      permissions: (features: PermissionsPolicy) => features.replace('vr', 'self'),
    }
    expect(() => compileOverride(changes)).not.toThrow()
    expect(policy.with(changes).headers()).toMatchObject({
      'Connection-Allowlist': '(response-origin)',
      'Document-Policy': 'js-profiling',
      'Content-Security-Policy': "img-src 'self'; foo b",
      'Permissions-Policy': 'camera=(), vr=(self)',
    })
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
    ['a hole in the list', Object.assign(new Array(2), { 1: 'X-A' }), 'ERR_SECURE_TYPE', 'remove[0]'],
    ['what is no name', ['X Powered By'], 'ERR_SECURE_CHARACTERS', 'remove[0]'],
    ['a line break', ['Via', 'X\r\n'], 'ERR_SECURE_CHARACTERS', 'remove[1]'],
    ['a header of message framing', ['Content-Length'], 'ERR_SECURE_FORBIDDEN_HEADER', 'remove[0]'],
    ['cookies', ['set-cookie'], 'ERR_SECURE_FORBIDDEN_HEADER', 'remove[0]'],
    ['what the default of cache brings along', ['Pragma'], 'ERR_SECURE_DUPLICATE', 'remove[0]'],
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

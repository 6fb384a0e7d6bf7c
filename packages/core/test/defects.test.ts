import { describe, expect, it, vi } from 'vitest'
import { explain } from '../src/explain.js'
import {
  CacheControl,
  ClearSiteData,
  ConnectionAllowlist,
  ContentSecurityPolicy,
  CrossOriginOpenerPolicy,
  CustomHeaders,
  compile,
  compileOverride,
  DocumentIsolationPolicy,
  DocumentPolicy,
  IntegrityPolicy,
  NetworkErrorLogging,
  NONCE,
  PermissionsPolicy,
  ReferrerPolicy,
  ReportingEndpoints,
  ReportTo,
  SELF,
  Secure,
  Server,
  StrictTransportSecurity,
  XFrameOptions,
} from '../src/index.js'

const headerOf = (options: ConstructorParameters<typeof Secure>[0], name: string, nonce?: string) =>
  new Secure(options).headers(nonce)[name]
const refusal = (make: () => unknown): unknown => {
  try {
    make()
  } catch (error) {
    const { code, path, fix } = error as { code: string; path: string; fix?: string }
    return { code, path, fix }
  }
  return 'accepted'
}

/** A list whose first place is empty. */
const sparse = (value: string): never => Object.assign(new Array(2), { 1: value }) as never

describe('what once went wrong: builders', () => {
  it.each<[string, { toJSON(): unknown }]>([
    ['CSP', new ContentSecurityPolicy().scriptSrc(SELF)],
    ['Permissions-Policy', new PermissionsPolicy().camera('self')],
    ['Report-To', new ReportTo(1, false, 'a', { url: 'https://r.example' })],
    ['Secure', new Secure({ remove: ['Server'] })],
  ])('%s cannot be changed through its JSON', (_name, builder) => {
    const push = (value: unknown): void => {
      if (Array.isArray(value) && !Object.isFrozen(value)) value.push('x\r\nX: y')
      if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) push(inner)
    }
    const before = JSON.stringify(builder)
    push(builder.toJSON())
    expect(JSON.stringify(builder)).toBe(before)
  })

  it('a repeated referrer token counts where it stands last, as browsers read it', () => {
    expect(new ReferrerPolicy().noReferrer().unsafeUrl().noReferrer().toString()).toBe('unsafe-url, no-referrer')
  })

  it('a single-valued directive is replaced', () => {
    expect(new ContentSecurityPolicy().reportTo('a').reportTo('b').toString()).toBe('report-to b')
  })

  it('field names add up', () => {
    expect(new CacheControl().noCache('A').noCache('B').toString()).toBe('no-cache="A, B"')
  })

  it('a report-only policy does not lose its last directive to the default', () => {
    const csp = new ContentSecurityPolicy().defaultSrc(SELF).reportOnly()
    expect(refusal(() => csp.remove('default-src'))).toMatchObject({ code: 'ERR_SECURE_MISSING' })
    expect(refusal(() => csp.set(';'))).toMatchObject({ code: 'ERR_SECURE_MISSING' })
  })

  it.each([
    [() => new StrictTransportSecurity().secureOnly().maxAge(60), 'max-age=60'],
    [() => new StrictTransportSecurity().maxAge(60).secureOnly(), 'max-age=60'],
    [() => new StrictTransportSecurity({ secureOnly: true }), 'max-age=63072000; includeSubDomains'],
    [() => new StrictTransportSecurity().secureOnly().set('max-age=60'), 'max-age=60'],
  ])('secureOnly is no directive: %s', (make, value) => {
    expect(make().fields()).toEqual([{ name: 'Strict-Transport-Security', value, secureOnly: true }])
  })

  it('preload brings includeSubDomains along in plain data too', () => {
    expect(headerOf({ hsts: { maxAge: 31536000, preload: true } }, 'Strict-Transport-Security')).toBe(
      'max-age=31536000; includeSubDomains; preload',
    )
  })

  it('a custom header called __proto__ is a header', () => {
    expect(new CustomHeaders(JSON.parse('{ "__proto__": "x" }')).fields()).toEqual([{ name: '__proto__', value: 'x' }])
  })
})

describe('what once went wrong: nonces', () => {
  it('only the whole expression is a place for one', () => {
    expect(headerOf({ custom: { 'X-Template': '{nonce}' } }, 'X-Template', 'a'.repeat(24))).toBe('{nonce}')
    const policy = compile({ custom: { 'X-Template': '{nonce}' }, server: '{nonce}' }).alone
    expect([policy.bearsNonce, policy.block(0, 'x', false).match(/\{nonce\}/g)?.length]).toEqual([false, 2])
    expect(refusal(() => new ContentSecurityPolicy().reportUri('/r?{nonce}'))).toMatchObject({ code: 'ERR_SECURE_CHARACTERS' })
  })

  it('headers(nonce) keeps the page from shared caches, as adapters do', () => {
    const options = { cache: false, csp: { 'script-src': [NONCE] } }
    expect(headerOf(options, 'Cache-Control', 'a'.repeat(24))).toBe('private, no-cache')
    expect(headerOf(options, 'Cache-Control')).toBeUndefined()
  })
})

describe('what once went wrong: accepted in silence', () => {
  it.each([
    [
      "scriptSrc('nonce-abc123')",
      () => new ContentSecurityPolicy().scriptSrc('nonce-abc123'),
      'ERR_SECURE_NONCE',
      'scriptSrc[0]',
    ],
    [
      'an unquoted hash',
      () => new ContentSecurityPolicy().scriptSrc(`sha384-${'A'.repeat(64)}`),
      'ERR_SECURE_HASH',
      'scriptSrc[0]',
    ],
    ['maxAge(undefined)', () => new CacheControl().noStore().maxAge(undefined as never), 'ERR_SECURE_SECONDS', 'maxAge'],
    ['max-age without seconds', () => new Secure({ cache: 'public, max-age' }), 'ERR_SECURE_SECONDS', 'cache.max-age'],
    ['a stray quote', () => new Secure({ cache: 'no-store"' }), 'ERR_SECURE_SYNTAX', 'cache'],
    [
      "trusted-types 'none' beside others",
      () => new Secure({ csp: { 'trusted-types': ["'none'", 'a'] } }),
      'ERR_SECURE_NONE_WITH_OTHERS',
      'csp.trusted-types[0]',
    ],
    ['script-src: true', () => new Secure({ csp: { 'script-src': true as never } }), 'ERR_SECURE_TYPE', 'csp.script-src'],
    ['a hole in sources', () => new Secure({ csp: { 'script-src': sparse(SELF) } }), 'ERR_SECURE_TYPE', 'csp.script-src[0]'],
    [
      'a hole in an allowlist',
      () => new Secure({ permissions: { camera: sparse('self') } }),
      'ERR_SECURE_TYPE',
      'permissions.camera[0]',
    ],
    ['a hole in tokens', () => new Secure({ referrer: sparse('origin') }), 'ERR_SECURE_TYPE', 'referrer[0]'],
    ['a hole in remove', () => new Secure({ remove: sparse('X-A') }), 'ERR_SECURE_TYPE', 'remove[0]'],
    [
      'a parameter inside an allowlist',
      () => new Secure({ permissions: 'camera=(self;x=1)' }),
      'ERR_SECURE_SYNTAX',
      'permissions.camera',
    ],
    [
      'custom Pragma beside the default cache',
      () => new Secure({ custom: { Pragma: 'x' } }),
      'ERR_SECURE_DUPLICATE',
      'custom.Pragma',
    ],
    ['remove Pragma beside the default cache', () => new Secure({ remove: ['Pragma'] }), 'ERR_SECURE_DUPLICATE', 'remove[0]'],
    ['two values in ALLOW-FROM', () => new Secure({ xfo: 'ALLOW-FROM https://a,DENY' }), 'ERR_SECURE_UNKNOWN_VALUE', 'xfo'],
  ])('%s', (_what, make, code, path) => {
    expect(refusal(make)).toMatchObject({ code, path })
  })

  it('an enforced CSP may stand beside a report-only option of another name', () => {
    const policy = new Secure({
      csp: { 'default-src': [SELF], reportOnly: true },
      custom: { 'Content-Security-Policy': "img-src 'self'" },
    })
    expect(policy.headers()['Content-Security-Policy']).toBe("img-src 'self'")
  })
})

describe('what once went wrong: messages', () => {
  it.each([
    ['maxAge', () => new CacheControl().maxAge(-1)],
    ['noCache[0]', () => new CacheControl().noCache('a b')],
    ['reportTo[0].max_age', () => new Secure({ reportTo: [{ max_age: -1, endpoints: [{ url: 'https://r.example' }] }] })],
    ['reportTo.max_age', () => new Secure({ reportTo: { max_age: -1, endpoints: [{ url: 'https://r.example' }] } })],
    ['add[0].max_age', () => new ReportTo(1, false, 'a', { url: 'https://r.example' }).add({ max_age: -1, endpoints: [] })],
    ['add', () => new ReferrerPolicy().noReferrer().add('orign' as never)],
    ['hsts', () => new Secure({ hsts: 'max-age=60; constructor' })],
    ['set.X-A', () => new CustomHeaders({}).set('X-A', 1 as never)],
  ])('the path is %s', (path, make) => expect(refusal(make)).toMatchObject({ path }))

  it.each([
    ['frameguard', 'xfo'],
    ['noSniff', 'content'],
    ['xssFilter', 'xxp'],
    ['contentSecurityPolicy', 'csp'],
    ['strictTransportSecurity', 'hsts'],
  ])('%s is called %s here', (typed, option) => {
    expect(refusal(() => new Secure({ [typed]: true } as object))).toMatchObject({ fix: `Did you mean ${option}?` })
  })

  it('frame-ancestors says which sources it knows', () => {
    expect(refusal(() => new ContentSecurityPolicy().frameAncestors("'unsafe-inline'"))).toMatchObject({
      fix: 'frame-ancestors knows no other keywords, no nonces and no hashes.',
    })
  })

  it('curly quotes are quotes that want to be straight', () => {
    expect(refusal(() => new ContentSecurityPolicy().scriptSrc('‘self’'))).toMatchObject({
      fix: "Did you mean 'self', with quotes?",
    })
  })

  it.each<[what: string, call: (name: never) => unknown]>([
    ['hsts.remove', (name) => new StrictTransportSecurity().remove(name)],
    ['cache.remove', (name) => new CacheControl().remove(name)],
    ['referrer.remove', (name) => new ReferrerPolicy().remove(name)],
    ['csp.remove', (name) => new ContentSecurityPolicy().remove(name)],
    ['csp.replace', (name) => new ContentSecurityPolicy().replace(name, SELF)],
    ['permissions.remove', (name) => new PermissionsPolicy().remove(name)],
    ['permissions.replace', (name) => new PermissionsPolicy().replace(name)],
    ['custom.remove', (name) => new CustomHeaders({}).remove(name)],
    ['custom.set', (name) => new CustomHeaders({}).set(name, 'a')],
  ])('%s refuses what is no name, whatever it is', (what, call) => {
    for (const name of [Object.create(null), { toString: () => expect.unreachable() }, Symbol('a'), 1, null, undefined]) {
      expect(refusal(() => call(name as never))).toMatchObject({ code: 'ERR_SECURE_TYPE', path: what.split('.')[1] })
    }
  })

  it('a function has something to extend, an empty builder where there is no default, and must not return that', () => {
    expect(new Secure().with({ custom: (custom) => custom.set('X-A', 'b') }).headers()['X-A']).toBe('b')
    expect(refusal(() => new Secure().with({ reportTo: (reportTo) => reportTo }))).toEqual({
      code: 'ERR_SECURE_MISSING',
      path: 'reportTo',
      fix: 'Use false to leave the header out.',
    })
  })
})

describe('what once went wrong: mode enforce', () => {
  it('leaves alone a Cache-Control that the policy only implies', () => {
    const policy = compile({ csp: { 'script-src': [NONCE] }, cache: false, mode: 'enforce' }).alone
    expect(policy.watched.stripped.has('cache-control')).toBe(false)
    expect(
      compile({ csp: { 'script-src': [NONCE] }, cache: false, remove: ['Cache-Control'] }).alone.watched.stripped.has(
        'cache-control',
      ),
    ).toBe(true)
  })
})

describe('what once went wrong: what a method is given', () => {
  const group = { group: 'main', max_age: 1, endpoints: [{ url: 'https://r.example' }] }

  it.each<[value: string, expected: string]>([
    [String(new StrictTransportSecurity({ maxAge: 60 }).remove('maxAge')), 'max-age=63072000'],
    [String(new StrictTransportSecurity().remove('maxAge')), 'max-age=63072000; includeSubDomains'],
    [String(new StrictTransportSecurity().preload().preload(false)), 'max-age=63072000; includeSubDomains'],
    [String(new StrictTransportSecurity().includeSubdomains(false)), 'max-age=63072000'],
    [String(new StrictTransportSecurity().preload(false)), 'max-age=63072000; includeSubDomains'],
    [
      headerOf({ csp: { 'img-src': [SELF], customDirectives: null, reportOnly: null } as never }, 'Content-Security-Policy') ??
        '',
      "img-src 'self'",
    ],
    [
      headerOf({ reporting: 'HTTPS://r.example/x', nel: true }, 'Report-To') ?? '',
      '{"group":"default","max_age":2592000,"endpoints":[{"url":"HTTPS://r.example/x"}]}',
    ],
    [String(new ReferrerPolicy('no-referrer').add('Origin' as 'origin')), 'no-referrer, origin'],
    [headerOf({ referrer: ['NO-REFERRER' as 'no-referrer'] }, 'Referrer-Policy') ?? '', 'no-referrer'],
    [String(new CacheControl().private().private('A')), 'private'],
    [String(new CacheControl().noCache('A').noCache()), 'no-cache'],
    [String(new CacheControl().noCache('A').noCache('a', 'b')), 'no-cache="A, b"'],
    [String(new CacheControl().maxAge(1).maxAge(2)), 'max-age=2'],
    [
      String(new IntegrityPolicy().blockedDestinations('script').blockedDestinations('style')),
      'blocked-destinations=(script style)',
    ],
    [String(new IntegrityPolicy().blockedDestinations('style')), 'blocked-destinations=(style)'],
    [
      String(new IntegrityPolicy().endpoints('a').sources('inline').endpoints('b', 'a')),
      'blocked-destinations=(script), sources=(inline), endpoints=(a b)',
    ],
    [String(new IntegrityPolicy({ endpoints: ['a'] }).remove('endpoints')), 'blocked-destinations=(script)'],
    [String(new ClearSiteData().remove('cache')), '"cookies","storage"'],
    [String(new ConnectionAllowlist().allow('https://a.example').remove('https://a.example')), '()'],
    [String(new DocumentPolicy().forceLoadAtTop().syncXhr(false).remove('sync-xhr')), 'force-load-at-top'],
    [String(new DocumentPolicy().reportTo('a').jsProfiling()), 'js-profiling, *;report-to=a'],
    [String(new ReportingEndpoints().endpoint('a', '/r')), 'a="/r"'],
    [String(new ReportTo().add(group)), JSON.stringify(group)],
    [
      String(new ContentSecurityPolicy().reportTo(new ReportTo(1, false, 'main', { url: 'https://r.example' }))),
      'report-to main',
    ],
    [
      String(new ContentSecurityPolicy().reportTo(new ReportTo(1, false, null, { url: 'https://r.example' }))),
      'report-to default',
    ],
    [String(new ContentSecurityPolicy().customDirective('foo', 'a').replace('foo', 'b')), 'foo b'],
    [String(new PermissionsPolicy().customFeature('vr').replace('vr', 'self')), 'vr=(self)'],
    [new ContentSecurityPolicy().reportOnly().reportOnly(false).fields()[0]?.name ?? '', 'Content-Security-Policy'],
    [String(new ContentSecurityPolicy().reportOnly().reportOnly(false)), "script-src 'self'; object-src 'self'"],
    [new PermissionsPolicy().camera().reportOnly(false).fields()[0]?.name ?? '', 'Permissions-Policy'],
    [new CrossOriginOpenerPolicy().reportOnly(false).fields()[0]?.name ?? '', 'Cross-Origin-Opener-Policy'],
    [new IntegrityPolicy().reportOnly().reportOnly(false).fields()[0]?.name ?? '', 'Integrity-Policy'],
    [new DocumentPolicy().reportOnly().reportOnly(false).jsProfiling().fields()[0]?.name ?? '', 'Document-Policy'],
    [new ConnectionAllowlist().reportOnly(false).fields()[0]?.name ?? '', 'Connection-Allowlist'],
    [
      headerOf({ integrity: ['a', 'b'].map((one) => ({ endpoints: [one], reportOnly: one === 'b' })) }, 'Integrity-Policy') ?? '',
      'blocked-destinations=(script), endpoints=(a)',
    ],
    [
      new Secure({ integrity: true }).with({ integrity: (integrity) => integrity.blockedDestinations('style') }).headers()[
        'Integrity-Policy'
      ] ?? '',
      'blocked-destinations=(script style)',
    ],
  ])('%s', (value, expected) => expect(value).toBe(expected))

  const given = undefined as never
  it.each<[path: string, call: () => unknown]>([
    ['set', () => new XFrameOptions().deny().set(given)],
    ['set', () => new Server().set(given)],
    ['set', () => new NetworkErrorLogging({ max_age: 0 }).set(given)],
    ['set', () => new ClearSiteData().set(given)],
    ['set', () => new ReportingEndpoints({ a: '/x' }).set(given)],
    ['set.X-A', () => new CustomHeaders({ 'X-A': '1' }).set('X-A', given)],
    ['endpoint.a', () => new ReportingEndpoints({ a: '/x', b: '/y' }).endpoint('a', given)],
    ['reportTo', () => new CrossOriginOpenerPolicy().reportTo('a').reportTo(given)],
    ['reportTo', () => new ConnectionAllowlist().reportTo('a').reportTo(given)],
    ['redirects', () => new ConnectionAllowlist().redirects('allow').redirects(given)],
    ['nonce', () => ContentSecurityPolicy.nonce(given)],
    ['preload', () => new StrictTransportSecurity().preload(null as never)],
    ['reportOnly', () => new ContentSecurityPolicy().reportOnly('no' as never)],
    ['reportOnly', () => new DocumentIsolationPolicy().reportOnly(0 as never)],
  ])('%s takes no undefined for a default (%#)', (path, call) => {
    expect(refusal(call)).toMatchObject({ code: expect.stringMatching(/^ERR_SECURE_(?:TYPE|ORIGIN|UNKNOWN_VALUE)$/), path })
  })

  it.each<[path: string, call: () => unknown]>([
    ['reportTo', () => new CrossOriginOpenerPolicy().reportTo('x y')],
    ['endpoints[0]', () => new IntegrityPolicy().endpoints('x y')],
    ['blockedDestinations[1]', () => new IntegrityPolicy().blockedDestinations('script', 'x' as never)],
    ['coop.reportTo', () => compileOverride({ coop: (coop) => coop.reportTo('x y') })],
    ['documentPolicy', () => compileOverride({ documentPolicy: (policy) => (policy as never as { nope(): never }).nope?.() })],
    [
      'reportingEndpoints.endpoint.x',
      () => compileOverride({ reportingEndpoints: (all) => all.endpoint('x', 'http://a.example') }),
    ],
    ['reportTo.add[0].max_age', () => compileOverride({ reportTo: (all) => all.add({ ...group, max_age: -1 }) })],
    ['documentPolicy', () => new Secure({ documentPolicy: { reportTo: 'a' } })],
    ['reportingEndpoints', () => new Secure({ reportingEndpoints: new ReportingEndpoints() })],
    ['reportTo', () => new Secure({ reportTo: new ReportTo() })],
    ['remove', () => new DocumentPolicy().jsProfiling().remove('js-profiling')],
    ['remove', () => new IntegrityPolicy().remove('blocked-destinations' as never)],
    ['remove', () => new ConnectionAllowlist({ allowlist: [] }).remove('a.example' as never)],
    ['reportTo', () => new ContentSecurityPolicy().reportTo(new ReportTo())],
    ['reportTo', () => new ContentSecurityPolicy().reportTo(new ReferrerPolicy('origin') as never)],
    ['csp.require-trusted-types-for', () => new Secure({ csp: "img-src 'self'; require-trusted-types-for" })],
    ['csp.trustedTypes', () => new Secure({ csp: { 'img-src': [SELF], trustedTypes: false } as never })],
    ['csp.upgradeInsecureRequests', () => new Secure({ csp: { upgradeInsecureRequests: null } as never })],
    ['custom.HTTP2-Settings', () => new Secure({ custom: { 'HTTP2-Settings': 'AAMAAABk' } })],
    ['custom.Content-Security-Policy', () => new Secure({ custom: { 'Content-Security-Policy': `script-src ${NONCE}` } })],
    ...['https://a.example:99999', 'https://256.256.256.256', 'https://[1]'].map((origin): [string, () => unknown] => [
      'permissions.camera[0]',
      () => new Secure({ permissions: { camera: [origin] } }),
    ]),
  ])('%s is where the mistake is (%#)', (path, call) => {
    expect(refusal(call)).toMatchObject({ path })
  })

  it('reporting owns Report-To only where it sends it', () => {
    const custom = { 'Report-To': '{"max_age":1,"endpoints":[]}' }
    const reporting = 'https://r.example/x'
    expect(headerOf({ reporting, custom }, 'Report-To')).toBe(custom['Report-To'])
    expect(new Secure({ reporting: '/x', remove: ['Report-To'] }).headers()).not.toHaveProperty('Report-To')
    const policy = new Secure({ custom }).with({ reporting })
    expect(new Secure(JSON.parse(JSON.stringify(policy))).headers()).toEqual(policy.headers())
    expect(refusal(() => new Secure({ reporting, nel: true, custom }))).toMatchObject({ path: 'custom.Report-To' })
  })
})

describe('what once went wrong: an override of what reporting brings along', () => {
  it('extends it', () => {
    const policy = new Secure({ reporting: 'https://r.example/x', nel: true }).with({
      xfo: 'DENY',
      reportingEndpoints: (all) => all.endpoint('other', 'https://o.example'),
      reportTo: (all) => all.add({ group: 'other', max_age: 1, endpoints: [{ url: 'https://o.example' }] }),
    })
    expect(policy.headers()).toMatchObject({
      'X-Frame-Options': 'DENY',
      'Reporting-Endpoints': 'other="https://o.example", default="https://r.example/x"',
      'Report-To': expect.stringMatching(/"group":"other".*"group":"default"/),
    })
  })

  it('goes to the new place where the override names one', () => {
    const policy = new Secure({ reporting: 'https://old.example/x', csp: true, nel: true }).with({
      reporting: 'https://new.example/x',
      reportingEndpoints: (all) => all.endpoint('other', 'https://o.example'),
      reportTo: (all) => all.add({ group: 'other', max_age: 1, endpoints: [{ url: 'https://o.example' }] }),
    })
    expect(JSON.stringify(policy.headers())).not.toContain('old.example')
    expect(policy.headers()['Reporting-Endpoints']).toContain('default="https://new.example/x"')
    const twice = new Secure({ reporting: 'https://old.example/x' })
      .with({ reportingEndpoints: (all) => all.endpoint('other', 'https://o.example') })
      .with({ reporting: 'https://new.example/x' })
    expect(twice.headers()['Reporting-Endpoints']).toBe('other="https://o.example", default="https://new.example/x"')
  })

  it('leaves a Report-To that is sent by name to a nel that comes later', () => {
    const custom = { 'Report-To': '{"group":"mine","max_age":1,"endpoints":[{"url":"https://m.example"}]}' }
    const policy = new Secure({ reporting: 'https://r.example/x', custom }).with({ nel: { report_to: 'mine', max_age: 5 } })
    expect(policy.headers()['Report-To']).toBe(custom['Report-To'])
    expect(new Secure(JSON.parse(JSON.stringify(policy))).headers()).toEqual(policy.headers())
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

describe('what once went wrong: what a mistake is told', () => {
  it.each<[fix: string, make: () => unknown]>([
    [
      'Give plain data, a preset or a Secure; as a middleware it is called: app.use(secure()).',
      () => new Secure(new (class IncomingMessage {})() as never),
    ],
    ['Did you mean new ContentSecurityPolicy()?', () => new Secure({ csp: ContentSecurityPolicy as never })],
    ['Write false without quotes.', () => new Secure({ csp: 'false' as never })],
    ['Did you mean reporting?', () => new Secure({ reportUri: '/csp' } as never)],
    ['It stands in the header that it is about: csp: { …, reportOnly: true }.', () => new Secure({ reportOnly: true } as never)],
    ['Use NONCE for what changes with each response.', () => new Secure({ csp: { 'script-src': [(() => '') as never] } })],
    [
      "Use NONCE for a fresh nonce on each response (in JSON 'nonce-{nonce}'), or 'nonce-<base64>' with quotes.",
      () => new Secure({ csp: { 'script-src': ['NONCE'] } }),
    ],
    ...[
      ['copr', 'corp'],
      ['cope', 'coep'],
      ['copo', 'coop'],
      ['xof', 'xfo'],
      ['cps', 'csp'],
      ['nle', 'nel'],
      ['moed', 'mode'],
    ].map(([typed = '', meant]): [string, () => unknown] => [
      `Did you mean ${meant}?`,
      () => new Secure({ [typed]: true } as never),
    ]),
  ])('%s', (fix, make) => expect(refusal(make)).toMatchObject({ fix }))

  it('a path that nel cannot take says why', () => {
    expect(() => new Secure({ reporting: '/r', nel: true })).toThrow('an absolute https URL, because nel takes no other')
  })
})

describe('what once went wrong: a policy in disguise', () => {
  const policy = new Secure({ xfo: 'DENY', csp: { 'default-src': [SELF] } })

  it('a spread of a policy is refused, because it has lost the policy', () => {
    const fix = 'A spread has lost the policy: write policy.with({ … }).'
    for (const make of [
      () => new Secure({ ...policy, hsts: false }),
      () => policy.with({ ...policy }),
      () => compileOverride({ ...policy, xfo: false }),
    ])
      expect(refusal(make)).toMatchObject({ code: 'ERR_SECURE_TYPE', fix })
  })

  it('a policy of another copy of this package says so, and its plain data is welcome', () => {
    const foreign = Object.assign(Object.create({ toJSON() {} }), { [Symbol.for('@secure/core/policy')]: true })
    expect(refusal(() => new Secure(foreign))).toMatchObject({ fix: expect.stringMatching(/^Two copies are loaded/) })
    expect(new Secure(policy.toJSON()).headers()).toEqual(policy.headers())
  })

  it('is invisible in what it prints as JSON, and in the keys', () => {
    expect(Object.keys(policy)).toEqual([])
    expect(JSON.parse(JSON.stringify(policy))).not.toHaveProperty('@secure/core/policy')
  })
})

describe('what once went wrong: the order of names that this version does not know', () => {
  it.each<[value: unknown, written: string]>([
    [new ContentSecurityPolicy().customDirective('x-a', 'a').defaultSrc(SELF), "x-a a; default-src 'self'"],
    [new ContentSecurityPolicy().customDirective('x-a', 'a').defaultSrc(SELF).reportOnly(), "x-a a; default-src 'self'"],
    [ContentSecurityPolicy.from({ customDirectives: { 'x-a': 'a' }, 'img-src': '*' }).inherited(), 'x-a a; img-src *'],
    [new PermissionsPolicy().customFeature('x-a').camera(), 'x-a=(), camera=()'],
    [new DocumentPolicy().customPoint('x-a').syncXhr(false), 'x-a, sync-xhr=?0'],
  ])('%s keeps it', (builder, written) => expect(String(builder)).toBe(written))
})

describe('what once went wrong: a mistake in a function that only its first request has shown', () => {
  const csp = (extend: (csp: ContentSecurityPolicy) => unknown) => ({ csp: extend as () => ContentSecurityPolicy })
  it.each<[override: object, path: string]>([
    [{ hsts: (hsts: StrictTransportSecurity) => hsts.remove('max-age' as never) }, 'hsts.remove'],
    [{ hsts: (hsts: StrictTransportSecurity) => hsts.set('includeSubDomains') }, 'hsts.set'],
    [{ hsts: () => 'includeSubDomains' }, 'hsts'],
    [{ cache: (cache: CacheControl) => cache.remove('no-store' as never) }, 'cache.remove'],
    [{ referrer: (referrer: ReferrerPolicy) => referrer.remove('noReferrer' as never) }, 'referrer.remove'],
    [{ custom: (custom: CustomHeaders) => custom.remove('X A') }, 'custom.remove'],
    [{ xfo: 'DENY', custom: (custom: CustomHeaders) => custom.set('X-Frame-Options', 'a') }, 'custom.X-Frame-Options'],
    [{ permissions: (permissions: PermissionsPolicy) => permissions.replace('displayCapture' as never) }, 'permissions.replace'],
    [csp((csp) => csp.remove('scriptSrc')), 'csp.remove'],
    [csp((csp) => csp.replace('webrtc', 'block')), 'csp.replace'],
    [csp((csp) => csp.replace('report-to', 'a b')), 'csp.replace'],
    [csp((csp) => csp.set('')), 'csp.set'],
    [csp((csp) => csp.reportUri()), 'csp.reportUri'],
    [csp((csp) => csp.merge({})), 'csp.merge[0]'],
    [{ csp: ContentSecurityPolicy }, 'csp'],
  ])('%o', (override, path) => {
    expect(refusal(() => compileOverride(override))).toMatchObject({ code: expect.stringMatching(/^ERR_SECURE/), path })
  })

  it('is none where only the policy in force can tell', () => {
    const fits = [
      csp((csp) => csp.remove('x-own').remove('script-src').remove('object-src')),
      csp((csp) => csp.replace('x-own', 'a')),
      { documentPolicy: (points: DocumentPolicy) => points.reportOnly() },
      { cache: (cache: CacheControl) => cache.remove('noStore') },
    ]
    for (const override of fits) expect(refusal(() => compileOverride(override))).toBe('accepted')
  })
})

describe('what once went wrong: a function that changes nothing', () => {
  it('keeps what the default of cache brings along, until it changes that', () => {
    const policy = new Secure()
    expect(policy.with({ cache: (cache) => cache }).headers()).toEqual(policy.headers())
    expect(policy.with({ cache: (cache) => cache.private() }).headers()).not.toHaveProperty('Pragma')
    expect(policy.with({ cache: (cache) => cache.private() }).headers()).toMatchObject({
      'Cache-Control': 'no-cache, no-store, must-revalidate, max-age=0, private',
    })
  })
})

it('what once went wrong: the form without a nonce was looser in a directive of the next standard', () => {
  const csp = new ContentSecurityPolicy().customDirective('script-src-v2', SELF, "'unsafe-inline'", NONCE)
  expect(csp.fields()[0]?.withoutNonce).toBe("script-src-v2 'self'")
})

describe('what once went wrong: work and memory without bound', () => {
  it('a long run of spaces, or a name as long as a page', () => {
    // Each took minutes.
    expect(new Secure({ custom: { 'X-A': `a${' '.repeat(1_000_000)}b` } }).headers()).toHaveProperty('X-A')
    expect(refusal(() => new Secure({ permissions: { ['a'.repeat(1_000_000)]: [] } }))).toMatchObject({
      code: 'ERR_SECURE_UNKNOWN_FEATURE',
    })
  })

  it('a policy that was changed again and again', () => {
    let policy = new Secure({ csp: { 'img-src': [SELF] } })
    for (let turn = 0; turn < 10_000; turn++) policy = policy.with({ csp: (csp) => csp.replace('img-src', `a${turn}.example`) })
    expect(String(explain(policy))).toContain('override  img-src a9999.example')
  })

  it('a warning for each request of an override that is made there', () => {
    const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const misfit = compileOverride({ csp: (csp) => csp.remove('img-src').remove('default-src') })
    for (let turn = 0; turn < 3; turn++) misfit.over(compile({ csp: { 'default-src': [SELF] } }).alone)
    expect(warning).toHaveBeenCalledTimes(1)
    warning.mockRestore()
  })
})

describe('what once went wrong: a policy in the place of none', () => {
  it('strips what it strips', () => {
    const inner = compile({ xfo: 'DENY' })
    const none = compileOverride(false).over(compile({}).alone)
    expect(inner.over(none).watched.stripped).toEqual(new Set(['x-powered-by']))
  })
})

it('what once went wrong: a function and the header by its name, side by side', () => {
  const twice = { csp: (csp: ContentSecurityPolicy) => csp.imgSrc('*'), custom: { 'Content-Security-Policy': "img-src 'none'" } }
  expect(refusal(() => compileOverride(twice))).toMatchObject({
    code: 'ERR_SECURE_DUPLICATE',
    path: 'custom.Content-Security-Policy',
  })
})

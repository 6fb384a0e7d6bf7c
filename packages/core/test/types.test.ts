import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  type AncestorSource,
  CacheControl,
  type CacheControlData,
  ContentSecurityPolicy,
  type ContentSecurityPolicyData,
  CrossOriginResourcePolicy,
  type CustomHeaders,
  compile,
  compileOverride,
  createNonce,
  type InstanceOf,
  type Json,
  type KeywordSource,
  type Layer,
  NONCE,
  NONE,
  type Option,
  OriginAgentCluster,
  type OverrideOptions,
  PermissionsPolicy,
  type PermissionsPolicyData,
  ReferrerPolicy,
  type ReferrerPolicyToken,
  ReportTo,
  type ReportToGroup,
  SELF,
  Secure,
  SecureHeadersError,
  type SecureHeadersErrorCode,
  type SecureOptions,
  type SourceExpression,
  StrictTransportSecurity,
  XContentTypeOptions,
  XDnsPrefetchControl,
  XDownloadOptions,
  XFrameOptions,
  XPermittedCrossDomainPolicies,
  XXSSProtection,
} from '../src/index.js'

// Both halves count: `tsc` fails where a mistake compiles or right usage does not, and the run fails where the code disagrees.

/** A mistake that the compiler finds, and so does the code. */
const mistake = (what: string, attempt: () => unknown) => it(what, () => expect(attempt).toThrow(SecureHeadersError))
/** What compiles, and works. */
const usage = (what: string, attempt: () => unknown) => it(what, () => expect(attempt()).toBeDefined())

describe('the compiler refuses', () => {
  describe('among the options', () => {
    // @ts-expect-error: on every response it would log everybody out
    mistake('Clear-Site-Data in a policy for every response', () => new Secure({ clearSiteData: true }))
    usage('Clear-Site-Data in an override', () => compileOverride({ clearSiteData: ['cookies'] }))
    // @ts-expect-error
    mistake('a misspelt token', () => new Secure({ coop: 'same-orign' }))
    usage('a token with its endpoint', () => new Secure({ coop: 'same-origin;report-to="a"' }))
    // @ts-expect-error
    mistake('an unknown one', () => new Secure({ frameOptions: 'DENY' }))
    // @ts-expect-error
    mistake('a misspelt one', () => new Secure({ hst: { maxAge: 1 } }))
    // @ts-expect-error
    mistake('null', () => new Secure(null))
    // @ts-expect-error
    mistake('a string', () => new Secure('strict'))
    // @ts-expect-error
    mistake('a builder of another header', () => new Secure({ csp: new XFrameOptions() }))
    // @ts-expect-error
    mistake('a function where nothing is inherited', () => new Secure({ csp: (csp: ContentSecurityPolicy) => csp }))
    // @ts-expect-error
    mistake('a number', () => new Secure({ xxp: 0 }))
    // @ts-expect-error
    mistake('a value that xfo does not have', () => new Secure({ xfo: 'NONE' }))
    // @ts-expect-error
    mistake('a value that content does not have', () => new Secure({ content: 'sniff' }))
    // @ts-expect-error
    mistake('a value that xxp does not have', () => new Secure({ xxp: '2' }))
    // @ts-expect-error
    mistake('true where there is no default', () => new Secure({ reportTo: true }))
    // @ts-expect-error
    mistake('true for custom', () => new Secure({ custom: true }))
    // @ts-expect-error
    mistake('a number as a custom value', () => new Secure({ custom: { 'X-A': 1 } }))
    // @ts-expect-error
    mistake('a string for remove', () => new Secure({ remove: 'Server' }))
    // @ts-expect-error
    mistake('an unknown mode', () => new Secure({ mode: 'force' }))
    // @ts-expect-error
    mistake('several where the platform takes one', () => new Secure({ xfo: ['DENY'] }))
  })

  describe('in a constructor', () => {
    const configured: string = 'NONE'
    // @ts-expect-error
    mistake('a value that X-Frame-Options does not have', () => new XFrameOptions('NONE'))
    // @ts-expect-error: as in the option
    mistake('any string', () => new XFrameOptions(configured))
    // @ts-expect-error
    mistake('any string, as in an option', () => new Secure({ xfo: configured }))
    // @ts-expect-error
    mistake('a value that X-Content-Type-Options does not have', () => new XContentTypeOptions('sniff'))
    // @ts-expect-error
    mistake('a value that Origin-Agent-Cluster does not have', () => new OriginAgentCluster('1'))
    // @ts-expect-error
    mistake('a value that Cross-Origin-Resource-Policy does not have', () => new CrossOriginResourcePolicy('none'))
    // @ts-expect-error
    mistake('a value that X-DNS-Prefetch-Control does not have', () => new XDnsPrefetchControl('no'))
    // @ts-expect-error
    mistake('a value that X-Download-Options does not have', () => new XDownloadOptions('open'))
    // @ts-expect-error
    mistake('a value that X-Permitted-Cross-Domain-Policies does not have', () => new XPermittedCrossDomainPolicies('any'))
    // @ts-expect-error
    mistake('a value that X-XSS-Protection does not have', () => new XXSSProtection('2'))
    usage('a value with an argument', () => [
      new XFrameOptions('ALLOW-FROM https://a.example'),
      new XXSSProtection('1; report=/r'),
      new XXSSProtection('1;report=/r'),
    ])
  })

  describe('in Strict-Transport-Security', () => {
    // @ts-expect-error
    mistake('an age in quotes', () => new Secure({ hsts: { maxAge: '60' } }))
    // @ts-expect-error
    mistake('an age in quotes in a call', () => new StrictTransportSecurity().maxAge('60'))
    // @ts-expect-error
    mistake('the wire’s spelling', () => new Secure({ hsts: { 'max-age': 60 } }))
    // @ts-expect-error
    mistake('the builder’s spelling in data', () => new StrictTransportSecurity({ includeSubdomains: true }))
  })

  describe('in Content-Security-Policy', () => {
    // @ts-expect-error
    mistake('a method’s name in data', () => new Secure({ csp: { scriptSrc: [SELF] } }))
    // @ts-expect-error
    mistake('a misspelt directive', () => new ContentSecurityPolicy({ 'scrpt-src': [SELF] }))
    // @ts-expect-error
    mistake('a number as a source', () => new ContentSecurityPolicy().scriptSrc(1))
    // @ts-expect-error
    mistake('a list in a call', () => new ContentSecurityPolicy().scriptSrc([SELF, NONCE]))
    // @ts-expect-error
    mistake('an unknown sandbox token', () => new ContentSecurityPolicy().sandbox('allow-script'))
    // @ts-expect-error
    mistake('an unknown sandbox token in data', () => new Secure({ csp: { sandbox: ['allow-script'] } }))
    // @ts-expect-error
    mistake('a value of a directive that stands alone', () => new ContentSecurityPolicy().upgradeInsecureRequests('1'))
    // @ts-expect-error
    mistake('webrtc without quotes', () => new ContentSecurityPolicy().webrtc('allow'))
    // @ts-expect-error
    mistake('two endpoints', () => new ContentSecurityPolicy().reportTo('a', 'b'))
    // @ts-expect-error
    mistake('a list of endpoints', () => new Secure({ csp: { 'report-to': ['a', 'b'] } }))
    // @ts-expect-error
    mistake('an unknown digest', () => ContentSecurityPolicy.hash('md5', 'AAAA'))
    // @ts-expect-error
    mistake('a string for reportOnly', () => new Secure({ csp: { 'img-src': '*', reportOnly: 'yes' } }))
  })

  describe('in the other headers', () => {
    // @ts-expect-error
    mistake('a misspelt Referrer-Policy', () => new Secure({ referrer: ['no-referer'] }))
    // @ts-expect-error
    mistake('a misspelt Referrer-Policy as a string', () => new Secure({ referrer: 'no-referer' }))
    // @ts-expect-error
    mistake('a Referrer-Policy of a method’s spelling', () => new ReferrerPolicy().add('noReferrer'))
    // @ts-expect-error
    mistake('an unknown Cache-Control directive', () => new CacheControl({ 'no-store': true }))
    // @ts-expect-error
    mistake('a list for an unknown directive', () => new Secure({ cache: { customDirectives: { a: ['b'] } } }))
    // @ts-expect-error
    mistake('true for an age', () => new Secure({ cache: { maxAge: true } }))
    // @ts-expect-error
    mistake('an argument of a flag', () => new CacheControl().noStore('x'))
    // @ts-expect-error
    mistake('an argument of a value', () => new XFrameOptions().deny('x'))
    // @ts-expect-error
    mistake('an argument of a token', () => new ReferrerPolicy().origin('https://a.example'))
    // @ts-expect-error
    mistake('an unknown feature', () => new Secure({ permissions: { camra: [] } }))
    // @ts-expect-error
    mistake('false for an allowlist', () => new PermissionsPolicy({ camera: false }))
    // @ts-expect-error
    mistake('a list in a call of a feature', () => new PermissionsPolicy().camera(['self']))
    // @ts-expect-error
    mistake('an endpoint beside a member', () => new PermissionsPolicy().camera('self', { allowlist: [], reportTo: 'main' }))
    // @ts-expect-error
    mistake('a group without an age', () => new Secure({ reportTo: { endpoints: [{ url: 'https://a.example' }] } }))
    // @ts-expect-error
    mistake('an endpoint as a string', () => new ReportTo(1, false, 'a', 'https://a.example'))
    // @ts-expect-error
    mistake('a report group in camel case', () => new ReportTo([{ maxAge: 1, endpoints: [] }]))
  })

  describe('in overrides', () => {
    // @ts-expect-error
    mistake('an unknown option', () => compileOverride({ frame: false }))
    // @ts-expect-error
    mistake('true', () => compileOverride(true))
    // @ts-expect-error
    mistake('a function that returns another builder', () => new Secure().with({ xfo: () => new CacheControl() }))
    // @ts-expect-error
    mistake('a function that returns nothing', () => new Secure().with({ csp: () => {} }))
    // @ts-expect-error
    mistake('a function for the mode', () => new Secure().with({ mode: () => 'enforce' }))
  })

  it('assignment to something immutable', () => {
    const xfo = new XFrameOptions()
    expect(() => {
      // @ts-expect-error
      xfo.value = 'DENY'
    }).toThrow(TypeError)
    const json = new CacheControl().noStore().toJSON()
    expect(() => {
      // @ts-expect-error
      if (json !== true) json.noStore = false
    }).toThrow(TypeError)
  })

  it('a method that a header does not have', () => {
    // @ts-expect-error
    expect(() => new XFrameOptions().scriptSrc(SELF)).toThrow('is not a function')
  })
})

describe('the compiler takes', () => {
  usage('no options', () => new Secure())
  usage('a policy', () => new Secure(new Secure()))
  usage('undefined options only where they are left out', () => new Secure({}))
  usage('every toggle', () =>
    [true, false, null].map((on) => new Secure({ hsts: on, xfo: on, csp: on, cache: on, permissions: on })),
  )
  usage('an empty list from a variable or a JSON file, where a directive takes no value', () => {
    const directives = { 'default-src': [SELF], 'upgrade-insecure-requests': [] }
    return new Secure({ csp: directives })
  })
  usage('options that are const', () => {
    const options = {
      xfo: 'DENY',
      hsts: { maxAge: 60, includeSubDomains: true },
      csp: { 'script-src': [SELF, NONCE], 'object-src': [NONE], sandbox: ['allow-forms'], 'upgrade-insecure-requests': true },
      referrer: ['no-referrer', 'strict-origin'],
      cache: { noStore: true, noCache: ['Set-Cookie'] },
      permissions: { camera: [], geolocation: ['self', 'https://a.example'], usb: { allowlist: '*', reportTo: 'main' } },
      reportTo: { group: 'main', max_age: 60, endpoints: [{ url: 'https://r.example' }] },
      remove: ['Server'],
      mode: 'enforce',
    } as const satisfies SecureOptions
    return new Secure({ ...options, xfo: false })
  })
  usage('options from a function that declares them', () => {
    const options = (strict: boolean): SecureOptions => (strict ? { csp: { 'default-src': NONE } } : {})
    return new Secure(options(true))
  })
  usage('its own JSON', () => new Secure(JSON.parse(JSON.stringify(new Secure()))))
  usage(
    'raw policies',
    () => new Secure({ csp: "default-src 'self'", permissions: 'camera=()', referrer: 'no-referrer, origin' }),
  )
  usage('several policies of every form', () => {
    return new Secure({ csp: ['img-src *', { 'font-src': '*' }, new ContentSecurityPolicy().mediaSrc('*').reportOnly()] })
  })
  usage('a source made at run time', () =>
    new ContentSecurityPolicy().scriptSrc(`https://${'cdn.example'}`, ContentSecurityPolicy.nonce('abc')),
  )
  usage('an integrity attribute', () => ContentSecurityPolicy.hash(`sha256-${'A'.repeat(43)}=`))
  usage('sources of who may frame the page', () =>
    new ContentSecurityPolicy().frameAncestors(SELF, 'https:', 'https://a.example').merge({ 'frame-ancestors': NONE }),
  )
  usage('directives and features by name', () => {
    const csp = new ContentSecurityPolicy().customDirective('future-src', SELF).remove('script-src')
    const cache = new CacheControl({ customDirectives: { future: true } }).customDirective('post-check', 0).remove('future')
    return new Secure({ csp, cache, permissions: new PermissionsPolicy().customFeature('future', 'self').remove('camera') })
  })
  usage('a feature with an endpoint, and with a list of members', (members: string[] = ['self']) =>
    new PermissionsPolicy().camera({ allowlist: members, reportTo: 'main' }).usb(...members),
  )
  usage('functions of the inherited builder, each with its own type', () =>
    new Secure({ custom: { 'X-A': '1' } }).with({
      csp: (csp) => csp.frameAncestors('https://a.example'),
      hsts: (hsts) => hsts.preload(),
      cache: (cache) => cache.maxAge(1),
      permissions: (permissions) => permissions.camera('self'),
      referrer: (referrer) => referrer.origin(),
      custom: (custom) => custom.set('X-A', '1'),
      xfo: () => 'DENY',
      xxp: () => null,
    }),
  )
  usage('a function beside plain data, and a builder that was found among the options', () => {
    const options: SecureOptions = { xfo: new XFrameOptions() }
    return new Secure({
      hsts: { maxAge: 60 },
      xfo: options.xfo instanceof XFrameOptions ? options.xfo.deny() : false,
    }).with({ hsts: (hsts) => ({ ...hsts.toJSON(), preload: true }) })
  })
  usage('false as an override', () => compileOverride(false))
})

describe('the types', () => {
  it('are the ones that the documentation names', () => {
    expectTypeOf<Secure['headers']>().returns.toEqualTypeOf<Record<string, string>>()
    expectTypeOf<Secure['entries']>().returns.toEqualTypeOf<[name: string, value: string][]>()
    expectTypeOf<Secure['with']>().returns.toEqualTypeOf<Secure>()
    expectTypeOf<Secure['with']>().parameter(0).toEqualTypeOf<OverrideOptions>()
    expectTypeOf(createNonce).returns.toEqualTypeOf<string>()
    expectTypeOf(compile).returns.toEqualTypeOf<Layer>()
    expectTypeOf(compileOverride).parameter(0).toEqualTypeOf<OverrideOptions | false>()
  })

  it('keep the builder through every chain', () => {
    expectTypeOf(
      new ContentSecurityPolicy().defaultSrc(SELF).reportOnly().set('img-src *'),
    ).toEqualTypeOf<ContentSecurityPolicy>()
    expectTypeOf<ReturnType<ContentSecurityPolicy['scriptSrc']>>().toEqualTypeOf<ContentSecurityPolicy>()
    expectTypeOf<ReturnType<PermissionsPolicy['pictureInPicture']>>().toEqualTypeOf<PermissionsPolicy>()
    expectTypeOf<ReturnType<ReferrerPolicy['noReferrer']>>().toEqualTypeOf<ReferrerPolicy>()
    expectTypeOf<ReturnType<CacheControl['sMaxAge']>>().toEqualTypeOf<CacheControl>()
    expectTypeOf<ReturnType<StrictTransportSecurity['maxAge']>>().toEqualTypeOf<StrictTransportSecurity>()
    expectTypeOf<ReturnType<XFrameOptions['deny']>>().toEqualTypeOf<XFrameOptions>()
  })

  it('derive the methods’ arguments from the tables', () => {
    expectTypeOf<ContentSecurityPolicy['scriptSrc']>().parameters.toEqualTypeOf<SourceExpression[]>()
    expectTypeOf<ContentSecurityPolicy['frameAncestors']>().parameters.toEqualTypeOf<AncestorSource[]>()
    expectTypeOf<ContentSecurityPolicy['upgradeInsecureRequests']>().parameters.toEqualTypeOf<[]>()
    expectTypeOf<ContentSecurityPolicy['reportTo']>().parameters.toEqualTypeOf<[endpoint: string | ReportTo]>()
    expectTypeOf<CacheControl['maxAge']>().parameters.toEqualTypeOf<[seconds: number]>()
    expectTypeOf<CacheControl['noStore']>().parameters.toEqualTypeOf<[]>()
    expectTypeOf<ReferrerPolicy['unsafeUrl']>().parameters.toEqualTypeOf<[]>()
  })

  it('spell names as the wire does', () => {
    expectTypeOf<'require-trusted-types-for'>().toExtend<keyof ContentSecurityPolicyData>()
    expectTypeOf<'ch-ua-wow64'>().toExtend<keyof PermissionsPolicyData>()
    expectTypeOf<'strict-origin-when-cross-origin'>().toExtend<ReferrerPolicyToken>()
    expectTypeOf<'scriptSrc'>().not.toExtend<keyof ContentSecurityPolicyData>()
    expectTypeOf<'sMaxAge'>().toExtend<keyof CacheControlData>()
  })

  it('are closed where the list is, and open where it is not', () => {
    expectTypeOf<string>().not.toExtend<ReferrerPolicyToken>()
    expectTypeOf<string>().not.toExtend<KeywordSource>()
    expectTypeOf<string>().toExtend<SourceExpression>()
    expectTypeOf<'ERR_SECURE_TYPE'>().toExtend<SecureHeadersErrorCode>()
    expectTypeOf<string>().not.toExtend<SecureHeadersErrorCode>()
    expectTypeOf<typeof SELF>().toExtend<KeywordSource>()
    expectTypeOf<typeof NONCE>().toEqualTypeOf<"'nonce-{nonce}'">()
  })

  it('make options that are JSON of what is JSON', () => {
    expectTypeOf<ReturnType<Secure['toJSON']>>().toEqualTypeOf<{ readonly [option: string]: Json }>()
    expectTypeOf<ReportToGroup['max_age']>().toEqualTypeOf<number>()
    expectTypeOf<ReturnType<CustomHeaders['toJSON']>>().toEqualTypeOf<Readonly<Record<string, string | false>>>()
  })

  it('let an option be any of its forms', () => {
    expectTypeOf<Option<XFrameOptions, 'DENY'>>().toEqualTypeOf<boolean | null | InstanceOf<XFrameOptions> | 'DENY'>()
    expectTypeOf<XFrameOptions>().toExtend<SecureOptions['xfo']>()
    expectTypeOf<true>().toExtend<SecureOptions['hsts']>()
    expectTypeOf<null>().toExtend<SecureOptions['csp']>()
    expectTypeOf<ContentSecurityPolicy[]>().toExtend<SecureOptions['csp']>()
    expectTypeOf<true>().not.toExtend<SecureOptions['reportTo']>()
    expectTypeOf<readonly string[]>().toExtend<SecureOptions['remove']>()
  })

  it('describe the parts of an error', () => {
    expectTypeOf<SecureHeadersError>().toExtend<TypeError>()
    expectTypeOf<SecureHeadersError['code']>().toEqualTypeOf<SecureHeadersErrorCode>()
    expectTypeOf<SecureHeadersError['path']>().toEqualTypeOf<string>()
    expectTypeOf<SecureHeadersError['fix']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<SecureHeadersError['name']>().toEqualTypeOf<'SecureHeadersError'>()
  })
})

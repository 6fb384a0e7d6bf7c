import { describe, expect, it } from 'vitest'
import {
  type CacheControl,
  type ConnectionAllowlist,
  ContentSecurityPolicy,
  type CrossOriginOpenerPolicy,
  type CustomHeaders,
  compileOverride,
  type DocumentPolicy,
  type OverrideOptions,
  type PermissionsPolicy,
  type ReferrerPolicy,
  type ReportingEndpoints,
  type ReportTo,
  SELF,
  Secure,
  type StrictTransportSecurity,
} from '../index.js'

const GROUP = { group: 'main', max_age: 60, endpoints: [{ url: 'https://r.example' }] }

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
      { cache: (cache: CacheControl) => cache.remove('nostore') },
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
    ['csp.merge()', { csp: (csp: ContentSecurityPolicy) => csp.merge(true as never) }, 'ERR_SECURE_TYPE', 'csp.merge[0]'],
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
  ])('has its mistake reported where it is declared: %s', (_, override, code, path) => {
    expect(() => compileOverride(override as OverrideOptions)).toThrow(expect.objectContaining({ code, path }))
  })

  it.each<[what: string, override: OverrideOptions]>([
    ['what it takes away', { csp: (csp) => csp.remove('x-own').remove('script-src').remove('object-src') }],
    ['what it replaces', { csp: (csp) => csp.replace('x-own', 'a') }],
    ['what is left to watch', { documentPolicy: (points) => points.reportOnly() }],
    ['which default it meets', { cache: (cache) => cache.remove('noStore') }],
  ])('is accepted where only the policy in force can tell %s', (_, override) => {
    expect(() => compileOverride(override)).not.toThrow()
  })

  it('may take away and replace what only the policy in force has', () => {
    const policy = new Secure({
      connectionAllowlist: { allowlist: ['https://cdn.example', 'response-origin'] },
      documentPolicy: { customPoints: { foo: 1 }, 'js-profiling': true },
      csp: { 'img-src': [SELF], customDirectives: { foo: 'a' } },
      permissions: { camera: [], customFeatures: { teleport: [] } },
    })
    const changes = {
      connectionAllowlist: (all: ConnectionAllowlist) => all.remove('https://cdn.example'),
      documentPolicy: (points: DocumentPolicy) => points.remove('foo'),
      csp: (csp: ContentSecurityPolicy) => csp.replace('foo', 'b'),
      permissions: (features: PermissionsPolicy) => features.replace('teleport', 'self'),
    }
    expect(() => compileOverride(changes)).not.toThrow()
    expect(policy.with(changes).headers()).toMatchObject({
      'Connection-Allowlist': '(response-origin)',
      'Document-Policy': 'js-profiling',
      'Content-Security-Policy': "img-src 'self'; foo b",
      'Permissions-Policy': 'camera=(), teleport=(self)',
    })
  })
})

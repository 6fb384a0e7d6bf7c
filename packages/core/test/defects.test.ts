import { describe, expect, it } from 'vitest'
import {
  CacheControl,
  ContentSecurityPolicy,
  CustomHeaders,
  compile,
  NONCE,
  PermissionsPolicy,
  ReferrerPolicy,
  ReportTo,
  SELF,
  Secure,
  StrictTransportSecurity,
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
    ['max-age without seconds', () => new Secure({ cache: 'public, max-age' }), 'ERR_SECURE_SECONDS', 'cache.maxAge'],
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
    ['hidePoweredBy', 'remove'],
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

  it('a function has something to extend, or says what is missing', () => {
    expect(new Secure().with({ custom: (custom) => custom.set('X-A', 'b') }).headers()['X-A']).toBe('b')
    expect(refusal(() => new Secure().with({ reportTo: (reportTo) => reportTo }))).toEqual({
      code: 'ERR_SECURE_MISSING',
      path: 'reportTo',
      fix: 'It has no default: give a value instead of a function.',
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

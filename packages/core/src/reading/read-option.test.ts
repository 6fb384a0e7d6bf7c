import { describe, expect, it } from 'vitest'
import {
  CacheControl,
  ContentSecurityPolicy,
  CrossOriginOpenerPolicy,
  CustomHeaders,
  PermissionsPolicy,
  ReferrerPolicy,
  ReportTo,
  SELF,
  Secure,
  type SecureOptions,
  Server,
  StrictTransportSecurity,
  XContentTypeOptions,
  XFrameOptions,
  XXSSProtection,
} from '../index.js'

const GROUP = { group: 'main', max_age: 60, endpoints: [{ url: 'https://r.example' }] }
const send = (options: unknown) => new Secure(options as SecureOptions).headers()

describe('an option', () => {
  /** Three ways to say the same thing. */
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

  it.each<[option: string, spread: () => object]>([
    ['csp', () => ({ ...new ContentSecurityPolicy().scriptSrc(SELF), 'img-src': [SELF] })],
    ['csp', () => [{ 'img-src': [SELF] }, { ...new ContentSecurityPolicy(), reportOnly: true }]],
    ['permissions', () => ({ ...new PermissionsPolicy().camera(), geolocation: [] })],
    ['hsts', () => ({ ...new StrictTransportSecurity().maxAge(60), preload: true })],
    ['cache', () => ({ ...new CacheControl().noStore(), maxAge: 600 })],
    ['coop', () => ({ ...new CrossOriginOpenerPolicy('same-origin-allow-popups'), reportOnly: true })],
    ['custom', () => ({ ...new CustomHeaders({ 'X-A': '1' }), 'X-B': '2' })],
  ])('refuses a spread of a builder for %s', (option, spread) => {
    const fix = 'A spread has lost the builder: call its methods, or spread its toJSON().'
    expect(() => send({ [option]: spread() })).toThrow(expect.objectContaining({ code: 'ERR_SECURE_TYPE', fix }))
    expect(() => new Secure().with({ [option]: spread })).toThrow(expect.objectContaining({ code: 'ERR_SECURE_TYPE', fix }))
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

  it('may be an array of any of its forms where the platform takes several policies', () => {
    const csp = ['img-src *', { 'font-src': '*' }, new ContentSecurityPolicy().mediaSrc('*')]
    expect(send({ csp })['Content-Security-Policy']).toBe('img-src *, font-src *, media-src *')
  })

  it('may not be an array elsewhere', () => {
    expect(() => send({ hsts: [{ maxAge: 1 }] })).toThrow(expect.objectContaining({ path: 'hsts' }))
    expect(() => send({ xfo: ['DENY'] })).toThrow(expect.objectContaining({ path: 'xfo' }))
  })

  it.each<[what: string, csp: unknown, fix: string]>([
    ['a class', ContentSecurityPolicy, 'Did you mean new ContentSecurityPolicy()?'],
    ['false in quotes', 'false', 'Write false without quotes.'],
  ])('is refused with advice as %s', (_, csp, fix) => {
    expect(() => send({ csp })).toThrow(expect.objectContaining({ fix }))
  })

  it('may be a function only in an override, and the error says so', () => {
    expect(() => send({ csp: (csp: ContentSecurityPolicy) => csp })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'csp', fix: expect.stringContaining('override()') }),
    )
  })
})

describe('a builder', () => {
  it('is an object that was constructed, not one that only has the prototype', () => {
    for (const prototype of [XFrameOptions.prototype, ContentSecurityPolicy.prototype]) {
      for (const option of ['xfo', 'csp']) {
        expect(() => send({ [option]: Object.create(prototype) })).toThrow(
          expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: option }),
        )
      }
    }
  })

  it('is asked for in words that fit its place', () => {
    expect(() => send({ coop: [true, { reportOnly: true }] })).toThrow(
      'coop[0]: expected a builder of Cross-Origin-Opener-Policy, plain data or a string, received true.',
    )
    expect(() => new Secure().with(new Secure() as never)).toThrow('expected an options object, received an instance of Secure.')
  })

  it('is refused when it comes from another copy of the package, and the error says so', async () => {
    const { XFrameOptions: Foreign } = await import(new URL('../../dist/index.js', import.meta.url).href)
    expect(() => send({ xfo: new Foreign() })).toThrow(
      expect.objectContaining({ path: 'xfo', fix: expect.stringMatching(/^Two copies are loaded/) }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { compile, compileOverride } from '../compile.js'
import type { OverrideOptions, SecureOptions } from '../options.js'
import { Secure } from '../secure.js'

const URL = 'https://reports.example/r'
const off = { hsts: false, xfo: false, xxp: false, content: false, referrer: false, cache: false } as const
const headers = (options: SecureOptions) => new Secure({ ...off, ...options }).headers()
const refusal = (code: string, path: string, fix?: string) =>
  expect.objectContaining({ name: 'SecureHeadersError', code, path, ...(fix !== undefined && { fix }) })

describe('reporting in one place', () => {
  it('names the endpoint, and sends the reports of every policy there', () => {
    expect(
      headers({
        reporting: URL,
        csp: ["img-src 'self'", { 'font-src': ["'self'"], reportOnly: true }],
        coop: true,
        coep: ['credentialless', { policy: 'require-corp', reportOnly: true }],
        documentIsolation: true,
        integrity: true,
        documentPolicy: { 'sync-xhr': false },
        connectionAllowlist: true,
        nel: true,
      }),
    ).toEqual({
      'Content-Security-Policy': `img-src 'self'; report-uri ${URL}; report-to default`,
      'Content-Security-Policy-Report-Only': `font-src 'self'; report-uri ${URL}; report-to default`,
      'Report-To': `{"group":"default","max_age":2592000,"endpoints":[{"url":"${URL}"}]}`,
      'Cross-Origin-Opener-Policy': 'same-origin;report-to="default"',
      'Cross-Origin-Embedder-Policy': 'credentialless;report-to="default"',
      'Cross-Origin-Embedder-Policy-Report-Only': 'require-corp;report-to="default"',
      'Reporting-Endpoints': `default="${URL}"`,
      NEL: '{"report_to":"default","max_age":2592000}',
      'Integrity-Policy': 'blocked-destinations=(script), endpoints=(default)',
      'Document-Policy': 'sync-xhr=?0, *;report-to=default',
      'Document-Isolation-Policy': 'isolate-and-require-corp;report-to="default"',
      'Connection-Allowlist': '(response-origin);report-to=default',
    })
  })

  it('leaves alone a policy that itself says where its reports go', () => {
    expect(
      headers({
        reporting: URL,
        csp: ["img-src 'self'; report-to other", "font-src 'self'; report-uri /other"],
        coop: 'same-origin;report-to="other"',
        integrity: { endpoints: ['other'] },
        documentPolicy: { 'sync-xhr': false, reportTo: 'other' },
        connectionAllowlist: { reportTo: 'other' },
        reportingEndpoints: { other: '/other' },
      }),
    ).toEqual({
      'Content-Security-Policy': "img-src 'self'; report-to other, font-src 'self'; report-uri /other",
      'Cross-Origin-Opener-Policy': 'same-origin;report-to="other"',
      'Reporting-Endpoints': `other="/other", default="${URL}"`,
      'Integrity-Policy': 'blocked-destinations=(script), endpoints=(other)',
      'Document-Policy': 'sync-xhr=?0, *;report-to=other',
      'Connection-Allowlist': '(response-origin);report-to=other',
    })
  })

  it('makes a group for subdomains where nel covers them', () => {
    const nel = { report_to: 'default', max_age: 60, include_subdomains: true }
    expect(headers({ reporting: URL, nel })['Report-To']).toContain('"include_subdomains":true')
    expect(headers({ reporting: URL, nel: true })['Report-To']).not.toContain('include_subdomains')
  })

  it('takes a path on the site, and an age for NEL', () => {
    expect(headers({ reporting: '/reports' })).toEqual({ 'Reporting-Endpoints': 'default="/reports"' })
    expect(headers({ reporting: { url: URL, maxAge: 60 }, nel: true })).toMatchObject({
      'Report-To': `{"group":"default","max_age":60,"endpoints":[{"url":"${URL}"}]}`,
    })
  })

  it.each(['localhost', 'app.localhost', '127.0.0.1', '127.9.9.9', '[::1]'])('takes http on loopback: %s', (host) => {
    expect(headers({ reporting: `http://${host}:8080/r` })).toEqual({
      'Reporting-Endpoints': `default="http://${host}:8080/r"`,
    })
  })

  it('does not add what the policy has switched off', () => {
    expect(headers({ reporting: URL, reportingEndpoints: false, nel: true, reportTo: false })).toEqual({
      NEL: '{"report_to":"default","max_age":2592000}',
    })
  })

  it('reaches the policies of overrides, and ends where an override says so', () => {
    const policy = new Secure({ ...off, reporting: URL, coop: true })
    const over = (options: OverrideOptions) => policy.with(options).headers()
    expect(over({ csp: "img-src 'self'" })).toMatchObject({
      'Content-Security-Policy': `img-src 'self'; report-uri ${URL}; report-to default`,
    })
    expect(over({ reporting: false })).toEqual({ 'Cross-Origin-Opener-Policy': 'same-origin' })
    expect(over({ reporting: '/other' })).toMatchObject({ 'Reporting-Endpoints': 'default="/other"' })
  })

  it('never costs an override its other decisions', () => {
    const outer = compile({ ...off, reporting: '/r' }).alone
    const lines = compileOverride({ nel: true, xfo: 'DENY' }).over(outer).block(0, '', false)
    expect(lines).toContain('X-Frame-Options: DENY')
    expect(lines).not.toContain('Report-To')
    expect(() => new Secure({ ...off, reporting: '/r' }).with({ nel: true })).toThrow(refusal('ERR_SECURE_ORIGIN', 'reporting'))
  })

  it('adds its group to a Report-To that is written by hand', () => {
    const group = { group: 'mine', max_age: 1, endpoints: [{ url: 'https://mine.example' }] }
    expect(headers({ reporting: URL, nel: true, reportTo: group })['Report-To']).toBe(
      `${JSON.stringify(group)}, {"group":"default","max_age":2592000,"endpoints":[{"url":"${URL}"}]}`,
    )
  })

  it('takes the scheme in any case', () => {
    expect(headers({ reporting: 'HTTPS://r.example/x', nel: true })['Report-To']).toBe(
      '{"group":"default","max_age":2592000,"endpoints":[{"url":"HTTPS://r.example/x"}]}',
    )
  })

  it('owns Report-To only where it sends it', () => {
    const custom = { 'Report-To': '{"max_age":1,"endpoints":[]}' }
    expect(headers({ reporting: URL, custom })['Report-To']).toBe(custom['Report-To'])
    expect(headers({ reporting: '/x', remove: ['Report-To'] })).not.toHaveProperty('Report-To')
    const policy = new Secure({ custom }).with({ reporting: URL })
    expect(new Secure(JSON.parse(JSON.stringify(policy))).headers()).toEqual(policy.headers())
    expect(() => headers({ reporting: URL, nel: true, custom })).toThrow(refusal('ERR_SECURE_DUPLICATE', 'custom.Report-To'))
  })

  it('leaves a Report-To that is sent by name to a nel that comes later', () => {
    const custom = { 'Report-To': '{"group":"mine","max_age":1,"endpoints":[{"url":"https://m.example"}]}' }
    const policy = new Secure({ reporting: URL, custom }).with({ nel: { report_to: 'mine', max_age: 5 } })
    expect(policy.headers()['Report-To']).toBe(custom['Report-To'])
    expect(new Secure(JSON.parse(JSON.stringify(policy))).headers()).toEqual(policy.headers())
  })

  describe('beside an override of what it adds', () => {
    const OTHER = 'https://o.example'
    const extended = {
      reportingEndpoints: (all) => all.endpoint('other', OTHER),
      reportTo: (all) => all.add({ group: 'other', max_age: 1, endpoints: [{ url: OTHER }] }),
    } satisfies OverrideOptions

    it('is extended', () => {
      const policy = new Secure({ reporting: URL, nel: true }).with({ xfo: 'DENY', ...extended })
      expect(policy.headers()).toMatchObject({
        'X-Frame-Options': 'DENY',
        'Reporting-Endpoints': `other="${OTHER}", default="${URL}"`,
        'Report-To': expect.stringMatching(/"group":"other".*"group":"default"/),
      })
    })

    it('goes to the new place where the override names one', () => {
      const reporting = 'https://new.example/x'
      const old = 'https://old.example/x'
      const policy = new Secure({ reporting: old, csp: true, nel: true }).with({ reporting, ...extended })
      expect(JSON.stringify(policy.headers())).not.toContain('old.example')
      expect(policy.headers()['Reporting-Endpoints']).toContain(`default="${reporting}"`)
      const { reportingEndpoints } = extended
      const twice = new Secure({ reporting: old }).with({ reportingEndpoints }).with({ reporting })
      expect(twice.headers()['Reporting-Endpoints']).toBe(`other="${OTHER}", default="${reporting}"`)
    })
  })

  it('says why nel cannot take a path', () => {
    expect(() => headers({ reporting: '/r', nel: true })).toThrow('an absolute https URL, because nel takes no other')
  })

  it('comes back from JSON', () => {
    const policy = new Secure({ ...off, reporting: URL, coop: true, nel: true })
    expect(new Secure(JSON.parse(JSON.stringify(policy))).entries()).toEqual(policy.entries())
  })

  it.each<[what: string, options: object, code: string, path: string]>([
    ['a host without a scheme', { reporting: 'reports.example' }, 'ERR_SECURE_ORIGIN', 'reporting'],
    ['plain http', { reporting: 'http://reports.example' }, 'ERR_SECURE_ORIGIN', 'reporting'],
    ['a line break after loopback', { reporting: 'http://localhost/\r\nX-Evil: 1' }, 'ERR_SECURE_CHARACTERS', 'reporting'],
    ['a quote after loopback', { reporting: 'http://localhost/"' }, 'ERR_SECURE_ORIGIN', 'reporting'],
    ['loopback as a user name', { reporting: 'http://localhost:x@evil.example/' }, 'ERR_SECURE_ORIGIN', 'reporting'],
    ['a host that only sounds like loopback', { reporting: 'http://localhost.example' }, 'ERR_SECURE_ORIGIN', 'reporting'],
    ['a protocol-relative URL', { reporting: '//reports.example' }, 'ERR_SECURE_ORIGIN', 'reporting'],
    ['a line break', { reporting: 'https://r.example/\r\nX: 1' }, 'ERR_SECURE_CHARACTERS', 'reporting'],
    ['no URL', { reporting: {} }, 'ERR_SECURE_MISSING', 'reporting.url'],
    ['true', { reporting: true }, 'ERR_SECURE_TYPE', 'reporting'],
    ['a misspelt key', { reporting: { ulr: URL } }, 'ERR_SECURE_UNKNOWN_OPTION', 'reporting.ulr'],
    ['a path, which NEL cannot use', { reporting: '/r', nel: true }, 'ERR_SECURE_ORIGIN', 'reporting'],
    ['what means something in a CSP', { reporting: 'https://r.example/a;b' }, 'ERR_SECURE_CHARACTERS', 'reporting'],
  ])('refuses %s', (_, options, code, path) => {
    expect(() => headers(options)).toThrow(refusal(code, path))
  })
})

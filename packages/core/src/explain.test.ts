import { describe, expect, it } from 'vitest'
import { explain } from './explain.js'
import { stripe } from './fragments.js'
import { ContentSecurityPolicy } from './headers/content-security-policy.js'
import { SELF } from './headers/source-expression.js'
import type { OverrideOptions, SecureOptions } from './options.js'
import { api, balanced, strict } from './presets/index.js'
import { Secure } from './secure.js'

/** The tokens of one header, each with where it comes from. */
const provenance = (header: string, policy: SecureOptions | Secure, ...overrides: OverrideOptions[]) => {
  const found = explain(policy, ...overrides).headers.find((one) => one.header === header)
  return Object.fromEntries(found?.tokens.map(({ token, from }) => [token, from]) ?? [])
}

describe('explain', () => {
  it('knows defaults', () => {
    expect(provenance('Strict-Transport-Security', {})).toEqual({ 'max-age=63072000': 'default', includeSubDomains: 'default' })
    expect(provenance('Pragma', {})).toEqual({ 'no-cache': 'default' })
  })

  it('knows options, in each of their forms', () => {
    for (const hsts of ['max-age=5', { maxAge: 5, includeSubDomains: false }] as const) {
      expect(provenance('Strict-Transport-Security', { hsts })).toEqual({ 'max-age=5': 'option' })
    }
    expect(provenance('X-XSS-Protection', { xxp: true })).toEqual({ '0': 'option' })
    expect(provenance('X-A', { custom: { 'X-A': 'one two' } })).toEqual({ 'one two': 'option' })
  })

  it('knows presets, even when they are spread', () => {
    expect(provenance('X-Frame-Options', strict)).toEqual({ DENY: 'preset strict' })
    expect(provenance('X-Frame-Options', { ...strict, hsts: false })).toEqual({ DENY: 'preset strict' })
    expect(provenance('X-Frame-Options', { ...strict, xfo: 'SAMEORIGIN' })).toEqual({ SAMEORIGIN: 'option' })
    expect(provenance('X-Content-Type-Options', strict)).toEqual({ nosniff: 'preset strict' })
  })

  it('knows a preset of which one option is taken', () => {
    const { csp } = strict
    expect(provenance('Content-Security-Policy', { csp })).toMatchObject({ "img-src 'self'": 'preset strict' })
    expect(provenance('Content-Security-Policy', { csp: [csp] })).toMatchObject({ "img-src 'self'": 'preset strict' })
    expect(provenance('Content-Security-Policy', {}, { csp })).toMatchObject({ "img-src 'self'": 'preset strict' })
    const both = { ...balanced, csp: { ...csp, 'img-src': [SELF, 'https://images.example'] } }
    expect(provenance('Content-Security-Policy', both)).toMatchObject({
      "script-src 'none'": 'preset strict',
      'img-src https://images.example': 'option',
    })
  })

  it('knows the layer of each name in custom', () => {
    const custom = { 'X-A': 'a' }
    expect(provenance('X-A', { custom }, { custom: { 'X-B': 'b' } })).toEqual({ a: 'option' })
    expect(provenance('X-B', { custom }, { custom: { 'X-B': 'b' } })).toEqual({ b: 'override' })
  })

  it('tells apart the sources of one directive', () => {
    const csp = { ...strict.csp, 'img-src': [SELF, 'https://images.example'] }
    expect(provenance('Content-Security-Policy', { ...strict, csp })).toMatchObject({
      "script-src 'none'": 'preset strict',
      "img-src 'self'": 'preset strict',
      'img-src https://images.example': 'option',
      'upgrade-insecure-requests': 'preset strict',
    })
  })

  it('knows overrides, and what they left of the policy that they extend', () => {
    expect(provenance('X-Frame-Options', {}, { xfo: 'DENY' })).toEqual({ DENY: 'override' })
    const extended = provenance(
      'Content-Security-Policy',
      strict,
      { csp: (csp) => csp.merge(stripe) },
      { csp: (csp) => csp.imgSrc('*') },
    )
    expect(extended).toMatchObject({
      "script-src-elem 'strict-dynamic'": 'preset strict',
      'script-src-elem https://js.stripe.com': 'override',
      "img-src 'self'": 'preset strict',
      'img-src *': 'override',
    })
    expect(provenance('Content-Security-Policy', strict, { csp: "img-src 'self'" })).toEqual({ "img-src 'self'": 'override' })
  })

  it('knows what reporting added', () => {
    const options = { reporting: '/r', coop: true, csp: new ContentSecurityPolicy().imgSrc(SELF) } as const
    expect(provenance('Cross-Origin-Opener-Policy', options)).toEqual({
      'same-origin': 'option',
      'report-to="default"': 'reporting',
    })
    expect(provenance('Content-Security-Policy', options)).toMatchObject({ 'report-to default': 'reporting' })
    expect(provenance('Reporting-Endpoints', options)).toEqual({ 'default="/r"': 'reporting' })
  })

  it('lists every token of every header', () => {
    const policy = new Secure({
      ...strict,
      reporting: 'https://r.example/r',
      nel: true,
      permissions: 'usb=(self "https://a.example"), hid=*',
    })
    for (const { value, tokens } of explain(policy).headers) {
      const text = tokens.map(({ token }) => token).join(' ')
      for (const word of value.split(/[ ;,]+/)) expect(text).toContain(word)
    }
    expect(explain(policy).headers.map(({ header }) => header)).toEqual(policy.entries().map(([name]) => name))
  })

  it('gives a table as text, and the same as data', () => {
    const explanation = explain({ hsts: false, content: false, referrer: false, cache: false, xfo: 'DENY' })
    expect(String(explanation).split('\n')).toEqual([
      'X-Frame-Options',
      '  option   DENY',
      'X-XSS-Protection',
      '  default  0',
      'Strict-Transport-Security',
      '  option   (off)',
      'X-Content-Type-Options',
      '  option   (off)',
      'Referrer-Policy',
      '  option   (off)',
      'Cache-Control',
      '  option   (off)',
    ])
    expect(JSON.parse(JSON.stringify(explanation))).toEqual({
      headers: [
        { header: 'X-Frame-Options', value: 'DENY', tokens: [{ token: 'DENY', from: 'option' }] },
        { header: 'X-XSS-Protection', value: '0', tokens: [{ token: '0', from: 'default' }] },
      ],
      off: [
        { header: 'Strict-Transport-Security', from: 'option' },
        { header: 'X-Content-Type-Options', from: 'option' },
        { header: 'Referrer-Policy', from: 'option' },
        { header: 'Cache-Control', from: 'option' },
      ],
    })
  })

  it('has a heading for each of two policies', () => {
    const text = String(explain({ csp: [{ 'img-src': [SELF] }, { 'script-src': [SELF] }] }))
    expect(text.match(/^Content-Security-Policy$/gm)).toHaveLength(2)
  })

  it('knows who switched a header off, and says nothing of one that custom sends', () => {
    expect(explain({}).off).toEqual([])
    expect(explain({ custom: false }).off).toEqual([])
    expect(explain({ ...strict, xfo: false }, { hsts: false }).off).toEqual([
      { header: 'Strict-Transport-Security', from: 'override' },
      { header: 'X-Frame-Options', from: 'option' },
      { header: 'X-XSS-Protection', from: 'preset strict' },
    ])
    expect(explain({ xfo: false }, { xfo: 'DENY' }).off).toEqual([])
    expect(explain({ xfo: false, custom: { 'x-frame-options': 'DENY' } }).off).toEqual([])
  })

  it('knows the last override of a policy that was changed again and again', () => {
    let policy = new Secure({ csp: { 'img-src': [SELF] } })
    for (let turn = 0; turn < 10_000; turn++) policy = policy.with({ csp: (csp) => csp.replace('img-src', `a${turn}.example`) })
    expect(String(explain(policy))).toContain('override  img-src a9999.example')
  })

  it('refuses what is not a policy', () => {
    expect(() => explain({ xfo: 'NO' } as never)).toThrow(expect.objectContaining({ path: 'xfo' }))
  })
})

describe('explain, where things look alike', () => {
  it('tells apart the headers of one option', () => {
    const watched = provenance('Content-Security-Policy-Report-Only', api, {
      csp: (csp) => [csp, { 'default-src': ["'none'"], reportOnly: true }],
    })
    expect(watched).toEqual({ "default-src 'none'": 'override' })
    expect(provenance('X-B', { custom: { 'X-A': 'a b' } }, { custom: (custom) => custom.set('X-B', 'a b') })).toEqual({
      'a b': 'override',
    })
  })

  it('knows each of several presets', () => {
    const both = { ...api, ...balanced }
    expect(provenance('Cross-Origin-Embedder-Policy', both)).toEqual({ 'require-corp': 'preset api' })
    expect(provenance('Content-Security-Policy', both)).toMatchObject({ "default-src 'self'": 'preset balanced' })
  })

  it('tells apart the groups of Report-To', () => {
    const group = (name: string) => ({ group: name, max_age: 1, endpoints: [{ url: 'https://r.example/' }] })
    const [a, b] = [group('a'), group('b')].map((one) => JSON.stringify(one)) as [string, string]
    const policy = { reportTo: group('a') }
    expect(provenance('Report-To', policy, { reportTo: (reportTo) => reportTo.add(group('b')) })).toEqual({
      [a]: 'option',
      [b]: 'override',
    })
    const reported = provenance('Report-To', { ...policy, nel: true, reporting: 'https://r.example/' })
    expect(Object.values(reported)).toEqual(['option', 'reporting'])
    expect(provenance('Report-To', { custom: { 'Report-To': '{ "a": 1' } })).toEqual({ '{ "a": 1': 'option' })
  })

  it('takes a parenthesis in a path for what it is', () => {
    const csp = { 'img-src': ['https://a.example/:('], 'font-src': ["'self'"] }
    const [policy] = explain({ csp }).headers.filter(({ header }) => header === 'Content-Security-Policy')
    expect(policy?.tokens.map(({ token }) => token)).toEqual(['img-src https://a.example/:(', "font-src 'self'"])
  })
})

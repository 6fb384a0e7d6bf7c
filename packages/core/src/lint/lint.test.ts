import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findingsOf, severitiesOf } from '../../test/speaks-of.js'
import { NONCE, NONE, SELF, STRICT_DYNAMIC, UNSAFE_EVAL, UNSAFE_INLINE } from '../headers/source-expression.js'
import type { SecureOptions } from '../options.js'
import { api, balanced, basic, owasp, strict } from '../presets/index.js'
import { Secure } from '../secure.js'
import { lint } from './index.js'
import * as rules from './rules/index.js'

describe('lint', () => {
  it.each<[header: string, value: string, rule: string, fix: string]>([
    [
      'Content-Security-Policy',
      'default-src https:',
      'csp-plain-scheme',
      "Add 'script-src': [SELF, NONCE] and 'object-src': [NONE]. The one under custom has to go: a nonce needs the option csp.",
    ],
    [
      'Content-Security-Policy',
      "script-src 'self'; require-trusted-types-for 'script'",
      'csp-trusted-types-open',
      "Name the policies: trusted-types app, or 'none'.",
    ],
    ['Content-Security-Policy', "script-src 'self'", 'csp-object-src-missing', "Add object-src 'none'."],
    [
      'Strict-Transport-Security',
      'max-age=5',
      'hsts-short',
      'Set hsts: { maxAge: 63072000 }, two years. The one under custom has to go.',
    ],
  ])('advises what can be done where a header is sent by name: %s: %s', (header, value, rule, fix) => {
    const found = lint({ hsts: false, custom: { [header]: value } }).find((finding) => finding.rule === rule)
    expect(found).toMatchObject({ path: `custom.${header}`, fix })
  })

  it('throws for a second object of options', () => {
    expect(() => Reflect.apply(lint, undefined, [strict, { xfo: 'DENY' }])).toThrow(
      /^expected one object of options.* give policy\.with\(override\)\.$/,
    )
    expect([strict, api].map(lint)).toHaveLength(2)
  })

  it('has a test for each rule', () => {
    const files = readdirSync(new URL('rules', import.meta.url)).filter((file) => file.endsWith('.test.ts'))
    expect(files.sort()).toEqual(
      Object.values(rules)
        .map(({ rule }) => `${rule}.test.ts`)
        .sort(),
    )
  })

  it.each([
    'csp-script-src-missing',
    'csp-object-src-missing',
    'csp-base-uri-missing',
    'csp-form-action-missing',
    'csp-trusted-types-missing',
    'csp-reports-nowhere',
  ])('reports %s once for all policies', (rule) => {
    expect(findingsOf(rule, { csp: [{ 'img-src': [SELF] }, { 'font-src': [SELF] }] })).toHaveLength(1)
  })

  it('puts the worst first', () => {
    const order = ['high', 'medium', 'low', 'info']
    const severities = lint({ csp: "script-src * 'unsafe-inline' 'unsafe-eval'" }).map(({ severity }) => order.indexOf(severity))
    expect(severities).toEqual([...severities].sort((a, b) => a - b))
    expect(severities.length).toBeGreaterThan(5)
  })

  it('also looks at headers that are sent by name, and says where they were typed', () => {
    const custom = {
      'content-security-policy': "default-src 'none'; script-src *; script-src 'none'",
      'Strict-Transport-Security': 'max-age=5',
    }
    const findings = lint({ hsts: false, custom }).map(({ rule, path }) => `${rule} ${path}`)
    expect(findings).toContain('csp-wildcard custom.content-security-policy')
    expect(findings).toContain('hsts-short custom.Strict-Transport-Security')
    expect(findings).not.toContain('csp-missing csp')
  })

  it('leaves framing to frame-ancestors where both speak of it', () => {
    const partner: SecureOptions = {
      xfo: 'ALLOW-FROM https://partner.example',
      csp: { 'frame-ancestors': ['https://partner.example'] },
    }
    const [found, ...others] = lint(partner).filter(({ path }) => path === 'xfo')
    expect([found?.rule, found?.fix, others]).toEqual(['xfo-contradicts-frame-ancestors', 'Set xfo: false.', []])
  })

  it('has little to say about the presets', () => {
    const rulesOf = (preset: SecureOptions) => lint(preset).map(({ severity, rule }) => `${severity} ${rule}`)
    expect(rulesOf(strict)).toEqual(['info cache-redundant', 'info csp-reports-nowhere'])
    expect(rulesOf({ ...strict, reporting: 'https://reports.example/r' })).toEqual(['info cache-redundant'])
    expect(rulesOf(api)).toEqual(['info cache-redundant', 'info csp-reports-nowhere'])
    expect(rulesOf(balanced)).toEqual(['info csp-host-allowlist', 'info csp-reports-nowhere', 'info csp-trusted-types-missing'])
    expect(rulesOf(owasp).filter((finding) => !finding.startsWith('info'))).toEqual(['medium permissions-block-isolation'])
    expect(rulesOf(basic).filter((finding) => finding.startsWith('high'))).toEqual([])
  })

  it('says about the default what its documentation says', () => {
    expect(lint({}).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      'csp-missing csp',
      'referrer-fallback-order referrer',
      'cache-redundant cache',
      'coop-missing coop',
      'xxp-without-effect xxp',
    ])
  })
})

it.each([
  ['X-XSS-Protection', '0', 'xxp', 'Drop it.'],
  ['X-Content-Type-Options', 'none', 'content', 'Set content: true. The one under custom has to go.'],
  ['Content-Security-Policy', "default-src 'self'; frame-ancestors 'none'; form-action 'none'", 'csp', "Add base-uri 'none'."],
  ['X-Frame-Options', 'ALLOWALL', 'xfo', "Set xfo: 'DENY'. The one under custom has to go."],
])('says what to do about %s: %s that is sent by name', (name, value, option, fix) => {
  const found = lint({ [option]: false, custom: { [name]: value } }).find(({ path }) => path === `custom.${name}`)
  expect(found?.fix).toBe(fix)
})

/** A policy for each rule, with which docs/lint.md shows what the rule says. */
const EXAMPLES: Readonly<Record<string, SecureOptions | Secure>> = {
  'cache-redundant': {},
  'cache-request-directive': { cache: 'no-cache, max-stale=60' },
  'clear-site-data-dead-type': new Secure().with({ clearSiteData: ['executionContexts'] }),
  'content-missing': { content: false },
  'content-without-effect': { content: 'none' },
  'coop-missing': {},
  'cross-domain-open': { crossDomain: 'all' },
  'csp-base-uri-missing': { csp: { 'script-src': [SELF] } },
  'csp-blob-script': { csp: { 'script-src': [SELF, 'blob:'] } },
  'csp-bypassable-host': { csp: { 'script-src': ['https://cdnjs.cloudflare.com'] } },
  'csp-deprecated-directive': { csp: { 'plugin-types': ['a/b'] } },
  'csp-directive-repeated': { custom: { 'Content-Security-Policy': "img-src 'self'; img-src 'none'" } },
  'csp-directive-unknown': { custom: { 'Content-Security-Policy': "defalt-src 'self'" } },
  'csp-form-action-missing': { csp: { 'script-src': [SELF] } },
  'csp-form-action-open': { csp: { 'form-action': ['*'] } },
  'csp-frame-ancestors-missing': { csp: { 'script-src': [SELF] } },
  'csp-frame-ancestors-open': { csp: { 'frame-ancestors': [SELF, '*'] } },
  'csp-frame-ancestors-path': { csp: { 'frame-ancestors': ['https://a.example:8080/embed'] } },
  'csp-host-allowlist': { csp: { 'script-src': [SELF] } },
  'csp-http-source': { csp: { 'img-src': ['http://a.example'] } },
  'csp-ignored-by-strict-dynamic': { csp: { 'script-src': [NONCE, STRICT_DYNAMIC, SELF] } },
  'csp-ignored-in-report-only': { csp: { sandbox: true, reportOnly: true } },
  'csp-ip-source': { csp: { 'img-src': ['https://10.0.0.1:80/a'] } },
  'csp-keyword-unknown': { csp: { 'script-src': ["'wasm-eval'"] } },
  'csp-keyword-without-effect': { csp: { 'img-src': [STRICT_DYNAMIC] } },
  'csp-missing': {},
  'csp-nonce-shared-cache': { csp: { 'script-src': [NONCE] }, cache: 'public, max-age=60' },
  'csp-nonce-without-effect': { csp: { 'img-src': [NONCE] } },
  'csp-object-src-allowlist': { csp: { 'object-src': [SELF] } },
  'csp-object-src-missing': { csp: { 'script-src': [SELF] } },
  'csp-path-wildcard': { csp: { 'img-src': ['https://a.example/b/*.png'] } },
  'csp-place-without-effect': {
    csp: { ...strict.csp, 'script-src': ['https://cdn.example'], 'script-src-elem': [SELF] },
  },
  'csp-plain-scheme': { csp: { 'script-src': ['data:'] } },
  'csp-reports-nowhere': { csp: { 'script-src': [SELF] } },
  'csp-sandbox-escape': { csp: { sandbox: ['allow-scripts', 'allow-same-origin'] } },
  'csp-script-src-missing': { csp: { 'img-src': [SELF] } },
  'csp-source-unknown': { custom: { 'Content-Security-Policy': 'img-src //images.example' } },
  'csp-static-nonce': { csp: { 'script-src': ["'nonce-abcdefghijklmnopqrstuvwx'"] } },
  'csp-strict-dynamic-alone': { csp: { 'script-src': [STRICT_DYNAMIC] } },
  'csp-strict-dynamic-missing': { csp: { 'script-src': [NONCE, SELF] } },
  'csp-style-open': { csp: { 'style-src': [SELF, 'data:'] } },
  'csp-style-src-missing': { csp: { 'script-src': [SELF] } },
  'csp-token-unknown': { custom: { 'Content-Security-Policy': 'sandbox allow-formss' } },
  'csp-trusted-types-missing': { csp: { 'script-src': [SELF] } },
  'csp-trusted-types-open': { csp: { 'trusted-types': ['*'] } },
  'csp-unsafe-eval': { csp: { 'script-src': [SELF, UNSAFE_EVAL] } },
  'csp-unsafe-hashes': { csp: { 'script-src': ["'unsafe-hashes'", `'sha256-${'A'.repeat(43)}='`] } },
  'csp-unsafe-inline': { csp: { 'script-src': [SELF, UNSAFE_INLINE] } },
  'csp-unsafe-inline-ignored': { csp: { 'script-src': [UNSAFE_INLINE, NONCE] } },
  'csp-unsafe-inline-style': { csp: { 'style-src': [UNSAFE_INLINE] } },
  'csp-wildcard': { csp: { 'object-src': ['*'] } },
  'dead-header': { custom: { 'Expect-CT': 'max-age=1' } },
  'disclosing-header': { custom: { 'X-AspNet-Version': '4.0.30319' } },
  'download-without-effect': { download: true },
  'head-size': { csp: { 'img-src': [`a.example/${'x'.repeat(4096)}`] } },
  'hsts-missing': { hsts: false },
  'hsts-preload': { hsts: { maxAge: 16_000_000, preload: true } },
  'hsts-short': { hsts: { maxAge: 3600 } },
  'hsts-subdomains-missing': { hsts: { maxAge: 63_072_000 } },
  'integrity-style-without-effect': { integrity: { 'blocked-destinations': ['style'] } },
  'isolation-incomplete': { coep: true },
  'nel-subdomains-unreported': {
    nel: { report_to: 'default', max_age: 60, include_subdomains: true },
    reportTo: { max_age: 60, endpoints: [{ url: 'https://r.example' }] },
  },
  'permissions-block-isolation': { coop: true, coep: true, permissions: { 'cross-origin-isolated': [] } },
  'permissions-dead-feature': { custom: { 'Permissions-Policy': 'battery=(), camera=()' } },
  'permissions-feature-unknown': { custom: { 'Permissions-Policy': 'gelocation=()' } },
  'referrer-fallback-order': {},
  'referrer-leaks': { referrer: 'unsafe-url' },
  'referrer-missing': { referrer: false },
  'report-group-undeclared': { csp: { 'img-src': [SELF], 'report-to': 'a' } },
  'report-only-without-endpoint': { csp: [{ 'img-src': [SELF] }, { 'img-src': [NONE], reportOnly: true }] },
  'report-url-credentials': { reporting: 'https://4f1c0ffee@o123.ingest.sentry.io/456' },
  'server-named': { server: 'Apache/2.4' },
  'unreadable-header': { custom: { 'Permissions-Policy': "camera 'none'" } },
  'xfo-allow-from': { xfo: 'ALLOW-FROM https://a.example' },
  'xfo-contradicts-frame-ancestors': { xfo: 'DENY', csp: { 'frame-ancestors': [SELF] } },
  'xxp-without-effect': {},
}

it('docs/lint.md has every rule (vitest -u writes it)', async () => {
  const rows = Object.values(rules).map(({ rule, reference }) => {
    const severity = [...severitiesOf(rule)].map((named) => named.join(' ').trim()).join('; ')
    const [found] = findingsOf(rule, EXAMPLES[rule] ?? {})
    expect(found, `an example of ${rule}`).toBeDefined()
    return `| \`${rule}\` | ${severity} | ${inCode(found?.message)} | ${inCode(found?.fix)} | [why](${reference}) |`
  })
  await expect(`# Lint

\`lint(policy)\` from \`@secure/core/lint\` reports what is legal in a policy but weak or without effect, worst first, each as \`{ rule, severity, header,
path, message, fix, reference }\`. It knows one policy: it cannot see what other layers of an app declare. For a route with an override, give
it \`policy.with(override)\`.

A \`high\` finding removes the protection, a \`medium\` one weakens it much, a \`low\` one a little, or does not do
what its author meant; \`info\` is for what is harmless, or could be better.
Where a rule has several severities, the first is that of the example shown.

| rule | severity | for example | what to do | |
|---|---|---|---|---|
${rows.join('\n')}
`).toMatchFileSnapshot('../../../../docs/lint.md')
})

/** Tags would be taken for HTML. */
function inCode(text = ''): string {
  return text.replace(/<\w+>/g, '`$&`')
}

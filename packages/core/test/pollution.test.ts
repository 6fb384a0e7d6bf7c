import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compile, compileOverride, NONCE, NONE, Secure } from '../src/index.js'

const source = new URL('../src/', import.meta.url)
const files = (readdirSync(source, { recursive: true }) as string[]).filter((name) => /(?<!\.test)\.ts$/.test(name))
/** Every name by which the source may read a property; the language itself asks every iterator for `return`. */
const names = new Set(files.flatMap((name) => readFileSync(new URL(name, source), 'utf8').match(/[A-Za-z_]\w*/g) ?? []))
names.delete('return')

const policy = new Secure({
  csp: [
    { 'default-src': ["'self'"], 'script-src': [NONCE] },
    { 'img-src': ["'self'"], reportOnly: true },
  ],
  permissions: { camera: [] },
  reporting: false,
})
const nonce = 'A'.repeat(24)

/** What a response gets where an override meets the policy for the first time, and what a server without an adapter asks for. */
function sent(): unknown {
  const override = compileOverride({
    xfo: 'DENY',
    csp: (csp) =>
      csp
        .frameAncestors("'none'")
        .imgSrc('a.example')
        .merge({ 'script-src': ["'strict-dynamic'"] }),
    permissions: (permissions) => permissions.microphone(),
    hsts: (hsts) => hsts.maxAge(1),
    referrer: (referrer) => referrer.noReferrer(),
    cache: (cache) => cache.maxAge(1),
    coep: (coep) => coep.requireCorp(),
    documentPolicy: (points) => points.forceLoadAtTop(),
    integrity: (integrity) => integrity.blockedDestinations('script'),
    nel: (nel) => nel.set('{"report_to":"default","max_age":1}'),
    reportTo: (groups) => groups.set('{"max_age":1,"endpoints":[{"url":"https://a.example/"}]}'),
    reportingEndpoints: (endpoints) => endpoints.endpoint('default', '/r'),
    custom: (custom) => custom.set('X-Own', '1'),
    connectionAllowlist: (places) => places.allow('https://a.example'),
  })
  const made = new Secure({
    hsts: true,
    xfo: 'DENY',
    csp: { 'img-src': ["'self'"], 'upgrade-insecure-requests': true, sandbox: true, 'report-to': 'default' },
    referrer: ['no-referrer'],
    cache: { noStore: true },
    permissions: { camera: ['self'] },
    coop: 'same-origin',
    documentPolicy: { 'js-profiling': true },
    integrity: { 'blocked-destinations': ['script'] },
    connectionAllowlist: true,
    originAgentCluster: '?0',
    corp: 'same-site',
    nel: true,
    reporting: 'https://a.example/reports',
  })
  const changed = made.with({
    hsts: (hsts) => hsts.includeSubdomains(false),
    csp: (csp) => csp.replace('img-src', NONE).remove('sandbox'),
    connectionAllowlist: { allowlist: ['https://a.example'] },
    server: 'own',
    custom: { 'Referrer-Policy': 'origin' },
    coop: (coop) => coop.sameOriginAllowPopups(),
  })
  const { lines } = override.over(compile(policy).alone)
  return [lines.map(({ field, ...line }) => line), policy.entries(), policy.entries(nonce), made.entries(), changed.entries()]
}

/** What is sent while `Object.prototype` has all these names. */
function sentUnder(polluted: readonly string[], value: unknown): string {
  const prototype = Object.prototype as Record<string, unknown>
  for (const name of polluted) prototype[name] = value
  try {
    return JSON.stringify(sent())
  } catch (error) {
    return String(error)
  } finally {
    for (const name of polluted) delete prototype[name]
  }
}

describe('an Object.prototype that is polluted while the server runs', () => {
  const clean = JSON.stringify(sent())

  /** Which of the names decide something, found by halving: asking each by itself takes seconds. */
  function deciding(polluted: readonly string[], value: unknown): readonly string[] {
    if (sentUnder(polluted, value) === clean) return []
    const middle = polluted.length >> 1
    const found = middle === 0 ? [] : [polluted.slice(0, middle), polluted.slice(middle)].flatMap((half) => deciding(half, value))
    return found.length === 0 ? polluted : found
  }

  it.each(['x\r\nSet-Cookie: a=b', true, 5, ['x']])('decides nothing with %j', (value) => {
    expect(
      deciding(
        [...names].filter((name) => !(name in Object.prototype)),
        value,
      ),
    ).toEqual([])
  })
})

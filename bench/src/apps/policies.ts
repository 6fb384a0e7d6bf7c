import { NONCE, type SecureOptions } from '@secure/core'
import { api, balanced, basic, owasp, strict } from '@secure/core/presets'

/** What helmet 8.3 sends by default, so that everybody sends the same twelve headers. */
export const PEER_HEADERS: readonly (readonly [name: string, value: string])[] = [
  [
    'Content-Security-Policy',
    "default-src 'self';base-uri 'self';font-src 'self' https: data:;form-action 'self';frame-ancestors 'self';img-src 'self' data:;object-src 'none';script-src 'self';script-src-attr 'none';style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests",
  ],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Origin-Agent-Cluster', '?1'],
  ['Referrer-Policy', 'no-referrer'],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-DNS-Prefetch-Control', 'off'],
  ['X-Download-Options', 'noopen'],
  ['X-Frame-Options', 'SAMEORIGIN'],
  ['X-Permitted-Cross-Domain-Policies', 'none'],
  ['X-XSS-Protection', '0'],
]

/** helmet's policy directive by directive, for peers that take no text. */
export const PEER_DIRECTIVES = {
  defaultSrc: ["'self'"],
  baseUri: ["'self'"],
  fontSrc: ["'self'", 'https:', 'data:'],
  formAction: ["'self'"],
  frameAncestors: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  scriptSrc: ["'self'"],
  scriptSrcAttr: ["'none'"],
  styleSrc: ["'self'", 'https:', "'unsafe-inline'"],
} as const

/** The same headers as a careful person writes them. */
export const LOWER_CASE_HEADERS = PEER_HEADERS.map(([name, value]) => [name.toLowerCase(), value] as const)

const value = (name: string): string => PEER_HEADERS.find(([other]) => other === name)?.[1] ?? ''
const OWN = [
  'Content-Security-Policy',
  'Referrer-Policy',
  'Strict-Transport-Security',
  'X-Content-Type-Options',
  'X-Frame-Options',
  'X-XSS-Protection',
]

/** The same twelve as a policy. */
export const PEER_POLICY: SecureOptions = {
  csp: value('Content-Security-Policy'),
  referrer: 'no-referrer',
  hsts: { maxAge: 31_536_000, includeSubDomains: true },
  cache: false,
  custom: Object.fromEntries(PEER_HEADERS.filter(([name]) => !OWN.includes(name))),
}

/** The twelve with a nonce for scripts. */
export const PEER_NONCE_POLICY: SecureOptions = {
  ...PEER_POLICY,
  csp: value('Content-Security-Policy').replace("script-src 'self'", `script-src 'self' ${NONCE}`),
}

/** A policy whose CSP has about this many characters. */
export function cspOf(characters: number): SecureOptions {
  let csp = "script-src 'self'"
  for (let index = 0; csp.length < characters; index++) csp += ` https://host-${index}.example`
  return { csp }
}

/** Overrides that are all different. */
export function overrideOptions(index: number): { csp: string } {
  return { csp: `default-src https://route-${index}.example` }
}

/** The sets whose response heads are weighed; a preset with a nonce as JSON and as a page. */
export const SETS: Readonly<Record<string, { readonly policy: SecureOptions; readonly page?: true }>> = {
  'our defaults': { policy: {} },
  basic: { policy: basic },
  balanced: { policy: balanced },
  'strict, JSON': { policy: strict },
  'strict, page with a nonce': { policy: strict, page: true },
  api: { policy: api },
  owasp: { policy: owasp },
}

import { NONCE, type SecureOptions } from '@secure/core'

/** The set named `strict` of header-sets.json, directive by directive; `NONCE` stands where each response has its own. */
const DIRECTIVES = {
  defaultSrc: ["'none'"],
  baseUri: ["'none'"],
  childSrc: ["'none'"],
  connectSrc: ["'self'"],
  fontSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  imgSrc: ["'self'"],
  objectSrc: ["'none'"],
  scriptSrc: ["'none'"],
  scriptSrcElem: [NONCE, "'strict-dynamic'"],
  styleSrc: [NONCE],
  workerSrc: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ["'none'"],
  upgradeInsecureRequests: [],
  reportTo: ['default'],
} as const

/** The features that it denies to everybody. */
export const FEATURES =
  'accelerometer autoplay camera clipboard-read clipboard-write cross-origin-isolated display-capture encrypted-media fullscreen gamepad geolocation gyroscope hid idle-detection interest-cohort keyboard-map magnetometer microphone midi payment picture-in-picture publickey-credentials-get screen-wake-lock serial sync-xhr unload usb web-share xr-spatial-tracking'.split(
    ' ',
  )

/** Everything that it sends. */
export const STRICT_HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['Strict-Transport-Security', 'max-age=63072000; includeSubDomains'],
  ['X-Frame-Options', 'DENY'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Content-Security-Policy', Object.entries(DIRECTIVES).map(toDirective).join(';')],
  ['Referrer-Policy', 'no-referrer'],
  ['Cache-Control', 'no-store, no-cache, must-revalidate, max-age=0'],
  ['Permissions-Policy', FEATURES.map((feature) => `${feature}=()`).join(', ')],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Embedder-Policy', 'require-corp'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Origin-Agent-Cluster', '?1'],
  ['Reporting-Endpoints', 'default="https://reports.example.test/r"'],
  ['X-DNS-Prefetch-Control', 'off'],
  ['X-Permitted-Cross-Domain-Policies', 'none'],
]

const value = (name: string): string => STRICT_HEADERS.find(([other]) => other === name)?.[1] ?? ''

/** The same as a policy. */
export const STRICT: SecureOptions = {
  hsts: value('Strict-Transport-Security'),
  xfo: 'DENY',
  xxp: false,
  csp: value('Content-Security-Policy'),
  referrer: 'no-referrer',
  cache: value('Cache-Control'),
  permissions: value('Permissions-Policy'),
  coop: 'same-origin',
  coep: 'require-corp',
  corp: 'same-origin',
  originAgentCluster: true,
  reportingEndpoints: value('Reporting-Endpoints'),
  dnsPrefetch: 'off',
  crossDomain: 'none',
}

function toDirective([name, values]: readonly [name: string, values: readonly string[]]): string {
  return [name.replace(/[A-Z]/g, '-$&').toLowerCase(), ...values].join(' ')
}

/** Its CSP for a peer that takes directives one by one, and has a source expression of its own for the nonce. */
export function directivesWith<Own>(nonce: Own): Record<keyof typeof DIRECTIVES, (string | Own)[]> {
  const withOwn = (values: readonly string[]) => values.map((value): string | Own => (value === NONCE ? nonce : value))
  return Object.fromEntries(Object.entries(DIRECTIVES).map(([name, values]) => [name, withOwn(values)])) as never
}

/** What helmet has no option for: written by hand, lower case. */
export const BEYOND_HELMET = ['Cache-Control', 'Permissions-Policy', 'Reporting-Endpoints'].map(
  (name) => [name.toLowerCase(), value(name)] as const,
)

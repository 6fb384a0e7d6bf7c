import { NONCE, NONE, SELF, Secure, type SecureOptions } from '@secure/core'

/** A policy with every trait: constants, companions, an enforced and a report-only policy that share one nonce. */
export const POLICY = {
  csp: [
    { 'script-src': [SELF, NONCE], 'object-src': [NONE], 'frame-ancestors': [SELF] },
    { 'script-src': [NONCE], 'require-trusted-types-for': ["'script'"], reportOnly: true },
  ],
  permissions: { camera: [], geolocation: ['self'] },
  custom: { 'X-Robots-Tag': 'noindex' },
} as const satisfies SecureOptions

/** The names of its headers, in lower case. */
export const KEYS_OF_POLICY: readonly string[] = new Secure(POLICY).entries().map(([name]) => name.toLowerCase())

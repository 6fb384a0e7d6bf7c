import type { SecureOptions } from '@secure/core'

/** Options that are not there yet, under the names that they will have. */
const PENDING = {
  coop: 'Cross-Origin-Opener-Policy',
  coep: 'Cross-Origin-Embedder-Policy',
  corp: 'Cross-Origin-Resource-Policy',
  originAgentCluster: 'Origin-Agent-Cluster',
  reportingEndpoints: 'Reporting-Endpoints',
  nel: 'NEL',
  integrity: 'Integrity-Policy',
  clearSiteData: 'Clear-Site-Data',
  documentPolicy: 'Document-Policy',
  documentIsolation: 'Document-Isolation-Policy',
  connectionAllowlist: 'Connection-Allowlist',
} as const

/** The options of a case. */
export type Policy = SecureOptions & { readonly [Key in keyof typeof PENDING]?: unknown }

/** Nothing at all: each header that is on by default, off. */
const OFF: SecureOptions = { hsts: false, xfo: false, xxp: false, content: false, referrer: false, cache: false, remove: false }

/** Only the headers of these options. */
export function only(policy: Policy): SecureOptions {
  return { ...OFF, ...present(policy) }
}

/** The same as an override. */
export function present(policy: Policy): SecureOptions {
  const known: Record<string, unknown> = {}
  const custom: Record<string, string> = {}
  for (const [key, value] of Object.entries(policy)) {
    if (key in PENDING) custom[PENDING[key as keyof typeof PENDING]] = String(value)
    else known[key] = value
  }
  return Object.keys(custom).length === 0 ? known : { ...known, custom }
}

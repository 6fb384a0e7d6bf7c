import { bypassOf, isHost } from '../bypassable-hosts.js'
import type { Rule } from '../rule.js'
import { isNonceOrHash } from '../view.js'

export const cspHostAllowlist: Rule = {
  rule: 'csp-host-allowlist',
  severity: 'info',
  reference:
    'https://research.google/pubs/csp-is-dead-long-live-csp-on-the-insecurity-of-whitelists-and-the-future-of-content-security-policy/',
  check: ({ csp }) =>
    csp.flatMap((policy) => {
      const elements = policy.governing('script-src-elem')
      if (elements === undefined || elements.sources.some((one) => isNonceOrHash(one) || one === "'strict-dynamic'")) return []
      return policy
        .pick([elements], (source) => source === "'self'" || (isHost(source) && bypassOf(source) === undefined))
        .slice(0, 1)
        .map(({ header, path, directive }) => ({
          header,
          path,
          message: `${directive} trusts places, not scripts: it protects as long as no allowed host serves a file that an attacker can write.`,
          fix: 'Use NONCE with STRICT_DYNAMIC.',
        }))
    }),
}

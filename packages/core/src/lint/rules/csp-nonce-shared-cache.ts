import { NONCE } from '../../headers/source-expression.js'
import type { Rule } from '../rule.js'

export const cspNonceSharedCache: Rule = {
  rule: 'csp-nonce-shared-cache',
  severity: 'high',
  reference: 'https://w3c.github.io/webappsec-csp/#security-nonces',
  check: (policy) => {
    const cache = policy.value('Cache-Control')
    if (cache === undefined || !mayBeShared(cache)) return []
    return policy.csp
      .flatMap((csp) => csp.pick(csp.all, (source) => source === NONCE))
      .slice(0, 1)
      .map(({ header, path }) => ({
        header,
        path,
        message: 'Cache-Control lets shared caches keep the page: one nonce then serves every visitor, the attacker included.',
        fix: "Use cache: 'private, no-cache', or a policy without a nonce on what is shared.",
      }))
  },
}

/** RFC 9111 §3: what says how long it is fresh may be stored by every cache, unless it says that it may not. */
function mayBeShared(cacheControl: string): boolean {
  if (/(?:^|[\s,])(?:private|no-store)\s*(?:,|$)/i.test(cacheControl)) return false
  return /(?:^|[\s,])(?:public\b|s-maxage\b|max-age\s*=\s*"?0*[1-9])/i.test(cacheControl)
}

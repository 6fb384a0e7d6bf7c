import { isShared } from '../../compiled-policy.js'
import { NONCE } from '../../headers/source-expression.js'
import type { Rule } from '../rule.js'

export const cspNonceSharedCache: Rule = {
  rule: 'csp-nonce-shared-cache',
  severity: 'high',
  reference: 'https://w3c.github.io/webappsec-csp/#security-nonces',
  check: (policy) => {
    const cache = policy.value('Cache-Control')
    if (cache === undefined || !isShared(cache)) return []
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

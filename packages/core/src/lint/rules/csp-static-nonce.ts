import { NONCE } from '../../headers/source-expression.js'
import type { Rule } from '../rule.js'
import { isNonce } from '../source-kinds.js'

export const cspStaticNonce: Rule<'high', 'low'> = {
  rule: 'csp-static-nonce',
  severity: 'high',
  or: { low: 'for styles' },
  reference: 'https://w3c.github.io/webappsec-csp/#security-nonces',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(policy.all, (source) => isNonce(source) && source !== NONCE)
        // Elsewhere it has no effect, which another rule reports.
        .filter(({ directive }) => /^(?:default-src|(?:script|style)-src(?:-elem)?)$/.test(directive))
        .map(({ header, path, directive }) => ({
          header,
          path,
          ...(directive.startsWith('style-src') && { severity: 'low' as const }),
          message: 'A nonce that is written into the policy is the same in every response: an attacker reads it and uses it.',
          fix: 'Use NONCE, which is new for every response.',
        })),
    ),
}

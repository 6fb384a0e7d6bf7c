import { NONCE } from '../../headers/source-expression.js'
import type { Rule } from '../rule.js'
import { isNonce } from '../source-kinds.js'

export const cspStaticNonce: Rule = {
  rule: 'csp-static-nonce',
  severity: 'high',
  reference: 'https://w3c.github.io/webappsec-csp/#security-nonces',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(policy.all, (source) => isNonce(source) && source !== NONCE)
        .map(({ header, path }) => ({
          header,
          path,
          message: 'A nonce that is written into the policy is the same in every response: an attacker reads it and uses it.',
          fix: 'Use NONCE, which is new for every response.',
        })),
    ),
}

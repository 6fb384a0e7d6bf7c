import type { Rule } from '../rule.js'
import { isNonceOrHash } from '../view.js'

export const cspNonceWithoutEffect: Rule = {
  rule: 'csp-nonce-without-effect',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#match-nonce-to-source-list',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(policy.all, (source) => isNonceOrHash(source))
        .filter(({ directive }) => !/^(?:default-src|(?:script|style)-src(?:-elem|-attr)?|worker-src)$/.test(directive))
        .map(({ header, path, directive, source }) => ({
          header,
          path,
          message: `${source} has no effect in ${directive}: only scripts and styles have nonces and hashes.`,
          fix: 'Drop it.',
        })),
    ),
}

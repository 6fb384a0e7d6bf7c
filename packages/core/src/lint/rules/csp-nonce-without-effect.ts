import { isNonce, UNSAFE_HASHES, UNSAFE_INLINE } from '../../headers/source-expression.js'
import { INSTEAD_OF_ATTRIBUTES } from '../inline-code.js'
import type { Rule } from '../rule.js'
import { TAKES_INLINE } from '../script-directives.js'
import { isNonceOrHash } from '../source-kinds.js'

export const cspNonceWithoutEffect: Rule = {
  rule: 'csp-nonce-without-effect',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#match-nonce-to-source-list',
  check: ({ csp }) =>
    csp.flatMap((policy) => [
      ...policy
        .pick(policy.lists, (source) => isNonceOrHash(source))
        .filter(({ directive }) => !TAKES_INLINE.test(directive))
        .map(({ header, path, directive, source }) => ({
          header,
          path,
          message: `${source} has no effect in ${directive}: only scripts and styles of a page have nonces and hashes.`,
          fix: 'Drop it.',
        })),
      ...policy
        .pick(
          policy.lists.filter(({ directive }) => directive.endsWith('-src-attr')),
          // Beside 'unsafe-inline' it has one: that is then ignored.
          (source, among) =>
            isNonceOrHash(source) && !among.includes(UNSAFE_INLINE) && (isNonce(source) || !among.includes(UNSAFE_HASHES)),
        )
        .map(({ header, path, directive, source }) => ({
          header,
          path,
          message: isNonce(source)
            ? `${source} has no effect in ${directive}: attributes have no nonce.`
            : `${source} has no effect in ${directive} without 'unsafe-hashes'.`,
          fix: INSTEAD_OF_ATTRIBUTES[directive] ?? 'Drop it.',
        })),
    ]),
}

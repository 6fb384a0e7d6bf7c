import type { Rule } from '../rule.js'
import { allowsInline } from '../view.js'

export const cspUnsafeInlineIgnored: Rule = {
  rule: 'csp-unsafe-inline-ignored',
  severity: 'info',
  reference: 'https://w3c.github.io/webappsec-csp/#match-element-to-source-list',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(policy.all, (source, sources) => source === "'unsafe-inline'" && !allowsInline(sources))
        .map(({ header, path, directive }) => ({
          header,
          path,
          message: `'unsafe-inline' beside a nonce, a hash or 'strict-dynamic' in ${directive} is ignored.`,
          fix: 'Drop it: every browser of the last ten years knows nonces.',
        })),
    ),
}

import type { DirectiveName } from '../../headers/csp-directives.js'
import { DEPRECATED } from '../deprecated-directives.js'
import type { Rule } from '../rule.js'

const ONLY_SAFARI: readonly string[] = ['block-all-mixed-content', 'prefetch-src'] satisfies DirectiveName[]

export const cspDeprecatedDirective: Rule = {
  rule: 'csp-deprecated-directive',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#csp-directives',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy.all.flatMap(({ directive }) => {
        const instead = Object.hasOwn(DEPRECATED, directive) ? DEPRECATED[directive] : undefined
        if (instead === undefined) return []
        const path = policy.pathOf(directive)
        return [
          {
            header: policy.header,
            path,
            message: `${ONLY_SAFARI.includes(directive) ? 'Only Safari acts' : 'No current browser acts'} on ${directive}.`,
            fix: instead,
          },
        ]
      }),
    ),
}

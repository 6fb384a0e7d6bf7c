import { DIRECTIVE_KINDS } from '../../headers/csp-directives.js'
import { instead } from '../instead.js'
import type { Rule } from '../rule.js'

export const cspDirectiveUnknown: Rule = {
  rule: 'csp-directive-unknown',
  severity: 'medium',
  reference: 'https://w3c.github.io/webappsec-csp/#parse-serialized-policy',
  check: ({ csp }) =>
    csp
      // What the option csp has under customDirectives is there on purpose.
      .filter(({ byName }) => byName)
      .flatMap((policy) =>
        policy.all
          .filter(({ directive }) => !DIRECTIVE_KINDS.has(directive))
          .map(({ directive }) => ({
            header: policy.header,
            path: policy.path,
            message: `${directive} is no directive that we know, and browsers overlook those that they do not know.`,
            fix: instead(directive, DIRECTIVE_KINDS.keys()),
          })),
      ),
}

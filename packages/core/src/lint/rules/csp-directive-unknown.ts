import { DIRECTIVE_KINDS, spaceAfter } from '../../headers/csp-directives.js'
import { DEPRECATED } from '../deprecated-directives.js'
import { instead } from '../instead.js'
import type { Rule } from '../rule.js'

/** In no specification, or in a trial. */
const OF_CHROMIUM: readonly string[] = ['script-src-v2', 'treat-as-public-address']

const CURRENT = [...DIRECTIVE_KINDS.keys()].filter((name) => !Object.hasOwn(DEPRECATED, name))

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
          .filter(({ directive }) => !DIRECTIVE_KINDS.has(directive) && !OF_CHROMIUM.includes(directive))
          .map(({ directive }) => ({
            header: policy.header,
            path: policy.path,
            message: `${directive} is no directive that we know, and browsers overlook those that they do not know.`,
            fix: spaceAfter(directive) ?? instead(directive, CURRENT),
          })),
      ),
}

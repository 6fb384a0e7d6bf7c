import type { DirectiveName } from '../../headers/csp-directives.js'
import type { Rule } from '../rule.js'

/** What to do instead. */
const DEPRECATED: Readonly<Record<string, string>> = {
  allow: 'Use default-src.',
  'block-all-mixed-content': 'Drop it: browsers block mixed content by themselves.',
  'disown-opener': 'Use the option coop.',
  'navigate-to': 'Drop it.',
  options: 'Use script-src.',
  'plugin-types': "Use 'object-src': [NONE].",
  'policy-uri': 'Drop it.',
  'prefetch-src': 'Use default-src.',
  'reflected-xss': 'Drop it.',
  referrer: 'Use the option referrer.',
  'require-sri-for': 'Use the option integrity.',
  webrtc: 'Drop it until a browser ships it.',
  'xhr-src': 'Use connect-src.',
} satisfies Partial<Record<DirectiveName, string>>

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

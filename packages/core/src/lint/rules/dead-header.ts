import type { Rule } from '../rule.js'

/** What to do instead. */
const DEAD: Readonly<Record<string, string>> = {
  'expect-ct': 'Drop it: certificates are logged without it.',
  'feature-policy': 'Use the option permissions.',
  'origin-isolation': 'Use the option originAgentCluster.',
  p3p: 'Drop it.',
  'public-key-pins': 'Drop it.',
  'public-key-pins-report-only': 'Drop it.',
  'x-content-security-policy': 'Use the option csp.',
  'x-webkit-csp': 'Use the option csp.',
}

export const deadHeader: Rule = {
  rule: 'dead-header',
  severity: 'low',
  reference: 'https://owasp.org/www-project-secure-headers/#deprecated-headers',
  check: (policy) =>
    policy.fields.flatMap(({ name }) => {
      const key = name.toLowerCase()
      const instead = Object.hasOwn(DEAD, key) ? DEAD[key] : undefined
      if (instead === undefined) return []
      return [
        {
          header: name,
          path: `custom.${name}`,
          message: `No browser needs ${name} any more, and scanners count it as a fault.`,
          fix: instead,
        },
      ]
    }),
}

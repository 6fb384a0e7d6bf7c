import type { Rule } from '../rule.js'

export const cspMissing: Rule = {
  rule: 'csp-missing',
  severity: 'medium',
  reference: 'https://w3c.github.io/webappsec-csp/',
  check: ({ csp }) =>
    csp.some(({ reportOnly }) => !reportOnly)
      ? []
      : [
          {
            header: 'Content-Security-Policy',
            path: 'csp',
            message: 'No Content-Security-Policy is enforced: an injected script runs.',
            fix: 'Start from a preset: balanced, or strict with a nonce on your scripts.',
          },
        ],
}

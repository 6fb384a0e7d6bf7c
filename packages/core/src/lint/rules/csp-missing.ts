import { ContentSecurityPolicy } from '../../headers/content-security-policy.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const cspMissing: Rule = {
  rule: 'csp-missing',
  severity: 'medium',
  reference: 'https://w3c.github.io/webappsec-csp/',
  check: ({ csp }) =>
    csp.some(({ reportOnly }) => !reportOnly)
      ? []
      : [
          {
            ...placeOf(ContentSecurityPolicy),
            message: 'No Content-Security-Policy is enforced: an injected script runs.',
            fix: 'Start from a preset: balanced, or strict with a nonce on your scripts.',
          },
        ],
}

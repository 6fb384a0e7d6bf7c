import type { Rule } from '../rule.js'

export const hstsMissing: Rule = {
  rule: 'hsts-missing',
  severity: 'medium',
  reference: 'https://www.rfc-editor.org/rfc/rfc6797#section-2.3.1',
  check: (policy) => {
    if (policy.value('Strict-Transport-Security') !== undefined) return []
    return [
      {
        header: 'Strict-Transport-Security',
        path: 'hsts',
        message:
          'Strict-Transport-Security is not sent: who types the address comes over http, where anybody on the way can answer.',
        fix: 'Leave hsts on, unless the proxy in front sends it.',
      },
    ]
  },
}

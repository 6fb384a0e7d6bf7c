import { StrictTransportSecurity } from '../../headers/strict-transport-security.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const hstsMissing: Rule = {
  rule: 'hsts-missing',
  severity: 'medium',
  reference: 'https://www.rfc-editor.org/rfc/rfc6797#section-2.3.1',
  check: (policy) => {
    if (policy.value(StrictTransportSecurity) !== undefined) return []
    return [
      {
        ...placeOf(StrictTransportSecurity),
        message:
          'Strict-Transport-Security is not sent: whoever types the address comes over http, where anybody on the way can answer.',
        fix: 'Leave hsts on, unless the proxy in front sends it.',
      },
    ]
  },
}

import { XXSSProtection } from '../../headers/x-xss-protection.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const xxpWithoutEffect: Rule<'info', 'low'> = {
  rule: 'xxp-without-effect',
  severity: 'info',
  or: { low: 'where it is switched on' },
  reference: 'https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/X-XSS-Protection',
  check: (policy) => {
    const value = policy.value(XXSSProtection)
    if (value === undefined) return []
    // Browsers read no further than the first sign.
    const on = !value.trim().startsWith('0')
    return [
      {
        ...placeOf(XXSSProtection),
        message: on
          ? 'The filter it switches on had holes of its own, and is gone from every browser.'
          : 'The filter it switches off is gone from every browser; OWASP counts the header as a fault.',
        fix: 'Set xxp: false.',
        ...(on && { severity: 'low' as const }),
      },
    ]
  },
}

import { ReferrerPolicy } from '../../headers/referrer-policy.js'
import { referrerTokens } from '../as-browsers-read.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const referrerLeaks: Rule<'medium', 'low'> = {
  rule: 'referrer-leaks',
  severity: 'medium',
  or: { low: 'where it is the origin alone' },
  reference: 'https://w3c.github.io/webappsec-referrer-policy/#referrer-policies',
  check: (policy) => {
    const last = referrerTokens(policy.value(ReferrerPolicy)).at(-1) ?? ''
    if (!['unsafe-url', 'no-referrer-when-downgrade', 'origin-when-cross-origin', 'origin'].includes(last)) return []
    const whole = last === 'unsafe-url' || last === 'no-referrer-when-downgrade'
    return [
      {
        ...placeOf(ReferrerPolicy),
        message: whole
          ? `${last} tells other sites the whole address of the page, with whatever is in it.`
          : `${last} reveals the origin over plain http too.`,
        fix: "Set referrer: 'no-referrer', or 'strict-origin-when-cross-origin'.",
        ...(!whole && { severity: 'low' as const }),
      },
    ]
  },
}

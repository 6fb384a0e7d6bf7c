import { ReferrerPolicy } from '../../headers/referrer-policy.js'
import { referrerTokens } from '../as-browsers-read.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const referrerMissing: Rule = {
  rule: 'referrer-missing',
  severity: 'info',
  reference: 'https://w3c.github.io/webappsec-referrer-policy/#default-referrer-policy',
  check: (policy) => {
    if (referrerTokens(policy.value(ReferrerPolicy)).length > 0) return []
    return [
      {
        ...placeOf(ReferrerPolicy),
        message:
          'No Referrer-Policy that browsers know is sent: they tell other sites the origin, and those before 2021 the whole address of the page.',
        fix: "Set referrer: 'strict-origin-when-cross-origin'.",
      },
    ]
  },
}

import { ReferrerPolicy } from '../../headers/referrer-policy.js'
import { isStricter, referrerTokens } from '../as-browsers-read.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const referrerFallbackOrder: Rule = {
  rule: 'referrer-fallback-order',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header',
  check: (policy) => {
    const tokens = referrerTokens(policy.value(ReferrerPolicy))
    const last = tokens.at(-1) ?? ''
    const stricter = tokens.find((token) => isStricter(token, last))
    if (stricter === undefined) return []
    return [
      {
        ...placeOf(ReferrerPolicy),
        message: `Browsers take the last token that they know: ${last}, not ${stricter}.`,
        fix: `Write ${stricter} last, or alone.`,
      },
    ]
  },
}

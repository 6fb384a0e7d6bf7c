import { CrossOriginEmbedderPolicy } from '../../headers/cross-origin-embedder-policy.js'
import { CrossOriginOpenerPolicy } from '../../headers/cross-origin-opener-policy.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const coopMissing: Rule = {
  rule: 'coop-missing',
  severity: 'info',
  reference: 'https://html.spec.whatwg.org/multipage/browsers.html#cross-origin-opener-policies',
  check: (view) => {
    // Of one that is missing beside COEP, isolation-incomplete speaks.
    if ([CrossOriginOpenerPolicy, CrossOriginEmbedderPolicy].some((header) => view.value(header) !== undefined)) return []
    return [
      {
        ...placeOf(CrossOriginOpenerPolicy),
        message: 'Cross-Origin-Opener-Policy is not sent: a site that opens the page keeps a handle on its window.',
        fix: "Set coop: 'same-origin', or 'same-origin-allow-popups' where pop-ups answer the page.",
      },
    ]
  },
}

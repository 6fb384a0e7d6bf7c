import { CrossOriginEmbedderPolicy } from '../../headers/cross-origin-embedder-policy.js'
import { isolationOf } from '../isolation.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const isolationIncomplete: Rule = {
  rule: 'isolation-incomplete',
  severity: 'info',
  reference: 'https://html.spec.whatwg.org/multipage/browsers.html#coep',
  check: (view) => {
    const { byOpener, byEmbedder, byDocument } = isolationOf(view)
    if (!byEmbedder || byOpener || byDocument) return []
    return [
      {
        ...placeOf(CrossOriginEmbedderPolicy),
        message:
          'Without Cross-Origin-Opener-Policy: same-origin the page is not cross-origin isolated, and only bears the restrictions.',
        fix: "Set coop: 'same-origin'.",
      },
    ]
  },
}

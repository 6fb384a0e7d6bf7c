import { CrossOriginEmbedderPolicy } from '../../headers/cross-origin-embedder-policy.js'
import { CrossOriginOpenerPolicy } from '../../headers/cross-origin-opener-policy.js'
import { DocumentIsolationPolicy } from '../../headers/document-isolation-policy.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const isolationIncomplete: Rule = {
  rule: 'isolation-incomplete',
  severity: 'info',
  reference: 'https://html.spec.whatwg.org/multipage/browsers.html#coep',
  check: (policy) => {
    const coop = policy.value(CrossOriginOpenerPolicy)
    const coep = policy.value(CrossOriginEmbedderPolicy)
    if (!/^(?:require-corp|credentialless)(?:;|$)/.test(coep ?? '') || coop?.match(/^same-origin(?:;|$)/)) return []
    // In Chromium, it isolates by itself.
    if (/^isolate/.test(policy.value(DocumentIsolationPolicy) ?? '')) return []
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

import { XFrameOptions } from '../../headers/x-frame-options.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const xfoAllowFrom: Rule = {
  rule: 'xfo-allow-from',
  severity: 'high',
  reference: 'https://html.spec.whatwg.org/multipage/speculative-loading.html#the-x-frame-options-header',
  check: (policy) => {
    const [value] = policy.value(XFrameOptions)?.trim().split(/\s/) ?? []
    if (value === undefined || /^(?:deny|sameorigin)\b/i.test(value)) return []
    // Browsers then ignore this header.
    if (policy.csp.some(({ reportOnly, directives }) => !reportOnly && directives.has('frame-ancestors'))) return []
    return [
      {
        ...placeOf(XFrameOptions),
        message: `No browser knows ${value}: everybody may frame the page.`,
        fix: "Use csp: { 'frame-ancestors': ['https://partner.example'] }.",
      },
    ]
  },
}

import { XFrameOptions } from '../../headers/x-frame-options.js'
import { restrictsFraming } from '../as-browsers-read.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const xfoAllowFrom: Rule = {
  rule: 'xfo-allow-from',
  severity: 'high',
  reference: 'https://html.spec.whatwg.org/multipage/speculative-loading.html#the-x-frame-options-header',
  check: (policy) => {
    const value = policy.value(XFrameOptions)
    if (value === undefined || restrictsFraming(value)) return []
    // Browsers then ignore this header.
    if (policy.csp.some(({ reportOnly, directives }) => !reportOnly && directives.has('frame-ancestors'))) return []
    const [keyword, place = ''] = value.trim().split(/\s+/)
    return [
      {
        ...placeOf(XFrameOptions),
        message: `No browser knows ${keyword}: everybody may frame the page.`,
        fix: `Use csp: { 'frame-ancestors': ['${originOf(place) ?? 'https://partner.example'}'] } in its place.`,
      },
    ]
  },
}

function originOf(place: string): string | undefined {
  const [origin] = /^https:\/\/[\w.-]+(?::\d+)?(?=\/|$)/i.exec(place) ?? []
  return origin
}

import { XFrameOptions } from '../../headers/x-frame-options.js'
import { restrictsFraming } from '../as-browsers-read.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const xfoAllowFrom: Rule = {
  rule: 'xfo-allow-from',
  severity: 'medium',
  reference: 'https://html.spec.whatwg.org/multipage/speculative-loading.html#the-x-frame-options-header',
  check: (policy) => {
    const value = policy.value(XFrameOptions)
    if (value === undefined || restrictsFraming(value)) return []
    const enforced = policy.csp.filter(({ reportOnly }) => !reportOnly)
    // Browsers then ignore this header.
    if (enforced.some(({ directives }) => directives.has('frame-ancestors'))) return []
    const [keyword = ''] = value.trim().split(/\s+/)
    return [
      {
        ...placeOf(XFrameOptions),
        message: `No browser knows ${keyword}: everybody may frame the page.`,
        fix: /^allow-?from$/i.test(keyword) ? fixForOrigin(value, enforced.length > 0) : fixForKeyword(keyword),
      },
    ]
  },
}

function fixForOrigin(value: string, hasPolicy: boolean): string {
  const [origin = 'https://partner.example'] = /https:\/\/[\w.-]+(?::\d+)?(?=\/|$)/i.exec(value) ?? []
  return hasPolicy
    ? `Add 'frame-ancestors': ['${origin}'] to the policy in its place.`
    : `Use csp: { 'frame-ancestors': ['${origin}'] } in its place.`
}

function fixForKeyword(keyword: string): string {
  return `Set xfo: '${/same|self/i.test(keyword) ? 'SAMEORIGIN' : 'DENY'}'.`
}

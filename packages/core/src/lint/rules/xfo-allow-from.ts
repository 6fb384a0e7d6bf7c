import { XFrameOptions } from '../../headers/x-frame-options.js'
import { restrictsFraming } from '../as-browsers-read.js'
import type { CspView } from '../csp-view.js'
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
    const [keyword = ''] = /^[^\s,:;=]*/.exec(value.trim()) ?? []
    return [
      {
        ...placeOf(XFrameOptions),
        message: `No browser knows ${keyword}: everybody may frame the page.`,
        fix: /^allow-?from$/i.test(keyword) ? fixForOrigins(value, enforced[0]) : fixForKeyword(keyword),
      },
    ]
  },
}

function fixForOrigins(value: string, policy: CspView | undefined): string {
  const found = value.match(/https:\/\/[\w.-]+(?::\d+)?(?=[\s,/]|$)/gi) ?? ['https://partner.example']
  if (policy?.byName) return `Add frame-ancestors ${found.join(' ')} to the policy, and switch this off.`
  const ancestors = `'frame-ancestors': [${found.map((origin) => `'${origin}'`).join(', ')}]`
  return policy === undefined
    ? `Use csp: { ${ancestors} }, and switch this off.`
    : `Add ${ancestors} to the policy, and switch this off.`
}

function fixForKeyword(keyword: string): string {
  return `Set xfo: '${/same|self/i.test(keyword) ? 'SAMEORIGIN' : 'DENY'}'.`
}

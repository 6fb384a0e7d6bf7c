import type { Rule } from '../rule.js'

export const xfoAllowFrom: Rule = {
  rule: 'xfo-allow-from',
  severity: 'high',
  reference: 'https://html.spec.whatwg.org/multipage/speculative-loading.html#the-x-frame-options-header',
  check: (policy) =>
    policy.value('X-Frame-Options')?.startsWith('ALLOW-FROM')
      ? [
          {
            header: 'X-Frame-Options',
            path: 'xfo',
            message: 'No browser knows ALLOW-FROM: everybody may frame the page.',
            fix: "Use csp: { 'frame-ancestors': ['https://partner.example'] }.",
          },
        ]
      : [],
}

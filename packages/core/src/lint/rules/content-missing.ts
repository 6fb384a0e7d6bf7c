import type { Rule } from '../rule.js'

export const contentMissing: Rule = {
  rule: 'content-missing',
  severity: 'low',
  reference: 'https://fetch.spec.whatwg.org/#x-content-type-options-header',
  check: (policy) => {
    if (policy.value('X-Content-Type-Options') !== undefined) return []
    return [
      {
        header: 'X-Content-Type-Options',
        path: 'content',
        message: 'X-Content-Type-Options is not sent: browsers guess types, and an uploaded file can be taken for a script.',
        fix: 'Leave content on.',
      },
    ]
  },
}

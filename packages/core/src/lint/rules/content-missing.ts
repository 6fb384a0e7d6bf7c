import { XContentTypeOptions } from '../../headers/x-content-type-options.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const contentMissing: Rule = {
  rule: 'content-missing',
  severity: 'low',
  reference: 'https://fetch.spec.whatwg.org/#x-content-type-options-header',
  check: (policy) => {
    if (policy.value(XContentTypeOptions) !== undefined) return []
    return [
      {
        ...placeOf(XContentTypeOptions),
        message: 'X-Content-Type-Options is not sent: browsers guess types, and an uploaded file can be taken for a script.',
        fix: 'Leave content on.',
      },
    ]
  },
}

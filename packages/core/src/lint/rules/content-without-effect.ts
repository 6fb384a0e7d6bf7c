import { XContentTypeOptions } from '../../headers/x-content-type-options.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const contentWithoutEffect: Rule = {
  rule: 'content-without-effect',
  severity: 'low',
  reference: 'https://fetch.spec.whatwg.org/#determine-nosniff',
  check: (policy) => {
    const value = policy.value(XContentTypeOptions)
    // The first of several values counts.
    if (value === undefined || /^nosniff\s*(?:,|$)/i.test(value)) return []
    return [
      {
        ...placeOf(XContentTypeOptions),
        message: `X-Content-Type-Options: ${value} means nothing: browsers go on guessing types.`,
        fix: 'Set content: true.',
      },
    ]
  },
}

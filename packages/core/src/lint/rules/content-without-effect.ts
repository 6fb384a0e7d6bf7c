import type { Rule } from '../rule.js'

export const contentWithoutEffect: Rule = {
  rule: 'content-without-effect',
  severity: 'low',
  reference: 'https://fetch.spec.whatwg.org/#determine-nosniff',
  check: (policy) => {
    const value = policy.value('X-Content-Type-Options')
    // The first of several values counts.
    if (value === undefined || /^nosniff\s*(?:,|$)/i.test(value)) return []
    return [
      {
        header: 'X-Content-Type-Options',
        path: 'content',
        message: `X-Content-Type-Options: ${value} means nothing: browsers go on guessing types.`,
        fix: 'Set content: true.',
      },
    ]
  },
}

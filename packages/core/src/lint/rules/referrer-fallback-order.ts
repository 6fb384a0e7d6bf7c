import type { Rule } from '../rule.js'

const STRICTEST_FIRST = [
  'no-referrer',
  'same-origin',
  'strict-origin',
  'origin',
  'strict-origin-when-cross-origin',
  'origin-when-cross-origin',
  'no-referrer-when-downgrade',
  'unsafe-url',
]

export const referrerFallbackOrder: Rule = {
  rule: 'referrer-fallback-order',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header',
  check: (policy) => {
    const tokens = policy.value('Referrer-Policy')?.split(', ') ?? []
    const last = tokens.at(-1)
    const stricter = tokens.slice(0, -1).find((token) => STRICTEST_FIRST.indexOf(token) < STRICTEST_FIRST.indexOf(last ?? ''))
    if (stricter === undefined || last === undefined) return []
    return [
      {
        header: 'Referrer-Policy',
        path: 'referrer',
        message: `Browsers take the last token that they know: ${last}, not ${stricter}.`,
        fix: `Write ${stricter} last, or alone.`,
      },
    ]
  },
}

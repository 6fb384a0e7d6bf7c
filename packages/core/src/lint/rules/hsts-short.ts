import type { Rule } from '../rule.js'

const HALF_A_YEAR = 15_768_000

function ageOf(value: string | undefined): number | undefined {
  const [, age] = /max-age=(\d+)/.exec(value ?? '') ?? []
  return age === undefined ? undefined : Number(age)
}

export const hstsShort: Rule = {
  rule: 'hsts-short',
  severity: 'medium',
  reference: 'https://www.rfc-editor.org/rfc/rfc6797#section-14.4',
  check: (policy) => {
    const value = policy.value('Strict-Transport-Security')
    const age = ageOf(value)
    if (age === undefined || age >= HALF_A_YEAR) return []
    return [
      {
        header: 'Strict-Transport-Security',
        path: 'hsts.maxAge',
        message:
          age === 0
            ? 'A max-age of 0 makes browsers forget: the next visit goes over http.'
            : `${age} seconds are short: who stays away longer comes back over http.`,
        fix: 'Use 63072000, two years.',
      },
    ]
  },
}

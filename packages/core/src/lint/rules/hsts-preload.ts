import type { Rule } from '../rule.js'

export const hstsPreload: Rule = {
  rule: 'hsts-preload',
  severity: 'medium',
  reference: 'https://hstspreload.org/#submission-requirements',
  check: (policy) => {
    const value = policy.value('Strict-Transport-Security') ?? ''
    if (!/;\s*preload/.test(value)) return []
    const age = Number(/max-age=(\d+)/.exec(value)?.[1])
    const missing = [
      age < 31_536_000 && 'a max-age of 31536000 or more',
      !value.includes('includeSubDomains') && 'includeSubDomains',
    ]
    return missing.filter(Boolean).map((condition) => ({
      header: 'Strict-Transport-Security',
      path: 'hsts.preload',
      message: `The preload list takes no policy without ${condition}.`,
      fix: 'Use { maxAge: 63072000, includeSubDomains: true, preload: true }, or drop preload.',
    }))
  },
}

import { StrictTransportSecurity } from '../../headers/strict-transport-security.js'
import { readHsts } from '../as-browsers-read.js'
import type { Rule } from '../rule.js'

export const hstsPreload: Rule = {
  rule: 'hsts-preload',
  severity: 'medium',
  reference: 'https://hstspreload.org/#submission-requirements',
  check: (policy) => {
    const { maxAge, includeSubDomains, preload } = readHsts(policy.value(StrictTransportSecurity) ?? '')
    // Of one that browsers ignore, hsts-short speaks.
    if (!preload || maxAge === undefined) return []
    const missing = [maxAge < 31_536_000 && 'a max-age of 31536000 or more', !includeSubDomains && 'includeSubDomains']
      .filter(Boolean)
      .join(' and ')
    if (missing === '') return []
    const kept = policy.isSecureOnly ? ', secureOnly: true' : ''
    return [
      {
        header: 'Strict-Transport-Security',
        path: 'hsts.preload',
        message: `The preload list takes no policy without ${missing}.`,
        fix: `Set hsts: { maxAge: 63072000, includeSubDomains: true, preload: true${kept} }, or drop preload.`,
      },
    ]
  },
}

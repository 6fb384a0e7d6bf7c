import { StrictTransportSecurity } from '../../headers/strict-transport-security.js'
import { readHsts } from '../as-browsers-read.js'
import type { Rule } from '../rule.js'

const HALF_A_YEAR = 15_768_000
const A_YEAR = 31_536_000

export const hstsShort: Rule<'medium', 'low'> = {
  rule: 'hsts-short',
  severity: 'medium',
  or: { low: 'from half a year to one' },
  reference: 'https://www.rfc-editor.org/rfc/rfc6797#section-14.4',
  check: (policy) => {
    const value = policy.value(StrictTransportSecurity)
    if (value === undefined) return []
    const { maxAge, includeSubDomains, preload } = readHsts(value)
    if (maxAge !== undefined && maxAge >= A_YEAR) return []
    const kept = [
      (includeSubDomains || preload) && 'includeSubDomains: true',
      preload && 'preload: true',
      policy.isSecureOnly && 'secureOnly: true',
    ].filter(Boolean)
    return [
      {
        header: 'Strict-Transport-Security',
        path: 'hsts.maxAge',
        message: messageFor(maxAge),
        fix: `Set hsts: { ${['maxAge: 63072000', ...kept].join(', ')} }, two years.`,
        ...(maxAge !== undefined && maxAge >= HALF_A_YEAR && { severity: 'low' as const }),
      },
    ]
  },
}

function messageFor(maxAge: number | undefined): string {
  if (maxAge === undefined) return 'Browsers ignore the header: it has no max-age in seconds, or a slip.'
  if (maxAge === 0) return 'A max-age of 0 makes browsers forget: the next visit goes over http.'
  return `${maxAge} seconds is short: whoever stays away longer comes back over http.`
}

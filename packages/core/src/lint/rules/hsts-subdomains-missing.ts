import { StrictTransportSecurity } from '../../headers/strict-transport-security.js'
import { readHsts } from '../as-browsers-read.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const hstsSubdomainsMissing: Rule = {
  rule: 'hsts-subdomains-missing',
  severity: 'info',
  reference: 'https://www.rfc-editor.org/rfc/rfc6797#section-14.4',
  check: (view) => {
    const { maxAge = 0, includeSubDomains, preload } = readHsts(view.value(StrictTransportSecurity) ?? '')
    // Of one with preload, hsts-preload speaks.
    if (maxAge === 0 || includeSubDomains || preload) return []
    const kept = view.isSecureOnly ? ', secureOnly: true' : ''
    return [
      {
        ...placeOf(StrictTransportSecurity),
        message: 'Subdomains come over http: whoever answers for one can set cookies for the whole domain.',
        fix: `Set hsts: { maxAge: ${maxAge}, includeSubDomains: true${kept} }, once every subdomain has https.`,
      },
    ]
  },
}

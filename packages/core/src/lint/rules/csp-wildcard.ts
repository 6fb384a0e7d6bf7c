import { LESS_OPEN, openPlaces } from '../open-places.js'
import type { Rule } from '../rule.js'
import { isWildcard } from '../source-kinds.js'

export const cspWildcard: Rule<'high', 'medium'> = {
  rule: 'csp-wildcard',
  severity: 'high',
  or: LESS_OPEN,
  reference:
    'https://research.google/pubs/csp-is-dead-long-live-csp-on-the-insecurity-of-whitelists-and-the-future-of-content-security-policy/',
  check: (view) =>
    openPlaces(view, isWildcard).map(({ header, path, directive, source, forWhat, harm, instead, severity }) => ({
      header,
      path,
      message: `${source} in ${directive} allows every host${forWhat}${harm}.`,
      fix: instead ?? 'Name the hosts, or use NONCE.',
      severity,
    })),
}

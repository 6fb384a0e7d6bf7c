import { LESS_OPEN, openPlaces } from '../open-places.js'
import type { Rule } from '../rule.js'
import { isPlainScheme } from '../source-kinds.js'

export const cspPlainScheme: Rule<'high', 'medium'> = {
  rule: 'csp-plain-scheme',
  severity: 'high',
  or: LESS_OPEN,
  reference:
    'https://research.google/pubs/csp-is-dead-long-live-csp-on-the-insecurity-of-whitelists-and-the-future-of-content-security-policy/',
  check: (view) =>
    openPlaces(view, isPlainScheme).map(({ header, path, directive, source, forWhat, harm, instead, severity }) => ({
      header,
      path,
      message: `${source} in ${directive} allows whatever can be reached through it${forWhat}, an attacker's host included${harm}.`,
      fix: instead ?? 'Name the hosts, or use NONCE.',
      severity,
    })),
}

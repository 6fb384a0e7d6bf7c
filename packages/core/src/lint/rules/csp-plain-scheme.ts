import { isPlainScheme, openPlaces } from '../open-places.js'
import type { Rule } from '../rule.js'

export const cspPlainScheme: Rule = {
  rule: 'csp-plain-scheme',
  severity: 'high',
  reference:
    'https://research.google/pubs/csp-is-dead-long-live-csp-on-the-insecurity-of-whitelists-and-the-future-of-content-security-policy/',
  check: (view) =>
    openPlaces(view, isPlainScheme).map(({ header, path, directive, source }) => ({
      header,
      path,
      message: `${source} in ${directive} allows whatever can be reached by it, an attacker's host included.`,
      fix: 'Name the hosts, or use NONCE.',
    })),
}

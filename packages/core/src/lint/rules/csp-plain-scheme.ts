import { INSTEAD, openPlaces } from '../open-places.js'
import { lessIfOverruled, whereOverruled } from '../picked.js'
import type { Rule } from '../rule.js'
import { isPlainScheme } from '../source-kinds.js'

export const cspPlainScheme: Rule = {
  rule: 'csp-plain-scheme',
  severity: 'high',
  reference:
    'https://research.google/pubs/csp-is-dead-long-live-csp-on-the-insecurity-of-whitelists-and-the-future-of-content-security-policy/',
  check: (view) =>
    openPlaces(view, isPlainScheme).map((picked) => ({
      header: picked.header,
      path: picked.path,
      message: `${picked.source} in ${picked.directive} allows whatever can be reached by it, an attacker's host included${whereOverruled(picked)}.`,
      fix: INSTEAD[picked.directive] ?? 'Name the hosts, or use NONCE.',
      ...lessIfOverruled(picked),
    })),
}

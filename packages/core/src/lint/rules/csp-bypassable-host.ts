import { bypassOf } from '../bypassable-hosts.js'
import { INSTEAD, openPlaces } from '../open-places.js'
import { lessIfOverruled, whereOverruled } from '../picked.js'
import type { Rule } from '../rule.js'

export const cspBypassableHost: Rule = {
  rule: 'csp-bypassable-host',
  severity: 'high',
  reference:
    'https://research.google/pubs/csp-is-dead-long-live-csp-on-the-insecurity-of-whitelists-and-the-future-of-content-security-policy/',
  check: (view) =>
    openPlaces(view, (source) => bypassOf(source) !== undefined).map((picked) => ({
      header: picked.header,
      path: picked.path,
      message: `${picked.source} in ${picked.directive} serves ${bypassOf(picked.source)}, by which an injected tag runs code of the attacker${whereOverruled(picked)}.`,
      fix: INSTEAD[picked.directive] ?? 'Use NONCE with STRICT_DYNAMIC, or host the script yourself.',
      ...lessIfOverruled(picked),
    })),
}

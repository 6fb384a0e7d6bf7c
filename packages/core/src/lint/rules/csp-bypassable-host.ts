import { bypassOf } from '../bypassable-hosts.js'
import { LESS_OPEN, openPlaces } from '../open-places.js'
import type { Rule } from '../rule.js'

export const cspBypassableHost: Rule<'high', 'medium'> = {
  rule: 'csp-bypassable-host',
  severity: 'high',
  or: LESS_OPEN,
  reference:
    'https://research.google/pubs/csp-is-dead-long-live-csp-on-the-insecurity-of-whitelists-and-the-future-of-content-security-policy/',
  check: (view) =>
    openPlaces(view, (source) => bypassOf(source) !== undefined).map(
      ({ header, path, directive, source, harm, instead, severity }) => ({
        header,
        path,
        message: `${source} in ${directive} serves ${bypassOf(source)}${directive === 'base-uri' ? '' : BY_TAG}${harm}.`,
        fix: instead ?? 'Use NONCE with STRICT_DYNAMIC, or host the script yourself.',
        severity,
      }),
    ),
}

const BY_TAG = ", with which an injected tag runs an attacker's code"

import { isOpen, isWildcard } from '../open-places.js'
import type { Rule } from '../rule.js'
import { DANGEROUS } from '../view.js'

export const cspWildcard: Rule = {
  rule: 'csp-wildcard',
  severity: 'high',
  reference:
    'https://research.google/pubs/csp-is-dead-long-live-csp-on-the-insecurity-of-whitelists-and-the-future-of-content-security-policy/',
  check: (view) =>
    view
      .weak(DANGEROUS, (source, sources) => isWildcard(source) && isOpen(source, sources), isOpen)
      .map(({ header, path, directive, source }) => ({
        header,
        path,
        message: `${source} in ${directive} allows every host.`,
        fix: 'Name the hosts, or use NONCE.',
      })),
}

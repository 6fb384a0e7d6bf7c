import { isHost } from '../bypassable-hosts.js'
import { isScheme, isWildcard } from '../open-places.js'
import type { Rule } from '../rule.js'

export const cspIgnoredByStrictDynamic: Rule = {
  rule: 'csp-ignored-by-strict-dynamic',
  severity: 'info',
  reference: 'https://w3c.github.io/webappsec-csp/#strict-dynamic-usage',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(policy.scripts, (source, sources) => {
          return (
            sources.includes("'strict-dynamic'") &&
            (source === "'self'" || isHost(source) || isWildcard(source) || isScheme(source))
          )
        })
        .map(({ header, path, directive, source }) => ({
          header,
          path,
          message: `${source} beside 'strict-dynamic' in ${directive} is ignored.`,
          fix: 'Drop it, and give the script the nonce.',
        })),
    ),
}

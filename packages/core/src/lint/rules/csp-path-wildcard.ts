import type { Rule } from '../rule.js'
import { isHost } from '../source-kinds.js'

export const cspPathWildcard: Rule = {
  rule: 'csp-path-wildcard',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#path-part-match',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(policy.all, (source) => isHost(source) && /[^:/]\/.*\*/.test(source))
        .filter(({ directive }) => directive !== 'frame-ancestors')
        .map(({ header, path, source }) => ({
          header,
          path,
          message: `${source} matches a * in the path only where the URL has one: paths have no wildcards.`,
          fix: `Write ${source.replace(/([^:/]\/(?:[^*]*\/)?)[^/]*\*.*/, '$1')}, which covers everything below.`,
        })),
    ),
}

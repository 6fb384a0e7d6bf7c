import type { Rule } from '../rule.js'
import { isHost } from '../source-kinds.js'

/** Where the path has a `*`, or -1. */
function wildcardOf(source: string): number {
  const path = source.search(/[^:/]\//)
  return path === -1 ? -1 : source.indexOf('*', path + 1)
}

export const cspPathWildcard: Rule = {
  rule: 'csp-path-wildcard',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#path-part-match',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(policy.lists, (source) => isHost(source) && wildcardOf(source) !== -1)
        .filter(({ directive }) => directive !== 'frame-ancestors')
        .map(({ header, path, source }) => ({
          header,
          path,
          message: `${source} matches a * in the path only where the URL has one: paths have no wildcards.`,
          fix: `Write ${source.slice(0, source.lastIndexOf('/', wildcardOf(source)) + 1)}, which covers everything below.`,
        })),
    ),
}

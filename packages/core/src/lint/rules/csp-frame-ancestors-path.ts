import { pagesOfAnybody } from '../bypassable-hosts.js'
import type { Rule } from '../rule.js'
import { isWildcard } from '../source-kinds.js'

export const cspFrameAncestorsPath: Rule = {
  rule: 'csp-frame-ancestors-path',
  severity: 'medium',
  reference: 'https://w3c.github.io/webappsec-csp/#frame-ancestors-navigation-response',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(policy.lists, (source) => /^(?!').*[^:/]\/./.test(source))
        .filter(({ directive }) => directive === 'frame-ancestors')
        .map(({ header, path, source }) => ({
          header,
          path,
          message: `frame-ancestors ${source} has a path, but browsers know who frames a page only by its origin: Chromium allows nobody, Firefox the whole host.`,
          fix:
            isWildcard(source) || pagesOfAnybody(source) !== undefined
              ? 'Name those who may frame the page.'
              : `Write ${source.replace(/([^:/])\/.*/, '$1')}.`,
        })),
    ),
}

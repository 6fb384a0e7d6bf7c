import type { Rule } from '../rule.js'

export const cspHttpSource: Rule = {
  rule: 'csp-http-source',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#scheme-part-match',
  check: ({ csp }) =>
    csp.flatMap((policy) =>
      policy
        .pick(policy.all, (source) => /^http:\/\//i.test(source))
        .map(({ header, path, source }) => ({
          header,
          path,
          message: `${source} lets the resource travel in the clear, where anybody on the way can change it.`,
          fix: `Write ${source.replace(/^http:/i, 'https:')}.`,
        })),
    ),
}

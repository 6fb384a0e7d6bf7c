import type { Rule } from '../rule.js'

export const cspIgnoredInReportOnly: Rule = {
  rule: 'csp-ignored-in-report-only',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#cspro-header',
  check: ({ csp }) =>
    csp
      .filter(({ reportOnly }) => reportOnly)
      .flatMap(({ header, path, directives }) =>
        ['sandbox', 'upgrade-insecure-requests']
          .filter((directive) => directives.has(directive))
          .map((directive) => ({
            header,
            path: `${path}.${directive}`,
            message: `${directive} is ignored in a report-only policy, and logged as a mistake.`,
            fix: 'Move it to an enforced policy.',
          })),
      ),
}

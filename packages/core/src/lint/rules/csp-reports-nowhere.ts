import type { Rule } from '../rule.js'

export const cspReportsNowhere: Rule = {
  rule: 'csp-reports-nowhere',
  severity: 'info',
  reference: 'https://w3c.github.io/webappsec-csp/#directive-report-to',
  check: (view) =>
    view
      .missing(({ reportOnly, reports }) => reportOnly || reports)
      .map(({ header, path, byName }) => ({
        header,
        path,
        message: 'Nobody hears about what the policy blocks, neither attacks nor what it breaks.',
        fix: byName ? 'Add report-to to it, or use the option csp.' : "Set reporting: 'https://…'.",
      })),
}

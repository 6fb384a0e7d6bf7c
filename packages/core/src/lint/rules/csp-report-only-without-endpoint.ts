import type { Rule } from '../rule.js'

export const cspReportOnlyWithoutEndpoint: Rule = {
  rule: 'csp-report-only-without-endpoint',
  severity: 'medium',
  reference: 'https://w3c.github.io/webappsec-csp/#cspro-header',
  check: ({ csp }) =>
    csp
      .filter(({ reportOnly, directives }) => reportOnly && !directives.has('report-to') && !directives.has('report-uri'))
      .map(({ header, path }) => ({
        header,
        path,
        message: 'A report-only policy that reports nowhere does nothing, unless another layer says where.',
        fix: "Set reporting: 'https://…'.",
      })),
}

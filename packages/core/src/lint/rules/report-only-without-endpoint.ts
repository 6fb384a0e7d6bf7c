import { REPORT_ONLY } from '../../headers/header.js'
import { ReportingEndpoints } from '../../headers/reporting-endpoints.js'
import type { Rule } from '../rule.js'

export const reportOnlyWithoutEndpoint: Rule = {
  rule: 'report-only-without-endpoint',
  severity: 'medium',
  reference: 'https://w3c.github.io/reporting/#header',
  check: (policy) =>
    policy.known.flatMap(({ header, path, value }) => {
      if (!header.endsWith(REPORT_ONLY) || NAMES_ONE.test(value)) return []
      // The reports of a policy that names no endpoint go to the one called default, if its header can report without one.
      const byDefault = /(?:^|,)\s*default=/.test(policy.value(ReportingEndpoints) ?? '')
      if (byDefault && header.startsWith('Permissions-Policy')) return []
      return [
        {
          header,
          path,
          message: 'A report-only policy that reports nowhere does nothing, unless another layer says where.',
          fix: path.startsWith('custom.') ? 'Add report-to to it.' : "Set reporting: 'https://…'.",
        },
      ]
    }),
}

const NAMES_ONE = /report-(?:to|uri)[\s=]|endpoints=\(/i

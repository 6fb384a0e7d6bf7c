import { HEADER_CLASSES } from '../../header-classes.js'
import { REPORT_ONLY } from '../../headers/header.js'
import type { Rule } from '../rule.js'

export const reportOnlyWithoutEndpoint: Rule = {
  rule: 'report-only-without-endpoint',
  severity: 'medium',
  reference: 'https://w3c.github.io/reporting/#header',
  check: (policy) =>
    HEADER_CLASSES.flatMap((header) => policy.sent(header)).flatMap(({ builder, path }) => {
      const [{ name = '', value = '' } = {}] = builder.fields()
      if (!name.endsWith(REPORT_ONLY) || NAMES_ONE.test(value)) return []
      // What names no endpoint goes to the one of that name, where a header can report at all without saying so.
      const byDefault = /(?:^|, )default=/.test(policy.value('Reporting-Endpoints') ?? '')
      if (byDefault && name.startsWith('Permissions-Policy')) return []
      return [
        {
          header: name,
          path,
          message: 'A report-only policy that reports nowhere does nothing, unless another layer says where.',
          fix: "Set reporting: 'https://…'.",
        },
      ]
    }),
}

const NAMES_ONE = /report-(?:to|uri)[ =]|endpoints=\(/

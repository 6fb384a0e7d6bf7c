import { REPORT_ONLY } from '../../headers/header.js'
import { IntegrityPolicy } from '../../headers/integrity-policy.js'
import { PermissionsPolicy } from '../../headers/permissions-policy.js'
import { ReportingEndpoints } from '../../headers/reporting-endpoints.js'
import { readable } from '../as-browsers-read.js'
import { endpointsOf, GROUPS_OF } from '../report-groups.js'
import type { Rule } from '../rule.js'
import type { KnownField, View } from '../view.js'

export const reportOnlyWithoutEndpoint: Rule = {
  rule: 'report-only-without-endpoint',
  severity: 'medium',
  reference: 'https://w3c.github.io/reporting/#header',
  check: (view) =>
    view.known
      .filter(({ header }) => header.endsWith(REPORT_ONLY))
      .filter((field) => reportsNowhere(field, view))
      .map(({ header, path }) => ({
        header,
        path,
        message: 'A report-only policy that reports nowhere does nothing, unless another layer says where.',
        fix: path.startsWith('custom.') ? `Add ${parameterOf(header)} to it.` : "Set reporting: 'https://…'.",
      })),
}

/** Where a header names its endpoints. */
function parameterOf(header: string): string {
  return header.startsWith(IntegrityPolicy.definition.header) ? 'endpoints=(…)' : 'report-to'
}

function reportsNowhere({ header, path, value }: KnownField, view: View): boolean {
  const policies = view.csp.filter((policy) => policy.path === path)
  if (policies.length > 0) return policies.some(({ reports }) => !reports)
  const enforced = header.replace(REPORT_ONLY, '')
  const groupsOf = GROUPS_OF[enforced]
  // Nothing is said of what does not parse, which is another rule's.
  const [groups] = groupsOf === undefined ? [] : readable((text) => [groupsOf(text)], value)
  if (groups === undefined || groups.length > 0) return false
  // The reports of a policy that names no endpoint go to the one called default, if its header can report without one.
  const byDefault = enforced === PermissionsPolicy.definition.header
  return !(byDefault && readable(endpointsOf, view.value(ReportingEndpoints)).includes('default'))
}

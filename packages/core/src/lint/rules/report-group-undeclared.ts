import { REPORT_ONLY } from '../../headers/header.js'
import { ReportTo } from '../../headers/report-to.js'
import { ReportingEndpoints } from '../../headers/reporting-endpoints.js'
import { readable } from '../as-browsers-read.js'
import { endpointsOf, GROUPS_OF, groupsTakenBack, reportToGroups } from '../report-groups.js'
import type { Rule } from '../rule.js'

export const reportGroupUndeclared: Rule<'medium', 'low'> = {
  rule: 'report-group-undeclared',
  severity: 'medium',
  or: { low: 'where Report-To alone declares it' },
  reference: 'https://w3c.github.io/reporting/#header',
  check: (policy) => {
    const groups = readable(reportToGroups, policy.value(ReportTo)).map(({ group }) => group)
    const takenBack = readable(groupsTakenBack, policy.value(ReportTo))
    const endpoints = readable(endpointsOf, policy.value(ReportingEndpoints))
    return policy.known.flatMap(({ header, path, value }) => {
      const groupsOf = GROUPS_OF[header.replace(REPORT_ONLY, '')]
      if (groupsOf === undefined) return []
      const isNel = header === 'NEL'
      const declared = isNel ? groups : endpoints
      return readable(groupsOf, value)
        .filter((group) => !declared.includes(group))
        .map((group) => ({
          header,
          path,
          ...(groups.includes(group) ? inReportToAlone(group) : undeclared(group, isNel, isNel && takenBack.includes(group))),
        }))
    })
  },
}

/** https://w3c.github.io/reporting/network-reporting.html#header: for all but NEL, Reporting-Endpoints took its place. */
function inReportToAlone(group: string) {
  return {
    message: `Reports go to "${group}", which Report-To alone declares, unless another layer does more: no browser but Chromium reads that.`,
    fix: declaration(group, false),
    severity: 'low' as const,
  }
}

function undeclared(group: string, isNel: boolean, isTakenBack: boolean) {
  const fix = group === 'default' ? "Set reporting: 'https://…', or declare it." : declaration(group, isNel)
  return {
    message: isNel
      ? `NEL reads Report-To only, and that does not declare "${group}", where its reports go, unless another layer does.`
      : `Reports go to "${group}", which neither Reporting-Endpoints nor Report-To declares, unless another layer does.`,
    fix: isTakenBack ? `Give "${group}" of Report-To a max_age above 0.` : fix,
  }
}

/** The option reporting declares the group called default only. */
function declaration(group: string, isNel: boolean): string {
  if (isNel)
    return `Declare it, with an endpoint: reportTo: { group: '${group}', max_age: 2592000, endpoints: [{ url: 'https://…' }] }.`
  // https://www.rfc-editor.org/rfc/rfc9651#section-3.2: the names of endpoints are keys.
  if (!/^[a-z][a-z0-9_.*-]*$/.test(group)) return 'Name it in lower-case letters, and declare that in reportingEndpoints.'
  return `Declare it: reportingEndpoints: { ${/^\w+$/.test(group) ? group : `'${group}'`}: 'https://…' }.`
}

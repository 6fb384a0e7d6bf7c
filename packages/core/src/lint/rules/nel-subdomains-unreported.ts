import { NetworkErrorLogging } from '../../headers/network-error-logging.js'
import { ReportTo } from '../../headers/report-to.js'
import { readable } from '../as-browsers-read.js'
import { reportToGroups } from '../report-groups.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const nelSubdomainsUnreported: Rule = {
  rule: 'nel-subdomains-unreported',
  severity: 'low',
  reference: 'https://w3c.github.io/network-error-logging/#deliver-a-network-report',
  check: (policy) => {
    const [nel] = readable((value) => [JSON.parse(value)], policy.value(NetworkErrorLogging))
    // An age of 0 takes the policy back.
    if (nel?.include_subdomains !== true || nel.max_age === 0) return []
    const group = readable(reportToGroups, policy.value(ReportTo)).find((one) => one.group === nel.report_to)
    if (group === undefined || group.include_subdomains) return []
    return [
      {
        ...placeOf(NetworkErrorLogging),
        message: `NEL covers subdomains, but "${group.group}" of Report-To does not: what fails there is not reported.`,
        fix: 'Give the group include_subdomains: true.',
      },
    ]
  },
}

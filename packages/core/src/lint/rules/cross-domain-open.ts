import { XPermittedCrossDomainPolicies } from '../../headers/x-permitted-cross-domain-policies.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const crossDomainOpen: Rule = {
  rule: 'cross-domain-open',
  severity: 'low',
  reference: 'https://owasp.org/www-project-secure-headers/#x-permitted-cross-domain-policies',
  check: (policy) =>
    policy.value(XPermittedCrossDomainPolicies) === 'all'
      ? [
          {
            ...placeOf(XPermittedCrossDomainPolicies),
            message: 'all lets any policy file on the site, even an uploaded one, open it to documents of other sites.',
            fix: "Set crossDomain: 'none'.",
          },
        ]
      : [],
}

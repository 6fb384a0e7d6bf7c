import type { Rule } from '../rule.js'

export const crossDomainOpen: Rule = {
  rule: 'cross-domain-open',
  severity: 'low',
  reference: 'https://owasp.org/www-project-secure-headers/#x-permitted-cross-domain-policies',
  check: (policy) =>
    policy.value('X-Permitted-Cross-Domain-Policies') === 'all'
      ? [
          {
            header: 'X-Permitted-Cross-Domain-Policies',
            path: 'crossDomain',
            message: 'all lets any policy file on the site, an uploaded one too, open it to documents of other sites.',
            fix: "Set crossDomain: 'none'.",
          },
        ]
      : [],
}

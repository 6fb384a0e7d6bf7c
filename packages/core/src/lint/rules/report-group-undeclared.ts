import type { Rule } from '../rule.js'

/** `report-to name` of CSP, `;report-to="name"` of structured fields, `endpoints=(name)` of Integrity-Policy, `"report_to":"name"` of NEL. */
const NAMED = /(?:^|; )report-to ([^ ;,]+)|;report-to="?([^",;) ]+)|endpoints=\(([^) ]+)|"report_to":"([^"]+)"/g

export const reportGroupUndeclared: Rule = {
  rule: 'report-group-undeclared',
  severity: 'medium',
  reference: 'https://w3c.github.io/reporting/#header',
  check: (policy) => {
    const declared = [
      ...(policy.value('Reporting-Endpoints') ?? '').matchAll(/(?:^|, )([^=]+)=/g),
      ...(policy.value('Report-To') ?? '').matchAll(/"group":"([^"]*)"/g),
    ].map(([, name]) => name)
    if ((policy.value('Report-To') ?? '').match(/\{(?![^}]*"group")[^}]*"max_age"/)) declared.push('default')
    return policy.fields.flatMap(({ name, value }) =>
      [...value.matchAll(NAMED)]
        .map(([, csp, parameter, list, nel]) => csp ?? parameter ?? list ?? nel ?? '')
        .filter((group) => !declared.includes(group))
        .map((group) => ({
          header: name,
          path: policy.optionOf(name),
          message: `Reports go to "${group}", which neither Reporting-Endpoints nor Report-To declares, unless another layer does.`,
          fix: "Set reporting: 'https://…', or declare it in reportingEndpoints.",
        })),
    )
  },
}

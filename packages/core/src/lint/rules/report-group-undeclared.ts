import type { Rule } from '../rule.js'

export const reportGroupUndeclared: Rule = {
  rule: 'report-group-undeclared',
  severity: 'medium',
  reference: 'https://w3c.github.io/reporting/#header',
  check: (policy) => {
    const groups = namesIn(policy.value('Report-To') ?? '', /"group"\s*:\s*"([^"]*)"/g)
    // A group without a name is the default one.
    if (/\{(?![^{}]*"group")[^{}]*"max_age"/.test(policy.value('Report-To') ?? '')) groups.push('default')
    const endpoints = namesIn(policy.value('Reporting-Endpoints') ?? '', /(?:^|,)\s*([^=,\s]+)=/g)
    return policy.known.flatMap(({ header, path, value }) => {
      // NEL knows Report-To only.
      const declared = header === 'NEL' ? groups : [...endpoints, ...groups]
      return groupsOf(value)
        .filter((group) => !declared.includes(group))
        .map((group) => ({
          header,
          path,
          message: `Reports go to "${group}", which neither Reporting-Endpoints nor Report-To declares, unless another layer does.`,
          fix: "Set reporting: 'https://…', or declare it.",
        }))
    })
  },
}

/** `report-to name` of CSP, `;report-to="name"` of structured fields, `endpoints=(a b)` of Integrity-Policy, `"report_to":"name"` of NEL. */
function groupsOf(value: string): readonly string[] {
  return [
    ...namesIn(value, /(?:^|[;,])\s*report-to\s+([^\s;,]+)/gi),
    ...namesIn(value, /;report-to="?([^",;) ]+)/g),
    ...namesIn(value, /endpoints=\(([^)]*)\)/g).flatMap((list) => list.split(' ')),
    ...namesIn(value, /"report_to"\s*:\s*"([^"]+)"/g),
  ]
}

function namesIn(value: string, pattern: RegExp): string[] {
  return [...value.matchAll(pattern)].map(([, name = '']) => name)
}

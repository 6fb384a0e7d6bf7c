import type { Rule } from '../rule.js'

export const cspFormActionMissing: Rule = {
  rule: 'csp-form-action-missing',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#directive-form-action',
  check: (view) =>
    view
      .missing((policy) => policy.reportOnly || policy.directives.has('form-action') || policy.forbids('allow-forms'))
      .map(({ header, path }) => ({
        header,
        path,
        message: 'form-action has no fallback and is not set: an injected form sends what is typed into it to any host.',
        fix: "Add 'form-action': [SELF].",
      })),
}

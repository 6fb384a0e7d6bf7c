import type { Rule } from '../rule.js'

export const cspObjectSrcMissing: Rule<'high', 'medium'> = {
  rule: 'csp-object-src-missing',
  severity: 'high',
  or: { medium: 'where the policy is not about what a page loads' },
  reference: 'https://w3c.github.io/webappsec-csp/#directive-object-src',
  check: (view) =>
    view
      .missing((policy) => policy.governing('object-src') !== undefined || policy.forbids('allow-scripts'))
      .map(({ header, path }) => ({
        header,
        path,
        message: 'Neither object-src nor default-src is set: an injected <object> or <embed> loads what it likes.',
        fix: "Add 'object-src': [NONE].",
        ...(!view.restrictsLoading && { severity: 'medium' as const }),
      })),
}

import type { Rule } from '../rule.js'

export const cspObjectSrcMissing: Rule = {
  rule: 'csp-object-src-missing',
  severity: 'high',
  reference: 'https://w3c.github.io/webappsec-csp/#directive-object-src',
  check: (view) =>
    view
      .missing((policy) => policy.governing('object-src') !== undefined || policy.forbids('allow-scripts'))
      .map(({ header, path }) => ({
        header,
        path,
        message: 'Neither object-src nor default-src is set: an injected <object> or <embed> loads what it likes.',
        fix: "Add 'object-src': [NONE].",
      })),
}

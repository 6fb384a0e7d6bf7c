import type { Rule } from '../rule.js'

export const cspScriptSrcMissing: Rule = {
  rule: 'csp-script-src-missing',
  severity: 'high',
  reference: 'https://w3c.github.io/webappsec-csp/#directive-script-src',
  check: (view) =>
    view
      .missing((policy) => policy.governing('script-src') !== undefined)
      .map(({ header, path }) => ({
        header,
        path,
        message: 'Neither script-src nor default-src is set: scripts of any origin run, inline scripts too.',
        fix: "Add script-src, or default-src: ['self'] with quotes.",
      })),
}

import type { Rule } from '../rule.js'

const PARTS = ['script-src-elem', 'script-src-attr']

export const cspScriptSrcMissing: Rule = {
  rule: 'csp-script-src-missing',
  severity: 'high',
  reference: 'https://w3c.github.io/webappsec-csp/#directive-script-src',
  check: (view) =>
    view
      .missing((policy) => policy.governing('script-src') !== undefined)
      .map((policy) => ({
        header: policy.header,
        path: policy.path,
        ...(PARTS.every((part) => policy.directives.has(part))
          ? {
              message:
                'Neither script-src nor default-src is set: eval() is free, and browsers before 2022 run scripts of any origin.',
              severity: 'medium' as const,
            }
          : { message: 'Neither script-src nor default-src is set: scripts of any origin run, inline scripts too.' }),
        fix: "Add script-src, or default-src: ['self'] with quotes.",
      })),
}

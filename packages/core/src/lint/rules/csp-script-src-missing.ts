import type { Rule } from '../rule.js'
import { INLINE } from '../script-directives.js'

export const cspScriptSrcMissing: Rule<'high', 'medium'> = {
  rule: 'csp-script-src-missing',
  severity: 'high',
  or: { medium: 'beside script-src-elem and script-src-attr, and where the policy is not about what a page loads' },
  reference: 'https://w3c.github.io/webappsec-csp/#directive-script-src',
  check: (view) =>
    view
      .missing((policy) => policy.governing('script-src') !== undefined || policy.forbids('allow-scripts'))
      .map((policy) => ({
        header: policy.header,
        path: policy.path,
        ...(INLINE.every((name) => view.protecting.some(({ directives }) => directives.has(name)))
          ? {
              message:
                'Neither script-src nor default-src is set: eval() is allowed, and browsers before 2022 run scripts from any origin.',
              severity: 'medium' as const,
            }
          : {
              ...(!view.restrictsLoading && { severity: 'medium' as const }),
              message: view.protecting.some(({ directives }) => directives.has('script-src-elem'))
                ? 'Neither script-src nor default-src is set: eval() is allowed, and any event handler in an attribute runs.'
                : 'Neither script-src nor default-src is set: scripts from any origin run, inline scripts too.',
            }),
        fix: "Add 'script-src': [SELF, NONCE], or 'default-src': [SELF].",
      })),
}

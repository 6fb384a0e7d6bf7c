import type { Rule } from '../rule.js'

export const cspStyleSrcMissing: Rule = {
  rule: 'csp-style-src-missing',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#directive-style-src',
  check: (view) => {
    if (!view.restrictsLoading) return []
    const missing = view.missing((policy) => policy.governing('style-src-elem') !== undefined)
    return missing.map(({ header, path }) => ({
      header,
      path,
      message:
        'Neither style-src nor default-src is set: injected styles, of any origin too, change the page and read attribute values.',
      fix: "Add 'style-src': [SELF].",
    }))
  },
}

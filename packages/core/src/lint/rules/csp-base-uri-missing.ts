import { harmOfBase } from '../injected-base.js'
import type { Rule } from '../rule.js'

export const cspBaseUriMissing: Rule<'medium', 'high'> = {
  rule: 'csp-base-uri-missing',
  severity: 'medium',
  or: { high: "beside a nonce, or a hash with 'strict-dynamic'" },
  reference: 'https://w3c.github.io/webappsec-csp/#directive-base-uri',
  check: (view) => {
    const base = harmOfBase(view)
    if (base === undefined) return []
    return view
      .missing(({ directives }) => directives.has('base-uri'))
      .map(({ header, path }) => ({
        header,
        path,
        message: `base-uri has no fallback and is not set: ${base.harm}.`,
        fix: "Add 'base-uri': [NONE].",
        severity: base.severity,
      }))
  },
}

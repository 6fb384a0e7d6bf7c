import type { Rule } from '../rule.js'

export const cspFrameAncestorsMissing: Rule = {
  rule: 'csp-frame-ancestors-missing',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#directive-frame-ancestors',
  check: ({ csp }) => {
    const [first, ...others] = csp.filter(({ reportOnly }) => !reportOnly)
    // Each policy must allow the frame, so one that speaks of it is enough.
    if (first === undefined || [first, ...others].some(({ directives }) => directives.has('frame-ancestors'))) return []
    return [
      {
        header: first.header,
        path: first.path,
        message: 'frame-ancestors has no fallback and is not set: only X-Frame-Options speaks of framing, if it is sent.',
        fix: "Add 'frame-ancestors': [NONE], or those who may frame the page.",
      },
    ]
  },
}

import { XFrameOptions } from '../../headers/x-frame-options.js'
import { restrictsFraming } from '../as-browsers-read.js'
import type { Rule } from '../rule.js'

export const cspFrameAncestorsMissing: Rule<'low', 'medium'> = {
  rule: 'csp-frame-ancestors-missing',
  severity: 'low',
  or: { medium: 'without an X-Frame-Options' },
  reference: 'https://w3c.github.io/webappsec-csp/#directive-frame-ancestors',
  check: (view) => {
    const enforced = view.csp.filter(({ reportOnly }) => !reportOnly)
    // Each policy must allow the frame, so one that speaks of it is enough.
    if (enforced.some(({ directives }) => directives.has('frame-ancestors'))) return []
    const { header, path } = enforced[0] ?? { header: 'X-Frame-Options', path: 'xfo' }
    const xfo = view.value(XFrameOptions)
    if (xfo === undefined) {
      return [
        {
          header,
          path,
          message: 'Neither frame-ancestors nor X-Frame-Options is sent: every site may frame the page.',
          fix: "Set xfo: 'DENY', and add 'frame-ancestors': [NONE] to the policy.",
          severity: 'medium',
        },
      ]
    }
    // Of one that browsers do not know, another rule speaks.
    if (enforced.length === 0 || !restrictsFraming(xfo)) return []
    return [
      {
        header,
        path,
        message: 'frame-ancestors has no fallback and is not set: only X-Frame-Options restricts framing.',
        fix: `Add 'frame-ancestors': [${/^sameorigin$/i.test(xfo) ? 'SELF' : 'NONE'}], or those who may frame the page.`,
      },
    ]
  },
}

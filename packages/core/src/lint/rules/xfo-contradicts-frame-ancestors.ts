import { NONE, SELF } from '../../headers/source-expression.js'
import { XFrameOptions } from '../../headers/x-frame-options.js'
import type { Rule } from '../rule.js'
import { placeOf } from '../view.js'

export const xfoContradictsFrameAncestors: Rule = {
  rule: 'xfo-contradicts-frame-ancestors',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#frame-ancestors-and-frame-options',
  check: (policy) => {
    const xfo = policy.value(XFrameOptions)
    const lists = policy.csp.flatMap(({ reportOnly, directives }) => {
      const ancestors = directives.get('frame-ancestors')
      return reportOnly || ancestors === undefined ? [] : [ancestors.join(' ') || NONE]
    })
    // Each policy must allow the frame, so the narrowest decides.
    const allowed = [NONE, SELF].find((list) => lists.includes(list)) ?? lists[0]
    if (xfo === undefined || allowed === undefined) return []
    const same = { [NONE]: 'DENY', [SELF]: 'SAMEORIGIN' }[allowed]
    if (same === xfo.trim().toUpperCase()) return []
    return [
      {
        ...placeOf(XFrameOptions),
        message: `Browsers go by frame-ancestors ${allowed}, and ignore ${xfo}: it misleads whoever reads it.`,
        fix: same === undefined ? 'Set xfo: false.' : `Set xfo: '${same}'.`,
      },
    ]
  },
}

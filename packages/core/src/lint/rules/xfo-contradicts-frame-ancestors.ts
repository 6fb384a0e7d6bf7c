import type { Rule } from '../rule.js'

export const xfoContradictsFrameAncestors: Rule = {
  rule: 'xfo-contradicts-frame-ancestors',
  severity: 'low',
  reference: 'https://w3c.github.io/webappsec-csp/#frame-ancestors-and-frame-options',
  check: (policy) => {
    const xfo = policy.value('X-Frame-Options')
    const ancestors = policy.csp.find(({ reportOnly, directives }) => !reportOnly && directives.has('frame-ancestors'))
    if (xfo === undefined || ancestors === undefined) return []
    const allowed = ancestors.directives.get('frame-ancestors')?.join(' ')
    const same = { "'none'": 'DENY', "'self'": 'SAMEORIGIN' }[allowed ?? '']
    if (same === xfo.trim().toUpperCase()) return []
    return [
      {
        header: 'X-Frame-Options',
        path: 'xfo',
        message: `Browsers go by frame-ancestors ${allowed}, and ignore ${xfo}: it misleads who reads it.`,
        fix: same === undefined ? 'Set xfo: false.' : `Set xfo: '${same}'.`,
      },
    ]
  },
}

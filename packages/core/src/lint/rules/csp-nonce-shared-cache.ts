import { NONCE } from '../../headers/source-expression.js'
import type { Rule } from '../rule.js'
import { sharingBy } from '../shared-caches.js'

export const cspNonceSharedCache: Rule<'high', 'medium'> = {
  rule: 'csp-nonce-shared-cache',
  severity: 'high',
  or: { medium: 'where caches ask before they serve the page' },
  reference: 'https://w3c.github.io/webappsec-csp/#security-nonces',
  check: (policy) => {
    const nonces = policy.csp.flatMap((csp) => csp.pick(csp.all, (source) => source === NONCE))
    return policy.fields.flatMap((field) => {
      const sharing = sharingBy(field)
      if (sharing === undefined) return []
      return nonces.slice(0, 1).map(({ header, path }) => ({
        header,
        path,
        fix: `${
          field.name === 'Cache-Control' ? "Use cache: 'private, no-cache'" : `Drop ${field.name}`
        }, or a policy without a nonce on what is shared.`,
        ...(sharing === 'freely'
          ? {
              message: `${field.name} lets shared caches keep the page: one nonce then serves every visitor, the attacker included.`,
            }
          : {
              message: `${field.name} without private or no-store lets shared caches keep the page, and serve it when it has not changed: with another visitor's nonce.`,
              severity: 'medium' as const,
            }),
      }))
    })
  },
}

import { CrossOriginEmbedderPolicy } from '../../headers/cross-origin-embedder-policy.js'
import { CrossOriginOpenerPolicy } from '../../headers/cross-origin-opener-policy.js'
import { DocumentIsolationPolicy } from '../../headers/document-isolation-policy.js'
import { REPORT_ONLY } from '../../headers/header.js'
import type { Rule } from '../rule.js'

export const permissionsBlockIsolation: Rule = {
  rule: 'permissions-block-isolation',
  severity: 'medium',
  reference: 'https://html.spec.whatwg.org/multipage/webappapis.html#concept-settings-object-cross-origin-isolated-capability',
  check: (policy) => {
    const coop = policy.value(CrossOriginOpenerPolicy) ?? ''
    const coep = policy.value(CrossOriginEmbedderPolicy) ?? ''
    if (!/^same-origin(?:;|$)/.test(coop) || !/^(?:require-corp|credentialless)/.test(coep)) return []
    // The isolation that this gives in Chromium stays.
    if (/^isolate/.test(policy.value(DocumentIsolationPolicy) ?? '')) return []
    return policy.permissions.flatMap(({ header, path, features }) => {
      const member = features.get('cross-origin-isolated')
      if (header.endsWith(REPORT_ONLY) || member === undefined) return []
      const allowed = member.kind === 'list' ? member.items : [member]
      if (allowed.some(({ kind, value }) => kind === 'token' && (value === 'self' || value === '*'))) return []
      return [
        {
          header,
          path: `${path}.cross-origin-isolated`,
          message: `cross-origin-isolated=(${allowed.map(({ value }) => value).join(' ')}) takes from the page the isolation that the other headers give it.`,
          fix: 'Drop it.',
        },
      ]
    })
  },
}

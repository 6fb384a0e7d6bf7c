import { REPORT_ONLY } from '../../headers/header.js'
import { isolationOf } from '../isolation.js'
import type { Rule } from '../rule.js'

export const permissionsBlockIsolation: Rule = {
  rule: 'permissions-block-isolation',
  severity: 'medium',
  reference: 'https://html.spec.whatwg.org/multipage/webappapis.html#concept-settings-object-cross-origin-isolated-capability',
  check: (view) => {
    const { byOpener, byEmbedder, byDocument } = isolationOf(view)
    // Isolation by the document stays.
    if (!byOpener || !byEmbedder || byDocument) return []
    return view.permissions.flatMap(({ header, path, features }) => {
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

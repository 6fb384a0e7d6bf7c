import { PermissionsPolicy } from '../../headers/permissions-policy.js'
import type { Rule } from '../rule.js'

export const permissionsBlockIsolation: Rule = {
  rule: 'permissions-block-isolation',
  severity: 'medium',
  reference: 'https://html.spec.whatwg.org/multipage/webappapis.html#concept-settings-object-cross-origin-isolated-capability',
  check: (policy) => {
    const coop = policy.value('Cross-Origin-Opener-Policy') ?? ''
    const coep = policy.value('Cross-Origin-Embedder-Policy') ?? ''
    const alone = policy.value('Document-Isolation-Policy') ?? 'none'
    const isolated = (/^same-origin(?:;|$)/.test(coop) && /^(?:require-corp|credentialless)/.test(coep)) || !/^none/.test(alone)
    if (!isolated) return []
    return policy.permissions.flatMap(({ builder, path }) => {
      const [{ name = '', value = '' } = {}] = builder.fields()
      const [, allowed] = /(?:^|, )cross-origin-isolated=\(([^)]*)\)/.exec(value) ?? []
      if (name !== PermissionsPolicy.definition.header || allowed === undefined || /(?:^| )(?:self|\*)(?: |$)/.test(allowed))
        return []
      return [
        {
          header: name,
          path: `${path}.cross-origin-isolated`,
          message: `cross-origin-isolated=(${allowed}) takes from the page the isolation that the other headers give it.`,
          fix: 'Drop it.',
        },
      ]
    })
  },
}

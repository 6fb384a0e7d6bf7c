import type { Rule } from '../rule.js'

export const permissionsBlockIsolation: Rule = {
  rule: 'permissions-block-isolation',
  severity: 'medium',
  reference: 'https://html.spec.whatwg.org/multipage/webappapis.html#concept-settings-object-cross-origin-isolated-capability',
  check: (policy) => {
    const isolated =
      policy.value('Cross-Origin-Opener-Policy')?.startsWith('same-origin') && policy.value('Cross-Origin-Embedder-Policy')
    if (!isolated || !policy.value('Permissions-Policy')?.includes('cross-origin-isolated=()')) return []
    return [
      {
        header: 'Permissions-Policy',
        path: 'permissions.cross-origin-isolated',
        message: 'cross-origin-isolated=() switches off the isolation that Cross-Origin-Opener-Policy and -Embedder-Policy give.',
        fix: 'Drop it.',
      },
    ]
  },
}

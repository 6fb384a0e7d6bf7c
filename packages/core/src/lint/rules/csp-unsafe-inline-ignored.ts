import { UNSAFE_INLINE } from '../../headers/source-expression.js'
import type { CspView } from '../csp-view.js'
import { allowsInlineScripts, allowsInlineStyles } from '../inline-code.js'
import type { Picked } from '../picked.js'
import type { Rule } from '../rule.js'
import { SCRIPTS } from '../script-directives.js'

export const cspUnsafeInlineIgnored: Rule = {
  rule: 'csp-unsafe-inline-ignored',
  severity: 'info',
  reference: 'https://w3c.github.io/webappsec-csp/#match-element-to-source-list',
  check: ({ csp }) =>
    csp.flatMap(ignored).map(({ header, path, directive }) => ({
      header,
      path,
      message: `'unsafe-inline' beside a nonce, a hash or 'strict-dynamic' in ${directive} is ignored.`,
      fix: 'Drop it: every browser of the last ten years knows nonces.',
    })),
}

/** What is ignored for styles is ignored for scripts too, and default-src may be there for both. */
function ignored(policy: CspView): readonly Picked[] {
  return policy.all.flatMap((place) => {
    const allows = SCRIPTS.includes(place.directive) ? allowsInlineScripts : allowsInlineStyles
    return policy.pick([place], (source, sources) => source === UNSAFE_INLINE && !allows(sources))
  })
}

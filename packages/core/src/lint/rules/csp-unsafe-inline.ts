import { UNSAFE_INLINE } from '../../headers/source-expression.js'
import { allowsInlineScripts, INSTEAD_OF_ATTRIBUTES } from '../inline-code.js'
import { lessIfOverruled, type Picked, whereOverruled } from '../picked.js'
import type { Rule } from '../rule.js'
import { INLINE } from '../script-directives.js'
import type { View } from '../view.js'

export const cspUnsafeInline: Rule<'high', 'medium'> = {
  rule: 'csp-unsafe-inline',
  severity: 'high',
  or: { medium: 'where only browsers before 2022 go by it' },
  reference: 'https://w3c.github.io/webappsec-csp/#unsafe-inline',
  check: (view) =>
    view
      .weakForScripts(INLINE, (source, sources) => source === UNSAFE_INLINE && allowsInlineScripts(sources))
      .map((picked) => {
        const governsElements = picked.isOverruled || !isForHandlers(view, picked)
        return {
          header: picked.header,
          path: picked.path,
          message: `'unsafe-inline' in ${picked.directive} lets every injected ${governsElements ? 'script' : 'event handler'} run${whereOverruled(picked)}.`,
          fix: INSTEAD_OF_ATTRIBUTES[governsElements ? '' : 'script-src-attr'] ?? 'Use NONCE, or a hash from sha256().',
          ...lessIfOverruled(picked),
        }
      }),
}

/** Whether the policy has another directive for elements. */
function isForHandlers({ csp }: View, { path, directive }: Picked): boolean {
  const policy = csp.find((one) => path.startsWith(`${one.pathOf(directive)}[`))
  return policy?.governing('script-src-elem')?.directive !== directive
}

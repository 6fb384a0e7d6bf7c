import { UNSAFE_INLINE } from '../../headers/source-expression.js'
import { allowsInlineScripts, INSTEAD_OF_ATTRIBUTES } from '../inline-code.js'
import { lessIfOverruled, whereOverruled } from '../picked.js'
import type { Rule } from '../rule.js'
import { INLINE } from '../script-directives.js'

export const cspUnsafeInline: Rule<'high', 'medium'> = {
  rule: 'csp-unsafe-inline',
  severity: 'high',
  or: { medium: 'where only browsers before 2022 go by it' },
  reference: 'https://w3c.github.io/webappsec-csp/#unsafe-inline',
  check: (view) =>
    view
      .weakForScripts(INLINE, (source, sources) => source === UNSAFE_INLINE && allowsInlineScripts(sources))
      .map((picked) => ({
        header: picked.header,
        path: picked.path,
        message: `'unsafe-inline' in ${picked.directive} lets every injected ${picked.directive === 'script-src-attr' ? 'event handler' : 'script'} run${whereOverruled(picked)}.`,
        fix: INSTEAD_OF_ATTRIBUTES[picked.directive] ?? 'Use NONCE, or a hash from sha256().',
        ...lessIfOverruled(picked),
      })),
}

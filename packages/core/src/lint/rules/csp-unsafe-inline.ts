import { UNSAFE_INLINE } from '../../headers/source-expression.js'
import { allowsInlineScripts, MOVE_HANDLERS } from '../inline-code.js'
import { lessIfOverruled, type Predicate, whereOverruled } from '../picked.js'
import type { Rule } from '../rule.js'
import { INLINE } from '../script-directives.js'

export const cspUnsafeInline: Rule<'high', 'medium'> = {
  rule: 'csp-unsafe-inline',
  severity: 'high',
  or: { medium: 'where only browsers before 2022 go by it' },
  reference: 'https://w3c.github.io/webappsec-csp/#unsafe-inline',
  check: (view) => {
    const isWeak: Predicate = (source, sources) => source === UNSAFE_INLINE && allowsInlineScripts(sources)
    const forElements = view.weak(['script-src-elem'], isWeak)
    return view.weakForScripts(INLINE, isWeak).map((picked) => {
      const { header, path, directive, isOverruled } = picked
      const isForHandlers = !isOverruled && !forElements.some((one) => one.path === path)
      return {
        header,
        path,
        message: `'unsafe-inline' in ${directive} lets every injected ${isForHandlers ? 'event handler' : 'script'} run${whereOverruled(picked)}.`,
        fix: isForHandlers ? MOVE_HANDLERS : 'Use NONCE, or a hash from sha256().',
        ...lessIfOverruled(picked),
      }
    })
  },
}

import { STRICT_DYNAMIC, UNSAFE_INLINE } from '../headers/source-expression.js'
import { isNonceOrHash } from './source-kinds.js'

/** Whether a list allows inline scripts, whoever writes them. */
export function allowsInlineScripts(sources: readonly string[]): boolean {
  return allowsInlineStyles(sources) && !sources.includes(STRICT_DYNAMIC)
}

/** Whether a list allows inline styles, whoever writes them: `'strict-dynamic'` is for scripts only. */
export function allowsInlineStyles(sources: readonly string[]): boolean {
  return sources.includes(UNSAFE_INLINE) && !sources.some(isNonceOrHash)
}

export const MOVE_HANDLERS = 'Move event handlers into a script.'

/** What to do about handlers and styles that stand in attributes, which have no nonce. */
export const INSTEAD_OF_ATTRIBUTES: Readonly<Record<string, string>> = {
  'script-src-attr': MOVE_HANDLERS,
  'style-src-attr': 'Move style attributes into a style sheet.',
}

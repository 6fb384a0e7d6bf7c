import { fallbacksOf, type Policy } from './csp-directives.js'
import { kindOf } from './csp-values.js'
import { NONE, UNSAFE_HASHES, UNSAFE_INLINE } from './source-expression.js'

/** The policy that also allows what `added` allows, and restricts nothing that `written` does not. */
export function merge(written: Policy, added: Policy): Policy {
  const merged = new Map(written)
  const allow = (directive: string, sources: readonly string[]) => {
    // Only a child-src that the policy had before the merge was in force for others.
    const fallbacks = fallbacksOf(directive).filter((one) => one !== 'child-src' || written.has(one))
    const inForce = [directive, ...fallbacks].map((one) => merged.get(one)).find((one) => one !== undefined)
    if (inForce === undefined || sources.length === 0) return
    merged.set(directive, kindOf(directive).isSingle ? sources : unite(inForce, sources))
  }
  // What others fall back to comes first, whatever the order of the data.
  const inOrder = [...added].sort(([a], [b]) => fallbacksOf(a).length - fallbacksOf(b).length)
  for (const [name, sources] of inOrder) {
    const [elements, attributes] = [`${name}-elem`, `${name}-attr`]
    const forAttributes = sources.filter((source) => isForAttributes(source, sources))
    if (written.has(attributes)) allow(attributes, forAttributes)
    if (written.has(elements)) {
      allow(
        elements,
        sources.filter((source) => !isForEval(source)),
      )
      const forRest = written.has(attributes) ? [] : forAttributes
      allow(
        name,
        sources.filter((source) => isForEval(source) || forRest.includes(source)),
      )
    } else allow(name, sources)
  }
  // A new child-src would take workers away from script-src: a worker-src keeps what they had.
  const scripts = merged.get('script-src')
  if (added.has('child-src') && !written.has('child-src') && scripts !== undefined && !merged.has('worker-src'))
    merged.set('worker-src', unite(scripts, added.get('child-src') ?? []))
  return merged
}

/** Both lists, each token once; `'none'` stays only where it is alone. */
export function unite(values: readonly string[], added: readonly string[]): readonly string[] {
  const both = [...new Set([...values, ...added])]
  return both.some((value) => value !== NONE) ? both.filter((value) => value !== NONE) : both
}

/** `'unsafe-eval'` and its like: they mean nothing for elements. */
function isForEval(source: string): boolean {
  return /eval'$/.test(source)
}

/** What means something for event handlers or style attributes. */
function isForAttributes(source: string, among: readonly string[]): boolean {
  if (source === UNSAFE_INLINE || source === UNSAFE_HASHES) return true
  return /^'sha/i.test(source) && among.includes(UNSAFE_HASHES)
}

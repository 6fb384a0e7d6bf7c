import { STRICT_DYNAMIC } from '../headers/source-expression.js'
import { bypassOf, filesOfAnybody } from './bypassable-hosts.js'
import { onePerPlace, type Picked, type Predicate } from './picked.js'
import { isOpen } from './source-kinds.js'
import type { View } from './view.js'

/** What to write instead, where a nonce means nothing. */
export const INSTEAD: Readonly<Record<string, string>> = {
  'object-src': 'Use NONE, or name the hosts.',
  'base-uri': 'Use NONE, or SELF.',
}

/**
 * Sources of some kind, where an attacker may then run code or take over the page. For scripts `'strict-dynamic'` makes places
 * count no more, and a known host is as open as a wildcard.
 */
export function openPlaces(view: View, isOfKind: (source: string) => boolean): readonly Picked[] {
  const counts: Predicate = (_, among) => !among.includes(STRICT_DYNAMIC)
  const found = [
    ...view.weakForScripts(
      ['script-src-elem'],
      (source, among) => isOfKind(source) && counts(source, among),
      (source, among) => (isOpen(source) || bypassOf(source) !== undefined) && counts(source, among),
    ),
    ...view.weak(['object-src'], (source) => isOfKind(source) && isOpen(source), isOpen),
    ...view.weak(['base-uri'], (source) => isOfKind(source) && isOpenBase(source), isOpenBase),
  ]
  return onePerPlace(found)
}

/** Whether an attacker can put a script there, which a relative `src` then finds, nonce and all. */
function isOpenBase(source: string): boolean {
  return isOpen(source) || filesOfAnybody(source) !== undefined
}

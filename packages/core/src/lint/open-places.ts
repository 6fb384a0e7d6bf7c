import { STRICT_DYNAMIC } from '../headers/source-expression.js'
import { bypassOf, filesOfAnybody } from './bypassable-hosts.js'
import { harmOfBase } from './injected-base.js'
import { onePerPlace, type Picked, type Predicate, whereOverruled } from './picked.js'
import type { When } from './rule.js'
import { isOpen } from './source-kinds.js'
import type { View } from './view.js'

/** When an {@link OpenPlace} is less than `high`. */
export const LESS_OPEN: Readonly<Record<'medium', When>> = {
  medium: 'in base-uri without a nonce, and where only browsers before 2022 go by it',
}

/** A source through which an attacker may run code or take over the page. */
export interface OpenPlace extends Picked {
  /** What it is open for where its directive does not say that, for the middle of a message. */
  readonly forWhat: string
  /** What an attacker gains by it, or when, for the end of a message. */
  readonly harm: string
  /** What to write instead, where that is not up to the rule. */
  readonly instead: string | undefined
  readonly severity: 'high' | 'medium'
}

/**
 * Sources of some kind, where an attacker may then run code or take over the page. For scripts, places no longer count beside
 * `'strict-dynamic'`, and a known host is as open as a wildcard.
 */
export function openPlaces(view: View, isOfKind: (source: string) => boolean): readonly OpenPlace[] {
  const counts: Predicate = (_, among) => !among.includes(STRICT_DYNAMIC)
  const scripts = view.weakForScripts(
    ['script-src-elem'],
    (source, among) => isOfKind(source) && counts(source, among),
    (source, among) => (isOpen(source) || bypassOf(source) !== undefined) && counts(source, among),
  )
  const objects = view.weak(['object-src'], (source) => isOfKind(source) && isOpen(source), isOpen)
  // What every browser goes by comes before what only old ones go by.
  const loaded = onePerPlace([...scripts.filter(({ isOverruled }) => isOverruled !== true), ...objects, ...scripts])
  return [
    ...loaded.map(
      (picked): OpenPlace => ({
        ...picked,
        severity: picked.isOverruled === true ? 'medium' : 'high',
        ...fallback(
          picked,
          scripts.includes(picked),
          objects.some(({ path }) => path === picked.path),
        ),
        harm: whereOverruled(picked),
      }),
    ),
    ...openBases(view, isOfKind),
  ]
}

/** What a place in default-src is open for, and the directive that is missing. */
function fallback({ directive }: Picked, forScripts: boolean, forObjects: boolean): Pick<OpenPlace, 'forWhat' | 'instead'> {
  if (directive === 'object-src') return { forWhat: '', instead: 'Use NONE, or name the hosts.' }
  if (directive !== 'default-src') return { forWhat: '', instead: undefined }
  if (!forScripts) return { forWhat: ' for <object> and <embed>', instead: "Add 'object-src': [NONE]." }
  return forObjects
    ? { forWhat: ' for scripts, <object> and <embed>', instead: "Add 'script-src': [SELF, NONCE] and 'object-src': [NONE]." }
    : { forWhat: ' for scripts', instead: "Add 'script-src': [SELF, NONCE]." }
}

function openBases(view: View, isOfKind: (source: string) => boolean): readonly OpenPlace[] {
  const base = harmOfBase(view)
  if (base === undefined) return []
  const { severity, harm } = base
  return view
    .weak(['base-uri'], (source) => isOfKind(source) && isOpenBase(source), isOpenBase)
    .map((picked) => ({ ...picked, forWhat: '', harm: `: ${harm}`, instead: 'Use NONE, or SELF.', severity }))
}

/** Whether an attacker can put a script there, which a relative `src` then finds, nonce and all. */
function isOpenBase(source: string): boolean {
  return isOpen(source) || filesOfAnybody(source) !== undefined
}

import { SELF, STRICT_DYNAMIC } from '../headers/source-expression.js'
import { bypassOf, isHost } from './bypassable-hosts.js'
import { onePerPlace, type Picked, type Predicate, type View } from './view.js'

/** What to write instead, where a nonce means nothing. */
export const INSTEAD: Readonly<Record<string, string>> = {
  'object-src': 'Use NONE, or name the hosts.',
  'base-uri': 'Use NONE, or SELF.',
}

/** What to do about handlers and styles that stand in attributes, which have no nonce. */
export const INSTEAD_OF_ATTRIBUTES: Readonly<Record<string, string>> = {
  'script-src-attr': 'Move event handlers into a script.',
  'style-src-attr': 'Move style attributes into a style sheet.',
}

/** Whether a source is every host; under a path as well, because whoever has a host has all paths of it. */
export function isWildcard(source: string): boolean {
  return /^(?:(?:https?|wss?):\/\/)?\*(?::[\d*]+)?(?:\/.*)?$/i.test(source)
}

/** Whether a source is a scheme, and with it everything that can be reached by that. */
export function isScheme(source: string): boolean {
  return /^[a-z][a-z0-9+.-]*:$/i.test(source)
}

/** Whether a source is a scheme by which an attacker's files can be reached. */
export function isPlainScheme(source: string): boolean {
  return /^(?:https?|data):$/i.test(source)
}

/** Whether a source lets in what an attacker serves, whoever that is. */
export function isOpen(source: string): boolean {
  return isWildcard(source) || isPlainScheme(source)
}

/** Whether a source trusts what comes from somewhere, and not a script by itself. */
export function isPlace(source: string): boolean {
  return source === SELF || isHost(source) || isWildcard(source) || isScheme(source)
}

/**
 * Sources of some kind, where an attacker may then run code or take over the page. For scripts `'strict-dynamic'` makes places count no more, and a known
 * host is as open as a wildcard.
 */
export function openPlaces(view: View, isOfKind: (source: string) => boolean): readonly Picked[] {
  const counts: Predicate = (_, among) => !among.includes(STRICT_DYNAMIC)
  const found = [
    ...view.weakForScripts(
      ['script-src-elem'],
      (source, among) => isOfKind(source) && counts(source, among),
      (source, among) => (isOpen(source) || bypassOf(source) !== undefined) && counts(source, among),
    ),
    ...view.weak(['object-src', 'base-uri'], (source) => isOfKind(source) && isOpen(source), isOpen),
  ]
  return onePerPlace(found)
}

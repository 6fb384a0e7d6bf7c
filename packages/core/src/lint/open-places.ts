import { bypassOf } from './bypassable-hosts.js'

/** Whether a source is every host. */
export function isWildcard(source: string): boolean {
  return /^(?:(?:https?|wss?):\/\/)?\*(?::[\d*]+)?\/?$/i.test(source)
}

/** Whether a source is everything that can be reached by a scheme. */
export function isPlainScheme(source: string): boolean {
  return /^(?:https?|data|blob|filesystem):$/i.test(source)
}

/** Whether an attacker has something to load where the source allows it; with `'strict-dynamic'` no place counts. */
export function isOpen(source: string, among: readonly string[]): boolean {
  return !among.includes("'strict-dynamic'") && (isWildcard(source) || isPlainScheme(source) || bypassOf(source) !== undefined)
}

import { didYouMean } from '../suggest.js'

/** What to do about a name that nobody knows: write the one that differs from it in that many letters at most, or none. */
export function instead(typed: string, known: Iterable<string>, letters?: number): string {
  return didYouMean(typed, known, letters)?.replace(/^Did you mean (.+)\?$/, 'Write $1.') ?? 'Drop it.'
}

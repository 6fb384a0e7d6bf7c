import { didYouMean } from '../suggest.js'

/** What to do about a name that nobody knows: write the one that it is most like, or none. */
export function instead(typed: string, known: Iterable<string>): string {
  return didYouMean(typed, known)?.replace(/^Did you mean (.+)\?$/, 'Write $1.') ?? 'Drop it.'
}

import { didYouMean } from '../suggest.js'

/** What to do about a name that nobody knows: write the one that differs from it in that many letters at most, or none. */
export function instead(typed: string, known: Iterable<string>, letters?: number): string {
  return asAdvice(didYouMean(typed, known, letters)) ?? 'Drop it.'
}

/** What an error asks, as a thing to do; nothing where it asks nothing. */
export function asAdvice(question: string | undefined): string | undefined {
  const [, meant] = /^Did you mean (.+)\?$/.exec(question ?? '') ?? []
  return meant === undefined ? undefined : `Write ${meant}.`
}

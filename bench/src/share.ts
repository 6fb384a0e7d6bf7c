import { isUnclear, type Line } from './line.js'
import { estimate, type Processes } from './statistics.js'

/** The middle of a variant's samples. */
export type Middle = (samples: Processes) => number

/** What something costs as a share of what something else costs; `claim` is how flat that is said to be. */
export function share(
  { where, what, goal, claim }: Pick<Line, 'where' | 'what' | 'goal'> & { readonly claim?: number },
  ours: (middle: Middle) => number,
  theirs: (middle: Middle) => number,
): Line {
  const figure = estimate((middle) => ours(middle) / theirs(middle))
  // A share of what may be nothing says nothing.
  const unclear = isUnclear(figure, claim) || estimate(theirs).low <= 0
  if (goal === undefined) return { where, what, figure, unclear }
  return { where, what, goal, figure, unclear, beyond: estimate((middle) => ours(middle) - goal * theirs(middle)) }
}

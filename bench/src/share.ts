import { isUnclear, type Line } from './line.js'
import { estimate, type Processes } from './statistics.js'

/** The middle of a variant's samples. */
export type Middle = (samples: Processes) => number

/** What something costs as a share of what something else costs. */
export function share(
  { where, what, goal }: Pick<Line, 'where' | 'what' | 'goal'>,
  ours: (middle: Middle) => number,
  theirs: (middle: Middle) => number,
): Line {
  const figure = estimate((middle) => ours(middle) / theirs(middle))
  // A share of what may be nothing says nothing.
  const unclear = isUnclear(figure) || estimate(theirs).low <= 0
  if (goal === undefined) return { where, what, figure, unclear }
  return { where, what, goal, figure, unclear, beyond: estimate((middle) => ours(middle) - goal * theirs(middle)) }
}

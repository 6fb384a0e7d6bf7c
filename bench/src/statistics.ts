import { median, quantile } from 'simple-statistics'

/** A figure with the interval that holds it 95 times of 100. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

const RESAMPLES = 1000

/** The median of what a function makes of the rounds, with a bootstrap interval over the rounds. */
export function estimate(rounds: number, of: (picked: readonly number[]) => number): Estimate {
  const all = Array.from({ length: rounds }, (_, index) => index)
  // A fixed seed: the same measurements give the same interval.
  const random = mulberry32(42)
  const values = Array.from({ length: RESAMPLES }, () => of(all.map(() => Math.floor(random() * rounds))))
  return { value: of(all), low: quantile(values, 0.025), high: quantile(values, 0.975) }
}

/** The median of the picked rounds. */
export function medianOf(samples: readonly number[], picked: readonly number[]): number {
  return median(picked.map((index) => samples[index] as number))
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

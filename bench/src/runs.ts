import { isMet, type Line } from './line.js'

/** The lines of several runs as one table: for each line, the run in the middle and the number of runs that met the goal. */
export function together(runs: readonly (readonly Line[])[]): readonly Line[] {
  const [first = []] = runs
  if (runs.length < 2) return first
  return first.map(({ where, what }) => {
    const all = runs.flatMap((lines) => lines.filter((line) => line.where === where && line.what === what))
    const middle = all.toSorted((a, b) => a.figure.value - b.figure.value)[Math.floor(all.length / 2)] as Line
    return middle.goal === undefined ? middle : { ...middle, runs: { met: all.filter(isMet).length, of: all.length } }
  })
}

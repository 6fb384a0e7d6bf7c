import type { Estimate } from './statistics.js'

/** One line of a table: a figure, and what it must not exceed. */
export interface Line {
  /** The framework, or whatever else the line is about. */
  readonly where: string
  readonly what: string
  readonly figure: Estimate
  /** A ratio has none. */
  readonly unit?: string
  readonly goal?: number
  /**
   * By how much the goal is exceeded, in the unit of what was measured: it has a sign where the ratio has none, because nothing
   * measurable is shared.
   */
  readonly beyond?: Estimate
  /** Set when the interval is too wide to say anything. */
  readonly unclear?: boolean
  /** Of several runs, how many met the goal. */
  readonly runs?: { readonly met: number; readonly of: number }
  /** The commit that was measured, where that is not the one of the whole part. */
  readonly commit?: string
}

/** Whether the interval of a ratio is wider than what it claims: its difference from 1, or that there is no more than `claim`. */
export function isUnclear({ value, low, high }: Estimate, claim = 0): boolean {
  return !(high - low <= Math.max(Math.abs(1 - value), claim))
}

export function isMet(line: Line): boolean {
  return verdict(line).startsWith('met')
}

/** The verdict of all runs together: a goal is met where each run meets it. */
function ofRuns(line: Line): string {
  const { runs } = line
  if (runs === undefined) return verdict(line)
  const { met, of } = runs
  if (met > 0 && met < of) return `met in ${met} of ${of} runs`
  return `${verdict(line)}, ${met} of ${of} runs`
}

/** Whether the goal is reached: surely, by the estimate alone, by that alone not, or surely not. */
function verdict({ figure, goal, beyond, unclear }: Line): string {
  if (goal === undefined) return ''
  const { value, low, high } = beyond ?? shifted(figure, -goal)
  if (high <= 0) return 'met'
  if (unclear && low <= 0) return 'unclear'
  if (value <= 0) return 'met, within the interval'
  return low <= 0 ? 'not met, within the interval' : 'NOT met'
}

function shifted({ value, low, high }: Estimate, by: number): Estimate {
  return { value: value + by, low: low + by, high: high + by }
}

/** A figure that was counted: it has no interval. */
export function counted(value: number): Estimate {
  return { value, low: value, high: value }
}

/** The table for people. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map((line) => {
    const { low, high, value } = line.figure
    const show = (figure: number) => (line.unit === 'B' ? String(Math.round(figure)) : figure.toFixed(2))
    return [
      line.where,
      line.what,
      line.unclear ? 'unclear' : [show(value), line.unit].filter(Boolean).join(' '),
      low === high ? '' : `${show(low)} – ${show(high)}`,
      line.goal === undefined ? '' : `≤ ${line.goal}`,
      ofRuns(line),
    ]
  })
  return markdown(['', '', 'figure', '95 %', 'goal', ''], rows)
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(3, cell.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const write = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] as number)).join(' | ')} |`
  return [write(head), write(widths.map((width) => '-'.repeat(width))), ...rows.map(write)].join('\n')
}

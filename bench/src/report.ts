import { cpus } from 'node:os'
import { type Line, verdict } from './goals.js'
import type { Samples } from './measure.js'
import { medianOf } from './statistics.js'
import { type Framework, VARIANTS, type Variant } from './variants.js'

export interface Result {
  readonly machine: string
  readonly node: string
  readonly date: string
  readonly rounds: number
  /** Median CPU time of a request in µs, to compare within the run only. */
  readonly microseconds: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly lines: readonly Line[]
}

export function result(measured: ReadonlyMap<Framework, Samples>, lines: readonly Line[], rounds: number): Result {
  const all = Array.from({ length: rounds }, (_, index) => index)
  const medians = (samples: Samples) =>
    Object.fromEntries([...samples].map(([variant, values]) => [variant, round(medianOf(values, all))]))
  return {
    machine: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
    rounds,
    microseconds: Object.fromEntries([...measured].map(([framework, samples]) => [framework, medians(samples)])),
    lines,
  }
}

/** The table for people. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map((line) => {
    const { low, high, value } = line.ratio
    const figure = line.unclear ? 'unclear' : value.toFixed(2)
    return [
      line.framework,
      line.what,
      figure,
      `${low.toFixed(2)} – ${high.toFixed(2)}`,
      line.goal === undefined ? '' : `≤ ${line.goal}`,
      verdict(line),
    ]
  })
  return markdown(['', 'cost added over a no-op middleware', 'ratio', '95 %', 'goal', ''], rows)
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, column) => Math.max(3, cell.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const write = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] as number)).join(' | ')} |`
  return [write(head), write(widths.map((width) => '-'.repeat(width))), ...rows.map(write)].join('\n')
}

/** The page of the documentation. */
export function document({ machine, node, date, rounds, lines }: Result): string {
  return `# Performance

What a policy adds to a request, in CPU time over a no-op middleware, as a share of what the usual middleware of the framework adds for the same
twelve headers in the same run. \`npm run bench\` makes the table again; \`--quick\` takes under a minute.

![CPU time that twelve headers add to a request](performance.svg)

Measured ${date} on ${machine}, Node ${node}: real requests and responses of Node over a socket that takes everything, each app in a process of its
own, ${rounds} rounds in turns, medians, and the interval that holds 95 of 100 bootstrap samples. A ratio whose interval is wider than the
difference it claims is called unclear: Express takes ten times as long for a request as the others, and drowns what is added. "Whole request"
compares whole requests in process, where nothing but the bytes themselves is left: over a network they matter less.

Peers: helmet 8.3 (node, express), koa-helmet 9, @fastify/helmet 13, hono's secureHeaders, nosecone 1.5.

${table(lines)}
`
}

const BARS: readonly [Variant, string][] = [
  ['peer', '#a0aec0'],
  ['hand', '#cbd5e0'],
  ['ours', '#2b6cb0'],
]

/** A chart for the documentation: what each adds, the peer being 100. */
export function chart(measured: ReadonlyMap<Framework, Samples>): string {
  const rows = [...measured].flatMap(([framework, samples], group) => {
    const base = samples.get('noop') ?? samples.get('bare') ?? []
    const all = base.map((_, index) => index)
    const cost = (variant: Variant) => estimateCost(samples.get(variant), base, all)
    return BARS.flatMap(([variant, colour], bar) => {
      const share = (100 * (cost(variant) ?? 0)) / (cost('peer') ?? 1)
      const y = 40 + group * 76 + bar * 20
      const label = bar === 1 ? `<text x="8" y="${y + 13}" font-weight="bold">${framework}</text>` : ''
      return `${label}<rect x="90" y="${y}" width="${Math.max(1, share * 4).toFixed(1)}" height="16" fill="${colour}"/><text x="${(98 + share * 4).toFixed(1)}" y="${y + 13}">${share.toFixed(0)} ${VARIANTS[variant]}</text>`
    })
  })
  const height = 40 + measured.size * 76
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 ${height}" font-family="system-ui" font-size="13"><title>CPU time that twelve headers add to a request, the peer being 100</title><rect width="860" height="${height}" fill="#fff"/><text x="8" y="22" font-size="15">CPU time that twelve headers add to a request (over a no-op middleware), the peer = 100</text>${rows.join('')}</svg>\n`
}

function estimateCost(
  values: readonly number[] | undefined,
  base: readonly number[],
  all: readonly number[],
): number | undefined {
  return values === undefined ? undefined : medianOf(values, all) - medianOf(base, all)
}

function round(value: number): number {
  return Number(value.toFixed(2))
}

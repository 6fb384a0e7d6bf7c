import { execFile, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Line } from './line.js'
import type { Part, Plan } from './part.js'
import { estimate, medianOf } from './statistics.js'
import { FRAMEWORKS, type Framework, type Variant } from './variants.js'

const VARIANTS = ['noop', 'ours', 'peer', 'noopPage', 'nonce', 'peerNonce'] as const satisfies readonly Variant[]

/** One thread and no chance: what differs between two runs is what the runs do. */
const REPEATABLE = ['--single-threaded', '--predictable']

/** When the optimiser and the garbage collector come by depends on where things lie; each seed puts them elsewhere. */
const seeded = (seed: number): string[] => [...REPEATABLE, `--hash-seed=${seed}`, `--random-seed=${seed}`]

/** Counts what no busy machine can change. */
export const instructions: Part = {
  title: 'Instructions',
  about: `Machine instructions of a request, counted by valgrind's cachegrind with node \`${seeded(1).join(' ')}\`: the difference between a long and a
short run, so that start-up and warm-up cancel, as a share of what the peer adds over a no-op middleware. A busy machine changes nothing, but the
optimiser's and the garbage collector's own instructions are among them: the interval is over several seeds.`,
  missing: () => (spawnSync('valgrind', ['--version']).status === 0 ? undefined : 'valgrind is not installed'),
  run: async (plan) => {
    const lines: Line[] = []
    for (const framework of FRAMEWORKS.filter((name) => name !== 'fetch' && plan.frameworks.includes(name))) {
      console.error(`counting the instructions of ${framework}, which takes minutes …`)
      lines.push(...compare(framework, await countAll(framework, plan)))
    }
    return { lines }
  },
}

/** Instructions of a request, by seed. */
type Counts = ReadonlyMap<Variant, readonly number[]>

async function countAll(framework: Framework, { counted: requests, seeds }: Plan): Promise<Counts> {
  const short = requests / 2
  const long = short + requests
  const variants = VARIANTS.map((variant): Variant => (framework === 'node' && variant === 'noop' ? 'bare' : variant))
  const seedsOf = Array.from({ length: seeds }, (_, index) => index + 1)
  const runs = variants.flatMap((variant) =>
    seedsOf.flatMap((seed) => [short, long].map((length) => ({ variant, seed, length }))),
  )
  const totals = new Map<string, number>()
  const take = async () => {
    for (let run = runs.shift(); run !== undefined; run = runs.shift()) {
      totals.set(Object.values(run).join(), await count(framework, run.variant, run.seed, run.length))
    }
  }
  // A count does not care for company.
  await Promise.all(Array.from({ length: availableParallelism() }, take))
  const total = (variant: Variant, seed: number, length: number) => totals.get([variant, seed, length].join()) as number
  const ofRequest = (variant: Variant, seed: number) =>
    (total(variant, seed, long) - total(variant, seed, short)) / (long - short)
  return new Map(variants.map((variant) => [variant, seedsOf.map((seed) => ofRequest(variant, seed))]))
}

const probe = fileURLToPath(new URL('instructions-probe.js', import.meta.url))

async function count(framework: Framework, variant: Variant, seed: number, requests: number): Promise<number> {
  const { stderr } = await promisify(execFile)('valgrind', [
    '--tool=cachegrind',
    '--cache-sim=no',
    '--cachegrind-out-file=/dev/null',
    process.execPath,
    ...seeded(seed),
    probe,
    framework,
    variant,
    String(requests),
  ])
  const total = /I\s+refs:\s+([\d,]+)/.exec(stderr)?.[1]
  if (total === undefined) throw new Error(`valgrind counted nothing:\n${stderr}`)
  return Number(total.replaceAll(',', ''))
}

function compare(framework: Framework, counts: Counts): Line[] {
  const noop = counts.has('noop') ? 'noop' : 'bare'
  const seeds = counts.get(noop)?.length ?? 0
  const median = (variant: Variant, picked: readonly number[]) => medianOf(counts.get(variant) ?? [], picked)
  const share = (what: string, variant: Variant, peer: Variant, base: Variant, goal?: number): Line => {
    const figure = estimate(seeds, (picked) => {
      return (median(variant, picked) - median(base, picked)) / (median(peer, picked) - median(base, picked))
    })
    const unclear = !(figure.high - figure.low <= Math.abs(1 - figure.value))
    return { where: framework, what, figure, unclear, ...(goal !== undefined && { goal }) }
  }
  const thousands = (what: string, variant: Variant): Line => {
    return { where: framework, what, figure: estimate(seeds, (picked) => median(variant, picked) / 1000), unit: 'k' }
  }
  return [
    share('ours / peer', 'ours', 'peer', noop, 0.15),
    share('ours with a nonce / peer with a nonce', 'nonce', 'peerNonce', 'noopPage', 0.15),
    thousands('whole request, no-op', noop),
    thousands('whole request, ours', 'ours'),
    thousands('whole request, peer', 'peer'),
  ]
}

import { execFile, spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { counted, type Line } from './line.js'
import type { Part, Plan } from './part.js'
import { FRAMEWORKS, type Framework, type Variant } from './variants.js'

const VARIANTS = ['noop', 'ours', 'peer', 'noopPage', 'nonce', 'peerNonce'] as const satisfies readonly Variant[]

/** One thread and no chance: what differs between two runs is what the runs do. */
const REPEATABLE = ['--single-threaded', '--predictable', '--hash-seed=1', '--random-seed=1']

/** Counts what no busy machine can change. */
export const instructions: Part = {
  title: 'Instructions',
  about: `Machine instructions of a request, counted by valgrind's cachegrind with node \`${REPEATABLE.join(' ')}\`: the difference between a long and a short
run, so that start-up and warm-up cancel, as a share of what the peer adds over a no-op middleware. The optimiser's and the garbage collector's own
instructions are among them, so that a difference of a few hundred instructions is within what two runs differ by. This is the figure to rely on for Express.`,
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

type Counts = ReadonlyMap<Variant, number>

async function countAll(framework: Framework, { counted: requests }: Plan): Promise<Counts> {
  // Express takes ten times the instructions for a request, and so a tenth of the requests to stand out.
  const short = requests / 2
  const long = short + (framework === 'express' ? requests / 2 : requests)
  const variants = VARIANTS.map((variant): Variant => (framework === 'node' && variant === 'noop' ? 'bare' : variant))
  const runs = variants.flatMap((variant) => [short, long].map((length) => ({ variant, length })))
  const totals = new Map<string, number>()
  const take = async () => {
    for (let run = runs.shift(); run !== undefined; run = runs.shift()) {
      totals.set(`${run.variant} ${run.length}`, await count(framework, run.variant, run.length))
    }
  }
  // A count does not care for company.
  await Promise.all(Array.from({ length: availableParallelism() }, take))
  const total = (variant: Variant, length: number) => totals.get(`${variant} ${length}`) as number
  return new Map(variants.map((variant) => [variant, (total(variant, long) - total(variant, short)) / (long - short)]))
}

const probe = fileURLToPath(new URL('instructions-probe.js', import.meta.url))

async function count(framework: Framework, variant: Variant, requests: number): Promise<number> {
  const { stderr } = await promisify(execFile)('valgrind', [
    '--tool=cachegrind',
    '--cache-sim=no',
    '--cachegrind-out-file=/dev/null',
    process.execPath,
    ...REPEATABLE,
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
  const of = (variant: Variant) => counts.get(variant) as number
  const share = (what: string, variant: Variant, peer: Variant, base: Variant, goal?: number): Line => ({
    where: framework,
    what,
    figure: counted((of(variant) - of(base)) / (of(peer) - of(base))),
    ...(goal !== undefined && { goal }),
  })
  const thousands = (what: string, variant: Variant): Line => ({
    where: framework,
    what,
    figure: counted(of(variant) / 1000),
    unit: 'k',
  })
  return [
    share('ours / peer', 'ours', 'peer', noop, 0.15),
    share('ours with a nonce / peer with a nonce', 'nonce', 'peerNonce', 'noopPage', 0.15),
    thousands('whole request, no-op', noop),
    thousands('whole request, ours', 'ours'),
    thousands('whole request, peer', 'peer'),
  ]
}

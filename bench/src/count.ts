import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ensure } from '@secure/programs'
import { Child } from './child.js'
import { compare } from './goals.js'
import type { Line } from './line.js'
import type { Samples } from './measure.js'
import type { Part, Plan } from './part.js'
import { sideBySide } from './schedule.js'
import { FRAMEWORKS, type Framework, VARIANTS, type Variant, variantsOf } from './variants.js'
import type { Run } from './worker.js'

/** Each has a process of its own, in which hash tables fall differently and the optimiser decides differently. */
const SEEDS = [1, 2, 3]

/**
 * One thread and nothing random: what differs between two runs is what the runs do. The heap is so large that it is hardly ever
 * collected during a count, because chunks with a collection and without one cannot be compared.
 */
export const repeatable = (seed: number | string) => [
  '--single-threaded',
  '--predictable',
  '--initial-heap-size=2048',
  '--min-semi-space-size=256',
  '--max-semi-space-size=256',
  `--hash-seed=${seed}`,
  `--random-seed=${seed}`,
]

/** Counts what a busy machine cannot change. */
export const count: Part = {
  title: 'Count of instructions',
  prepare: () => ensure({ name: 'The count of instructions', programs: ['valgrind', 'vgdb'], packages: ['valgrind'] }),
  run: async (plan) => {
    const lines: Line[] = []
    for (const framework of FRAMEWORKS) {
      if (!plan.frameworks.includes(framework)) continue
      console.error(`counting the instructions of ${framework} …`)
      lines.push(...compare(framework, await countAll(framework, plan)))
    }
    return { over: 'three processes of each and three chunks of requests', lines }
  },
}

async function countAll(framework: Framework, plan: Plan): Promise<Samples> {
  const variants = variantsOf(framework, false).filter((variant) => !VARIANTS[variant].uncounted)
  const samples = new Map<Variant, (readonly number[])[]>(variants.map((variant) => [variant, []]))
  // Other processes do not disturb a count.
  const counts = SEEDS.flatMap((seed) => variants.map((variant) => ({ variant, seed })))
  await sideBySide(counts, async ({ variant, seed }) => {
    samples.get(variant)?.push(await countInstructions(framework, variant, plan, seed))
  })
  return samples
}

const CHUNKS = 3
const MOST_CHUNKS = 40

/** Instructions of a request, counted over consecutive chunks of requests that differ by less than two thousandths. */
export async function countInstructions(
  framework: Framework,
  variant: Variant,
  { counted, warmUp }: Pick<Plan, 'counted' | 'warmUp'>,
  seed = 1,
): Promise<readonly number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'secure-instructions-'))
  const file = join(folder, 'count')
  const pipes = `--vgdb-prefix=${folder}/pipe`
  const child = await Child.start('worker.js', [framework, variant], {
    execPath: 'valgrind',
    execArgv: [
      '--quiet',
      '--tool=callgrind',
      '--instr-atstart=no',
      `--callgrind-out-file=${file}`,
      pipes,
      process.execPath,
      ...repeatable(seed),
    ],
  })
  const answer = (requests: number) => child.ask({ requests } satisfies Run)
  const tell = (...command: string[]) => promisify(execFile)('vgdb', [pipes, `--pid=${child.process.pid}`, ...command])
  const chunks: number[] = []
  const countChunk = async () => {
    const requests = Math.max(warmUp / 25, Math.round(counted / (chunks.at(-1) ?? counted / 200)))
    await tell('zero')
    await answer(requests)
    await tell('dump')
    chunks.push(totalOf(`${file}.${chunks.length + 1}`) / requests)
  }
  const last = () => chunks.slice(-CHUNKS)
  const hasSettled = () => chunks.length >= CHUNKS && Math.max(...last()) < 1.002 * Math.min(...last())
  try {
    // Without counting it is five times as fast.
    await answer(warmUp / 2)
    await tell('instrumentation', 'on')
    while (!hasSettled() && chunks.length < MOST_CHUNKS) await countChunk()
    if (!hasSettled()) console.error(`${framework}/${variant} has not settled; its interval will tell.`)
    return last()
  } finally {
    child.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function totalOf(file: string): number {
  const total = /^totals: (\d+)$/m.exec(readFileSync(file, 'utf8'))?.[1]
  if (total === undefined) throw new Error(`valgrind counted nothing in ${file}`)
  return Number(total)
}

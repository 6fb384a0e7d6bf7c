import { median } from 'simple-statistics'
import type { Child } from './child.js'
import type { Plan } from './part.js'
import { type Start, startHere } from './runtime.js'
import { sideBySide, takeTurns } from './schedule.js'
import type { Processes } from './statistics.js'
import { type Framework, type Variant, variantsOf } from './variants.js'
import type { Ran, Run } from './worker.js'

/** CPU time of one request in µs, by variant. */
export type Samples = ReadonlyMap<Variant, Processes>

/** Measures all variants of a framework in turns: round after round, each process of each variant once, in an order that shifts. */
export async function measure(framework: Framework, plan: Plan, start: Start = startHere): Promise<Samples> {
  const { rounds, copies, quick } = plan
  const workers: Worker[] = []
  for (let copy = 0; copy < copies; copy++) {
    for (const variant of variantsOf(framework, quick))
      workers.push(new Worker(variant, await start(framework, variant), framework))
  }
  // Only what counts needs a machine of its own.
  await sideBySide(workers, (worker) => worker.warm(plan))
  await takeTurns(workers, rounds, async (worker) => {
    worker.samples.push(await worker.run())
  })
  for (const worker of workers) worker.stop()
  const variants = new Set(workers.map(({ variant }) => variant))
  return new Map(
    [...variants].map((one) => [one, workers.filter(({ variant }) => variant === one).map(({ samples }) => samples)]),
  )
}

/** The middle of each variant's samples, in µs. */
export function mediansOf(samples: Samples): Readonly<Record<string, number>> {
  return Object.fromEntries([...samples].map(([variant, values]) => [variant, Number(median(values.flat()).toFixed(2))]))
}

class Worker {
  readonly samples: number[] = []
  #requests = 200

  constructor(
    readonly variant: Variant,
    readonly child: Child,
    readonly framework: Framework,
  ) {}

  /** Runs until the time of a request has settled, and finds out how many make a slice. */
  async warm({ slice, warmUp }: Plan): Promise<void> {
    let before = Number.POSITIVE_INFINITY
    let sent = 0
    for (let tries = 0; tries < 60; tries++) {
      const now = await this.run()
      sent += this.#requests
      this.#requests = Math.max(50, Math.round(slice / now))
      // Settled: two runs in a row that differ by less than 5 %, after enough requests for the optimiser to have seen everything.
      if (sent >= warmUp && Math.abs(now - before) < 0.05 * before) return
      before = now
    }
    console.error(`${this.framework}/${this.variant} has not settled; its interval will tell.`)
  }

  async run(): Promise<number> {
    const requests = this.#requests
    const { cpu } = (await this.child.ask({ requests } satisfies Run)) as Ran
    return cpu / requests
  }

  stop(): void {
    this.child.stop()
  }
}

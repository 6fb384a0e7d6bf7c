import type { Child } from './child.js'
import type { Plan } from './part.js'
import { type Start, startHere } from './runtime.js'
import { sideBySide, takeTurns } from './schedule.js'
import type { Processes } from './statistics.js'
import { type Framework, type Variant, variantsOf } from './variants.js'
import { warmUp } from './warm-up.js'
import type { Ran, Run } from './worker.js'

/** CPU time of one request in µs, by variant. */
export type Samples = ReadonlyMap<Variant, Processes>

/**
 * Measures all variants of a framework in turns: round after round, each process of each variant once, in an order that shifts.
 */
export async function measure(framework: Framework, plan: Plan, start: Start = startHere): Promise<Samples> {
  const { rounds, copies, quick } = plan
  const workers: Worker[] = []
  for (let copy = 0; copy < copies; copy++) {
    for (const variant of variantsOf(framework, quick))
      workers.push(new Worker(variant, await start(framework, variant), framework))
  }
  // Only the runs that count need the machine to themselves.
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

class Worker {
  readonly samples: number[] = []
  #requests = 200

  constructor(
    readonly variant: Variant,
    readonly child: Child,
    readonly framework: Framework,
  ) {}

  /** Runs until it has settled, and finds out how many requests make a slice. */
  async warm({ slice, warmUp: enough }: Plan): Promise<void> {
    await warmUp(`${this.framework}/${this.variant}`, enough, async () => {
      const requests = this.#requests
      const time = await this.run()
      this.#requests = Math.max(50, Math.round(slice / time))
      return { time, requests }
    })
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

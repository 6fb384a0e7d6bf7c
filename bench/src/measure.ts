import { median } from 'simple-statistics'
import type { Child } from './child.js'
import type { Plan } from './part.js'
import { type Start, startHere } from './runtime.js'
import { type Framework, type Variant, variantsOf } from './variants.js'
import type { Ran, Run } from './worker.js'

/** CPU time of one request in µs, a sample a round, by variant. */
export type Samples = ReadonlyMap<Variant, readonly number[]>

/** Measures all variants of a framework in turns: round after round, each variant once, in an order that shifts. */
export async function measure(framework: Framework, plan: Plan, start: Start = startHere): Promise<Samples> {
  const { rounds, quick } = plan
  const variants = variantsOf(framework, quick)
  const workers = new Map<Variant, Worker>()
  for (const variant of variants) workers.set(variant, new Worker(await start(framework, variant), `${framework}/${variant}`))
  for (const worker of workers.values()) await worker.warm(plan)
  const samples = new Map<Variant, number[]>(variants.map((variant) => [variant, []]))
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < variants.length; turn++) {
      const variant = variants[(turn + round) % variants.length] as Variant
      samples.get(variant)?.push(await (workers.get(variant) as Worker).sample())
    }
  }
  for (const worker of workers.values()) worker.stop()
  return samples
}

/** The middle of each variant's rounds, in µs. */
export function mediansOf(samples: Samples): Readonly<Record<string, number>> {
  return Object.fromEntries([...samples].map(([variant, values]) => [variant, Number(median([...values]).toFixed(2))]))
}

class Worker {
  #requests = 200
  constructor(
    readonly child: Child,
    readonly name: string,
  ) {}

  /** Runs until the time of a request has settled, and finds out how many make a slice. */
  async warm({ slice, warmUp }: Plan): Promise<void> {
    let before = Number.POSITIVE_INFINITY
    let sent = 0
    for (let tries = 0; tries < 60; tries++) {
      const now = await this.sample()
      sent += this.#requests
      this.#requests = Math.max(50, Math.round(slice / now))
      // Settled: two runs in a row that differ by less than 5 %, after enough requests for the optimiser to have seen everything.
      if (sent >= warmUp && Math.abs(now - before) < 0.05 * before) return
      before = now
    }
    console.error(`${this.name} has not settled; its interval will tell.`)
  }

  async sample(): Promise<number> {
    const requests = this.#requests
    const { cpu } = (await this.child.ask({ requests } satisfies Run)) as Ran
    return cpu / requests
  }

  stop(): void {
    this.child.stop()
  }
}

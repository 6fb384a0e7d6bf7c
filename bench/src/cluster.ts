import { Child } from './child.js'
import { isUnclear, type Line } from './line.js'
import type { Load } from './load.js'
import type { Part, Plan } from './part.js'
import { takeTurns } from './schedule.js'
import type { Middle } from './share.js'
import { type Estimate, estimate, type Processes } from './statistics.js'
import type { Variant } from './variants.js'
import { warmUp } from './warm-up.js'

const VARIANTS = ['noop', 'ours'] as const satisfies readonly Variant[]
const PROCESSES = [1, 2] as const

/** Headers are stateless, so n processes must be n times one. */
export const cluster: Part = {
  title: 'Cluster',
  run: async (plan) => {
    console.error('measuring node:cluster …')
    const load = await Child.start('load.js', [])
    const lines = await compare(load, plan)
    load.stop()
    return { copies: plan.copies, lines }
  },
}

interface Measured {
  readonly variant: (typeof VARIANTS)[number]
  readonly processes: number
  readonly server: Child
  /** µs of CPU time per request, over all processes. */
  readonly cpu: number[]
}

async function compare(load: Child, plan: Plan): Promise<Line[]> {
  const servers: Measured[] = []
  for (let copy = 0; copy < plan.copies; copy++) {
    for (const variant of VARIANTS) {
      for (const processes of PROCESSES) {
        const server = await Child.start('cluster-server.js', ['fastify', variant, String(processes)])
        servers.push({ variant, processes, server, cpu: [] })
      }
    }
  }
  const run = async (server: Child, requests: number) => {
    const before = (await server.ask('cpu')) as number
    await load.ask({ port: server.first as number, path: '/0', requests } satisfies Load)
    return (((await server.ask('cpu')) as number) - before) / requests
  }
  for (const { variant, processes, server } of servers) {
    const requests = Math.max(100, plan.warmUp / 8)
    await warmUp(`${variant} in ${processes} processes`, plan.warmUp / 2, async () => ({
      time: await run(server, requests),
      requests,
    }))
  }
  await takeTurns(servers, plan.rounds, async ({ server, cpu }) => {
    cpu.push(await run(server, 2 * plan.socketRequests))
  })
  for (const { server } of servers) server.stop()
  const samplesOf = (of: Measured['variant'], n: number): Processes => {
    return servers.filter(({ variant, processes }) => variant === of && processes === n).map(({ cpu }) => cpu)
  }
  const [noop, ours] = VARIANTS.map((variant) => PROCESSES.map((n) => samplesOf(variant, n))) as [Processes[], Processes[]]
  const line = (what: string, figure: Estimate): Line => ({ where: 'fastify', what, figure, unclear: isUnclear(figure) })
  const growth = (middle: Middle, [one, two]: Processes[]) => middle(two as Processes) / middle(one as Processes)
  const twice = 'CPU of a request in 2 processes / in 1'
  return [
    line(
      `${twice}, no-op`,
      estimate((middle) => growth(middle, noop)),
    ),
    line(
      `${twice}, ours`,
      estimate((middle) => growth(middle, ours)),
    ),
    {
      ...line(
        `${twice}, ours / no-op`,
        estimate((middle) => growth(middle, ours) / growth(middle, noop)),
      ),
      goal: 1.1,
    },
  ]
}

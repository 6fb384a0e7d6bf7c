import { Child } from './child.js'
import type { Line } from './line.js'
import type { Load } from './load.js'
import type { Part, Plan } from './part.js'
import { estimate, medianOf } from './statistics.js'
import type { Variant } from './variants.js'

const VARIANTS = ['noop', 'ours'] as const satisfies readonly Variant[]
const PROCESSES = [1, 2] as const

/** Headers are stateless, so that n processes must be n times one. */
export const scale: Part = {
  title: 'Scale',
  about: `The fastify app in one and in two processes of node:cluster, on the two cores that the load generator needs too: the CPU time of a request,
all processes together. What a second process costs the no-op is the machine's, not the policy's, so the goal is for what is left of ours beside it.`,
  run: async (plan) => {
    console.error('measuring node:cluster …')
    const load = await Child.start('load.js', [])
    const lines = await compare(load, plan)
    load.stop()
    return { lines }
  },
}

interface Measured {
  readonly variant: (typeof VARIANTS)[number]
  readonly processes: number
  readonly server: Child
  /** µs of all processes a request. */
  readonly cpu: number[]
}

async function compare(load: Child, plan: Plan): Promise<Line[]> {
  const servers: Measured[] = []
  for (const variant of VARIANTS) {
    for (const processes of PROCESSES) {
      const server = await Child.start('cluster-server.js', ['fastify', variant, String(processes)])
      servers.push({ variant, processes, server, cpu: [] })
    }
  }
  const run = async (server: Child, requests: number) => {
    const before = (await server.ask('cpu')) as number
    await load.ask({ port: server.first as number, path: '/0', requests } satisfies Load)
    return (((await server.ask('cpu')) as number) - before) / requests
  }
  for (const { server } of servers) await run(server, plan.warmUp / 2)
  for (let round = 0; round < plan.rounds; round++) {
    for (let turn = 0; turn < servers.length; turn++) {
      const { server, cpu } = servers[(turn + round) % servers.length] as Measured
      cpu.push(await run(server, 2 * plan.socketRequests))
    }
  }
  for (const { server } of servers) server.stop()
  const growth = (of: Measured['variant'], picked: readonly number[]) => {
    const [one, two] = PROCESSES.map(
      (n) => servers.find(({ variant, processes }) => variant === of && processes === n)?.cpu ?? [],
    )
    return medianOf(two as number[], picked) / medianOf(one as number[], picked)
  }
  const line = (what: string, of: (picked: readonly number[]) => number): Line => {
    return { where: 'fastify', what, figure: estimate(plan.rounds, of) }
  }
  const twice = 'CPU of a request in 2 processes / in 1'
  return [
    line(`${twice}, no-op`, (picked) => growth('noop', picked)),
    line(`${twice}, ours`, (picked) => growth('ours', picked)),
    { ...line(`${twice}, ours / no-op`, (picked) => growth('ours', picked) / growth('noop', picked)), goal: 1.1 },
  ]
}

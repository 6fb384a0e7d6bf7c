import { Child } from './child.js'
import type { Line } from './line.js'
import type { Load } from './load.js'
import type { Part, Plan } from './part.js'
import { estimate, medianOf } from './statistics.js'
import type { Variant } from './variants.js'

/** Headers are stateless, so that n processes must be n times one. */
export const scale: Part = {
  title: 'Scale',
  about: `The fastify app in one and in two processes of node:cluster, on the two cores that the load generator needs too: the CPU time of a request,
all processes together. What a second process costs the no-op is the machine's, not the policy's.`,
  run: async (plan) => {
    console.error('measuring node:cluster …')
    const load = await Child.start('load.js', [])
    const lines = [await compare('noop', load, plan), await compare('ours', load, plan, 1.1)]
    load.stop()
    return { lines }
  },
}

async function compare(variant: Variant, load: Child, plan: Plan, goal?: number): Promise<Line> {
  const start = (processes: number) => Child.start('cluster-server.js', ['fastify', variant, String(processes)])
  const both = [await start(1), await start(2)] as const
  const cpu: [number[], number[]] = [[], []]
  const run = async (server: Child, requests: number) => {
    const before = (await server.ask('cpu')) as number
    await load.ask({ port: server.first as number, path: '/0', requests } satisfies Load)
    return (((await server.ask('cpu')) as number) - before) / requests
  }
  for (const server of both) await run(server, plan.warmUp / 2)
  for (let round = 0; round < plan.rounds; round++) {
    for (const index of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      cpu[index].push(await run(both[index], 2 * plan.socketRequests))
    }
  }
  for (const server of both) server.stop()
  const figure = estimate(plan.rounds, (picked) => medianOf(cpu[1], picked) / medianOf(cpu[0], picked))
  const what = `CPU of a request in 2 processes / in 1, ${variant}`
  return { where: 'fastify', what, figure, ...(goal !== undefined && { goal }) }
}

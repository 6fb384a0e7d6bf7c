import { Child } from './child.js'
import { pin } from './cores.js'
import type { Line } from './line.js'
import type { Load } from './load.js'
import type { Part, Plan } from './part.js'
import { estimate, medianOf } from './statistics.js'
import type { Framework, Variant } from './variants.js'

const VARIANTS = ['bare', 'noop', 'ours', 'peer', 'noopPage', 'nonce', 'peerNonce'] as const satisfies readonly Variant[]
const FRAMEWORKS = ['node', 'express', 'koa', 'fastify', 'hono'] as const satisfies readonly Framework[]

/** design.md §5: over real sockets the bytes themselves cost. */
const SHARE = 0.35

/** A real server and autocannon, each on a core of its own. */
export const sockets: Part = {
  title: 'Over sockets',
  about: `A real server and autocannon with ten connections, each kept on a core of its own, short rounds in turns: the CPU time that the server process
itself reports for a request, over a no-op middleware, and the requests per second that are left of a server without any of it.`,
  run: async (plan) => {
    const load = await Child.start('load.js', [])
    pin(load.process, 1)
    const lines: Line[] = []
    for (const framework of FRAMEWORKS) {
      if (!plan.frameworks.includes(framework)) continue
      console.error(`measuring ${framework} over sockets …`)
      lines.push(...(await measureFramework(framework, load, plan)))
    }
    load.stop()
    return { lines }
  },
}

interface Samples {
  /** µs of the server process a request. */
  readonly cpu: number[]
  readonly perSecond: number[]
}

async function measureFramework(framework: Framework, load: Child, plan: Plan): Promise<Line[]> {
  const servers = new Map<Variant, Child>()
  for (const variant of VARIANTS) {
    if (framework === 'node' && variant === 'noop') continue
    const server = await Child.start('socket-server.js', [framework, variant])
    pin(server.process, 0)
    servers.set(variant, server)
  }
  const path = framework === 'fastify' ? '/0' : '/'
  const run = async (server: Child, requests: number) => {
    const before = (await server.ask('cpu')) as number
    const seconds = (await load.ask({ port: server.first as number, path, requests } satisfies Load)) as number
    return { cpu: (((await server.ask('cpu')) as number) - before) / requests, perSecond: requests / seconds }
  }
  for (const server of servers.values()) await run(server, Math.max(100, plan.warmUp / 4))
  const samples = new Map<Variant, Samples>([...servers.keys()].map((variant) => [variant, { cpu: [], perSecond: [] }]))
  const order = [...servers]
  for (let round = 0; round < plan.rounds; round++) {
    for (let turn = 0; turn < order.length; turn++) {
      const [variant, server] = order[(turn + round) % order.length] as [Variant, Child]
      const { cpu, perSecond } = await run(server, plan.socketRequests)
      samples.get(variant)?.cpu.push(cpu)
      samples.get(variant)?.perSecond.push(perSecond)
    }
  }
  for (const server of servers.values()) server.stop()
  return compare(framework, samples, plan.rounds)
}

function compare(framework: Framework, samples: ReadonlyMap<Variant, Samples>, rounds: number): Line[] {
  const of = (variant: Variant): Samples => samples.get(variant) ?? (samples.get('bare') as Samples)
  const added = (what: string, ours: Variant, peer: Variant, noop: Variant): Line => {
    const cost = (variant: Variant, picked: readonly number[]) =>
      medianOf(of(variant).cpu, picked) - medianOf(of(noop).cpu, picked)
    const figure = estimate(rounds, (picked) => cost(ours, picked) / cost(peer, picked))
    const unclear = !(figure.high - figure.low <= Math.abs(1 - figure.value))
    return { where: framework, what: `CPU added, ${what}`, figure, goal: SHARE, unclear }
  }
  const kept = (what: string, variant: Variant, base: Variant): Line => {
    const figure = estimate(rounds, (picked) => medianOf(of(variant).perSecond, picked) / medianOf(of(base).perSecond, picked))
    return { where: framework, what: `requests per second kept, ${what}`, figure }
  }
  return [
    added('ours / peer', 'ours', 'peer', 'noop'),
    added('ours with a nonce / peer with a nonce', 'nonce', 'peerNonce', 'noopPage'),
    kept('ours', 'ours', 'bare'),
    kept('peer', 'peer', 'bare'),
    kept('ours with a nonce', 'nonce', 'noopPage'),
    kept('peer with a nonce', 'peerNonce', 'noopPage'),
  ]
}

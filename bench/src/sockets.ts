import { Child } from './child.js'
import { pin } from './cores.js'
import { isUnclear, type Line } from './line.js'
import type { Load } from './load.js'
import type { Part, Plan } from './part.js'
import { takeTurns } from './schedule.js'
import { type Middle, share } from './share.js'
import { estimate, type Processes } from './statistics.js'
import type { Framework, Variant } from './variants.js'
import { warmUp } from './warm-up.js'

const VARIANTS = ['bare', 'noop', 'ours', 'peer', 'noopPage', 'nonce', 'peerNonce'] as const satisfies readonly Variant[]
const FRAMEWORKS = ['node', 'express', 'koa', 'fastify', 'hono'] as const satisfies readonly Framework[]

/** The part of the peer's cost that we allow ourselves: over real sockets the bytes themselves cost. */
const SHARE = 0.35

/** A real server and autocannon, each on a core of its own. */
export const sockets: Part = {
  title: 'Over sockets',
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
    return { copies: plan.copies, lines }
  },
}

/** One process that serves a variant. */
interface Server {
  readonly variant: Variant
  readonly child: Child
  /** µs of the process per request. */
  readonly cpu: number[]
  readonly perSecond: number[]
}

async function measureFramework(framework: Framework, load: Child, plan: Plan): Promise<Line[]> {
  const servers: Server[] = []
  for (let copy = 0; copy < plan.copies; copy++) {
    for (const variant of VARIANTS) {
      if (framework === 'node' && variant === 'noop') continue
      const child = await Child.start('socket-server.js', [framework, variant])
      pin(child.process, 0)
      servers.push({ variant, child, cpu: [], perSecond: [] })
    }
  }
  const path = framework === 'fastify' ? '/0' : '/'
  const run = async ({ child }: Server, requests: number) => {
    const before = (await child.ask('cpu')) as number
    const seconds = (await load.ask({ port: child.first as number, path, requests } satisfies Load)) as number
    return { cpu: (((await child.ask('cpu')) as number) - before) / requests, perSecond: requests / seconds }
  }
  for (const server of servers) {
    const requests = Math.max(100, plan.warmUp / 16)
    await warmUp(`${framework}/${server.variant} over sockets`, plan.warmUp / 4, async () => {
      return { time: (await run(server, requests)).cpu, requests }
    })
  }
  await takeTurns(servers, plan.rounds, async (server) => {
    const { cpu, perSecond } = await run(server, plan.socketRequests)
    server.cpu.push(cpu)
    server.perSecond.push(perSecond)
  })
  for (const { child } of servers) child.stop()
  return compare(framework, servers)
}

function compare(framework: Framework, servers: readonly Server[]): Line[] {
  const byVariant = (what: 'cpu' | 'perSecond'): Readonly<Record<string, Processes>> => {
    return Object.fromEntries(
      VARIANTS.map((variant) => [variant, servers.filter((server) => server.variant === variant).map((server) => server[what])]),
    )
  }
  const [cpu, perSecond] = [byVariant('cpu'), byVariant('perSecond')]
  // Plain node has no middleware that could do nothing.
  const of = (samples: Readonly<Record<string, Processes>>, variant: Variant) =>
    (samples[variant]?.length ? samples[variant] : samples.bare) as Processes
  const added = (what: string, ours: Variant, peer: Variant, noop: Variant): Line => {
    const cost = (variant: Variant) => (middle: Middle) => middle(of(cpu, variant)) - middle(of(cpu, noop))
    return share({ where: framework, what: `CPU added, ${what}`, goal: SHARE }, cost(ours), cost(peer))
  }
  const kept = (what: string, variant: Variant, base: Variant): Line => {
    const figure = estimate((middle) => middle(of(perSecond, variant)) / middle(of(perSecond, base)))
    return { where: framework, what: `requests per second kept, ${what}`, figure, unclear: isUnclear(figure) }
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

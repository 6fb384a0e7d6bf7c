// What happens once per process, measured in a fresh one: `import`, `compile`, `overrides` or `load`. The heap needs --expose-gc.
// Imports nothing but node: a module of ours here would load the core before it is measured.
import 'node:http'
import 'node:http2'

/** µs of CPU time for what takes time, bytes of heap for what is kept. */
export interface Probed {
  readonly cpu: number
  readonly heap: number
}

/** What a response asks of a compiled policy, and nobody else. */
interface WithBlock {
  block(form: number, nonce: string, plainHttp: boolean): string
}

const [probe, size] = process.argv.slice(2)
const kept: unknown[] = []
const probes: Readonly<Record<string, () => unknown>> = {
  import: () => Promise.all([import('@secure/core'), import('@secure/core/node')]),
  compile: await compiling(),
  overrides: await overriding(Number(size)),
  load: await loading(Number(size)),
}

// The first measurement of anything also loads what measuring needs, and the first import of a file what importing needs.
await measure(() => import('./bare-module.js'))
process.send?.(await measure(probes[probe as string] as () => unknown))
process.disconnect?.()

async function measure(run: () => unknown): Promise<Probed> {
  const before = heapUsed()
  const started = process.cpuUsage()
  const made = await run()
  const { user, system } = process.cpuUsage(started)
  kept.push(made)
  return { cpu: user + system, heap: heapUsed() - before }
}

function heapUsed(): number {
  globalThis.gc?.()
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

async function compiling(): Promise<() => unknown> {
  if (probe !== 'compile') return () => {}
  const { compile } = await import('@secure/core')
  const { STRICT } = await import('./apps/strict.js')
  const times = Number(size)
  if (times === 1) return () => compile(STRICT)
  const again = () => {
    for (let index = 0; index < times; index++) compile(STRICT)
  }
  again()
  return again
}

/** All of them are declared, and a response meets each. */
async function overriding(count: number): Promise<() => unknown> {
  if (probe !== 'overrides') return () => {}
  const { compile, compileOverride } = await import('@secure/core')
  const { overrideOptions, PEER_POLICY } = await import('./apps/policies.js')
  const outer = compile(PEER_POLICY).alone
  const make = (index: number) => {
    const layer = compileOverride(overrideOptions(index))
    const policy = layer.over(outer) as unknown as WithBlock
    policy.block(0, '', false)
    return layer
  }
  for (let index = 0; index < 200; index++) make(count + index)
  return () => Array.from({ length: count }, (_, index) => make(index))
}

/** Requests for pages, each with a nonce, after as many requests that do not count. */
async function loading(requests: number): Promise<() => unknown> {
  if (probe !== 'load') return () => {}
  const { createApp } = await import('./apps/index.js')
  const { sendRequests } = await import('./exchange.js')
  const app = await createApp('fastify', 'strict')
  await sendRequests(app, requests)
  return () => sendRequests(app, requests)
}

// A variant of hono's app inside workerd; answers as worker.ts does. Linux says how much CPU time workerd's threads have used.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { installed, MINIFLARE } from '@secure/programs'
import { buildSync } from 'esbuild'
import type { Framework, Variant } from './variants.js'
import { verify } from './verify.js'
import type { Ran, Run } from './worker.js'

interface Miniflare {
  readonly ready: Promise<URL>
  dispatchFetch(url: string): Promise<Response>
}

const [framework, variant] = process.argv.slice(2) as [Framework, Variant]
const { Miniflare } = createRequire(`${await installed('miniflare', MINIFLARE)}/`)('miniflare')
const miniflare: Miniflare = new Miniflare({
  modules: [{ type: 'ESModule', path: 'worker.js', contents: bundle() }],
  compatibilityDate: '2026-04-01',
  cf: false,
  bindings: { VARIANT: variant },
})
await miniflare.ready
const workerd = find('workerd')
verify(framework, variant, await ask(0))
process.send?.('ready')

process.on('message', async ({ requests }: Run) => {
  const before = cpuOf(workerd)
  await ask(requests)
  process.send?.({ cpu: cpuOf(workerd) - before } satisfies Ran)
})

process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'))

async function ask(requests: number): Promise<string> {
  return await (await miniflare.dispatchFetch(`http://localhost/?requests=${requests}`)).text()
}

/** The app as one file, as wrangler makes it. */
function bundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL('workerd-app.js', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'import'],
  })
  return outputFiles[0]?.text as string
}

/** The process of this name that was started here. */
function find(name: string): number {
  const started = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').map(Number)
  return started.find((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === name) as number
}

/** CPU time of a process in µs. */
function cpuOf(pid: number): number {
  const nanoseconds = readdirSync(`/proc/${pid}/task`).map((thread) => {
    return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0])
  })
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1000
}

// One app in a process of its own, so that none warms or spoils another's code; the parent says when it runs. Bun and Deno run it
// too.
import process from 'node:process'
import type { App } from './apps/index.js'
import { exchange, sendRequests } from './exchange.js'
import { createSink } from './sink.js'
import type { Framework, Variant } from './variants.js'
import { headOf, verify } from './verify.js'

export interface Run {
  readonly requests: number
}

export interface Ran {
  /** CPU time of the process for all requests, in µs. */
  readonly cpu: number
}

const [framework, variant] = process.argv.slice(2) as [Framework, Variant]
// The core reads this when it is imported.
if (variant === 'fallback') process.env.SECURE_HOOK = 'writeHead'
const { createApp } = await import('./apps/index.js')
const app = await createApp(framework, variant)
verify(framework, variant, await firstHead(app))
process.send?.('ready')

process.on('message', async ({ requests }: Run) => {
  const before = process.cpuUsage()
  await sendRequests(app, requests)
  const { user, system } = process.cpuUsage(before)
  process.send?.({ cpu: user + system } satisfies Ran)
})

async function firstHead(app: App): Promise<string> {
  const { listener, fetch, paths } = app
  if (listener === undefined) return headOf((await fetch?.(new Request('http://localhost/')))?.headers ?? new Headers())
  let head = ''
  await new Promise<void>((resolve) =>
    exchange(
      app,
      paths[0] as string,
      resolve,
      createSink((chunk) => (head += chunk)),
    ),
  )
  return head
}

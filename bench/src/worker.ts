// One app in a process of its own, so that none warms or spoils another's code; the parent says when it runs.
import type { App } from './apps.js'
import { createSink, exchange, sendRequests } from './exchange.js'
import type { Framework, Variant } from './variants.js'

export interface Run {
  readonly requests: number
}

export interface Ran {
  /** CPU time of the process for all requests, in µs. */
  readonly cpu: number
}

const [framework, variant] = process.argv.slice(2) as [Framework, Variant]
// Core looks at it when it is imported.
if (variant === 'fallback') process.env.SECURE_HOOK = 'writeHead'
const { createApp } = await import('./apps.js')
const app = await createApp(framework, variant)
await verify(app)
process.send?.('ready')

process.on('message', async ({ requests }: Run) => {
  const before = process.cpuUsage()
  await sendRequests(app, requests)
  const { user, system } = process.cpuUsage(before)
  process.send?.({ cpu: user + system } satisfies Ran)
})

/** Fails loudly when an app does not send what its variant says. */
async function verify({ listener, fetch, paths }: App): Promise<void> {
  let head = ''
  if (listener !== undefined) {
    await new Promise<void>((resolve) =>
      exchange(
        listener,
        paths[0] as string,
        resolve,
        createSink((chunk) => (head += chunk)),
      ),
    )
  } else
    head = [...((await fetch?.(new Request('http://localhost/')))?.headers ?? [])].map((pair) => pair.join(': ')).join('\r\n')
  const has = (text: string) => head.toLowerCase().includes(text.toLowerCase())
  const expected =
    variant.startsWith('noop') || variant === 'bare'
      ? !has('X-Frame-Options')
      : has('X-Frame-Options') && has('X-Content-Type-Options: nosniff')
  const nonced = ['nonce', 'peerNonce', 'strict'].includes(variant) === has("'nonce-")
  if (!expected || !nonced) throw new Error(`${framework}/${variant} does not send what it should:\n${head}`)
}

// Tells how many bytes of heap a request takes. Needs --expose-gc and a young generation that holds all of them. With `map`, each
// request makes one map more.
import type { RequestListener } from 'node:http'
import { createApp } from './apps/index.js'
import { sendRequests } from './exchange.js'
import type { Framework, Variant } from './variants.js'

// Until V8 has compiled all that it will.
const WARM_UP = 16_000
const SETTLING = 1_000
const REQUESTS = 1_000

const [framework, variant, extra] = process.argv.slice(2) as [Framework, Variant, string | undefined]
const made = await createApp(framework, variant)
const kept: unknown[] = []
const withMap: RequestListener = (request, response) => {
  kept[0] = new Map([['response', () => response]])
  made.listener?.(request, response)
}
const app = extra === 'map' ? { ...made, listener: withMap } : made
await sendRequests(app, WARM_UP)
// Not a full collection: with it V8 throws away optimised code, and what that code saves would be counted until it is back.
;(globalThis.gc as ((options: { type: 'minor' }) => void) | undefined)?.({ type: 'minor' })
await sendRequests(app, SETTLING)
const before = process.memoryUsage().heapUsed
await sendRequests(app, REQUESTS)
process.send?.((process.memoryUsage().heapUsed - before) / REQUESTS)
process.disconnect?.()

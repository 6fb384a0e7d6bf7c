// Tells how many bytes of heap a request takes. Needs --expose-gc and a young generation that holds all of them.
import { createApp } from './apps/index.js'
import { sendRequests } from './exchange.js'
import type { Framework, Variant } from './variants.js'

const WARM_UP = 4_000
const REQUESTS = 1_000

const [framework, variant] = process.argv.slice(2) as [Framework, Variant]
const app = await createApp(framework, variant)
await sendRequests(app, WARM_UP)
globalThis.gc?.()
const before = process.memoryUsage().heapUsed
await sendRequests(app, REQUESTS)
process.send?.((process.memoryUsage().heapUsed - before) / REQUESTS)
process.disconnect?.()

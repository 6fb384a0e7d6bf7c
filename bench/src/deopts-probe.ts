// Answers requests while V8 logs what it deoptimises; tells when the warm-up ended, on V8's own clock.
import { createApp } from './apps/index.js'
import { sendRequests } from './exchange.js'
import type { Framework, Variant } from './variants.js'

const [framework, variant, warmUp, requests] = process.argv.slice(2) as [Framework, Variant, string, string]
const app = await createApp(framework, variant)
await sendRequests(app, Number(warmUp))
const warmAt = performance.now()
await sendRequests(app, Number(requests))
process.send?.(warmAt)
process.disconnect?.()

// Answers a number of requests and ends, under valgrind.
import { createApp } from './apps.js'
import { sendRequests } from './exchange.js'
import type { Framework, Variant } from './variants.js'

const [framework, variant, requests] = process.argv.slice(2) as [Framework, Variant, string]
await sendRequests(await createApp(framework, variant), Number(requests))
process.exit(0)

// Tells how many full collections a hundred thousand requests cause: what outlives its request becomes old, and only a full
// collection takes it away.
import { constants, PerformanceObserver } from 'node:perf_hooks'
import { createApp } from './apps/index.js'
import { sendRequests } from './exchange.js'
import type { Framework, Variant } from './variants.js'

const [framework, variant] = process.argv.slice(2) as [Framework, Variant]
let collections = 0
const observer = new PerformanceObserver((list) => {
  const entries = list.getEntries() as unknown as readonly { readonly detail: { readonly kind: number } }[]
  collections += entries.filter(({ detail }) => detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR).length
})
const app = await createApp(framework, variant)
observer.observe({ entryTypes: ['gc'] })
for (let batch = 0; batch < 100; batch++) {
  await sendRequests(app, 1_000)
  await new Promise(setImmediate)
}
process.send?.(collections)
process.disconnect?.()

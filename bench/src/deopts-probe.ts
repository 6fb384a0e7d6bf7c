// Answers requests while V8 logs what it deoptimises; something here is deoptimised as a mark between the warm-up and what
// counts.
import { createApp } from './apps/index.js'
import { sendRequests } from './exchange.js'
import type { Framework, Variant } from './variants.js'

const [framework, variant, warmUp, requests] = process.argv.slice(2) as [Framework, Variant, string, string]
const app = await createApp(framework, variant)
await sendRequests(app, Number(warmUp))
await mark()
await sendRequests(app, Number(requests))
process.send?.('done')
process.disconnect?.()

/** Has V8 optimise a function for one class of objects, and then gives it another. */
async function mark(): Promise<void> {
  const read = (of: { readonly a: number }): number => of.a
  let sum = 0
  for (let turn = 0; turn < 20; turn++) {
    for (let index = 0; index < 100_000; index++) sum += read({ a: index })
    // V8 optimises in the background, and on a busy machine later.
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const others = [
    { b: sum, a: 1 },
    { c: sum, a: 1 },
    { d: sum, a: 'text' as unknown as number },
  ]
  for (const other of others) for (let index = 0; index < 100; index++) read(other)
}

import { OutgoingMessage, type ServerResponse } from 'node:http'
import { median } from 'simple-statistics'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApp } from '../src/apps/index.js'
import { Child } from '../src/child.js'
import type * as Count from '../src/count.js'
import { exchange, sendRequests } from '../src/exchange.js'
import { createSink } from '../src/sink.js'
import type { Framework, Variant } from '../src/variants.js'

/** Counts removals from before the core is loaded: a response whose `removeHeader` was put there later takes no block. */
const removals = await vi.hoisted(async () => {
  const { OutgoingMessage: Message } = await import('node:http')
  const { removeHeader } = Message.prototype
  const counter = { count: 0 }
  Message.prototype.removeHeader = function (name) {
    counter.count++
    removeHeader.call(this, name)
  }
  return counter
})

// Counts of what must not creep into the request path: they are the same on every machine, however busy.
// Express comes last: from then on, all responses of the process have the hook from their prototype.
const FRAMEWORKS = ['node', 'koa', 'fastify', 'hono', 'express'] as const satisfies readonly Framework[]
/**
 * Bytes of heap and machine instructions that may be added to a request: what was measured on Node 20, where `npm test` runs,
 * plus less than a map of one closure takes, which is 400 bytes and 600 instructions. The measurements were 814, 921, 872, 913
 * and 932 bytes, the same in each process and mostly for the twelve headers, and 1000, 2800, 2000 and 1200 instructions; for
 * pages with a nonce 1232, 1457 and 1304 bytes, and on koa alone 7150 instructions, because a count takes half a minute. Beside a
 * Cache-Control of the handler, 657 bytes and 4400 instructions; before the block for it was kept, 1500 and 11000.
 */
const BUDGETS = [
  { framework: 'node', variant: 'ours', heap: 877, instructions: 1_450 },
  { framework: 'koa', variant: 'ours', heap: 985, instructions: 3_200 },
  { framework: 'fastify', variant: 'ours', heap: 936, instructions: 2_450 },
  { framework: 'hono', variant: 'ours', heap: 977, instructions: 1_650 },
  // Express has ten times as many instructions of its own, and they vary by as much as is added.
  { framework: 'express', variant: 'ours', heap: 996 },
  { framework: 'koa', variant: 'own', heap: 720, instructions: 4_950 },
  { framework: 'koa', variant: 'nonce', heap: 1_296, instructions: 7_600 },
  { framework: 'fastify', variant: 'nonce', heap: 1_520 },
  { framework: 'hono', variant: 'nonce', heap: 1_368 },
] as const
const isMeasured = process.version.startsWith('v20.')

// From the build, like the processes that it starts.
const { count, countInstructions }: typeof Count = await import(new URL('../dist/count.js', import.meta.url).href)

/** Whether valgrind is there or may be installed: it is a package of Debian (#4). */
function canCount(): boolean {
  try {
    count.prepare?.()
    return true
  } catch {
    return false
  }
}

it('the socket that takes everything turns what it gets into bytes, as libuv does', async () => {
  const chunks: unknown[] = []
  const sink = createSink((chunk) => chunks.push(chunk))
  await new Promise((resolve) => sink.write('HTTP/1.1 200 OK\r\n\r\n', 'latin1', resolve))
  expect(chunks).toEqual([Buffer.from('HTTP/1.1 200 OK\r\n\r\n')])
})

const without = (framework: Framework): Variant => (framework === 'node' ? 'bare' : 'noop')

/** The base that a variant is measured over, and the peer that does the same as the variant. */
const besides = (framework: Framework, variant: 'ours' | 'nonce' | 'own'): [base: Variant, peer: Variant] => {
  if (variant === 'own') return ['noopOwn', 'peer']
  return variant === 'nonce' ? ['noopPage', 'peerNonce'] : [without(framework), 'peer']
}

afterEach(() => {
  vi.restoreAllMocks()
})

/** Lets an app answer once, and returns the response as it was at the end. */
async function answer(framework: Framework, variant: Variant): Promise<ServerResponse> {
  const app = await createApp(framework, variant)
  return await new Promise((resolve) => {
    exchange(
      {
        ...app,
        listener: (request, response) => {
          response.on('finish', () => resolve(response))
          app.listener?.(request, response)
        },
      },
      app.paths[0] as string,
      () => {},
    )
  })
}

/** How often each method of a response that reads or writes headers is called for one answer. */
async function headerCalls(framework: Framework, variant: Variant): Promise<Record<string, number>> {
  const methods = ['setHeader', 'appendHeader', 'getHeader', 'getHeaders', 'getHeaderNames', 'hasHeader'] as const
  const app = await createApp(framework, variant)
  const spies = methods.map((method) => vi.spyOn(OutgoingMessage.prototype, method))
  const before = removals.count
  await sendRequests(app, 1)
  const calls = Object.fromEntries(methods.map((method, index) => [method, spies[index]?.mock.calls.length ?? 0]))
  vi.restoreAllMocks()
  return { ...calls, removeHeader: removals.count - before }
}

/** The property that holds the state: up to Node 22, Express's responses have it among their headers. */
const stateOn = (framework: Framework): string[] => {
  return framework === 'express' && Number.parseInt(process.versions.v8, 10) < 13 ? [] : ['Symbol(secure.response)']
}

const ownKeys = (response: object): string[] => Reflect.ownKeys(response).map(String)

describe.each(FRAMEWORKS)('the request path on %s', (framework) => {
  it('calls no method that reads or writes headers', async () => {
    for (const [variant, base] of [
      ['ours', without(framework)],
      ['strict', 'noopPage'],
    ] as const) {
      expect(await headerCalls(framework, variant)).toEqual(await headerCalls(framework, base))
    }
  })

  it('adds two methods and its state to a response, and no method on express', async () => {
    const before = ownKeys(await answer(framework, without(framework)))
    const added = ownKeys(await answer(framework, 'ours')).filter((key) => !before.includes(key))
    expect(added).toEqual([...(framework === 'express' ? [] : ['_storeHeader', 'removeHeader']), ...stateOn(framework)])
  })

  it('adds no more than it must to a response that something else has wrapped, and no method on express', async () => {
    const before = ownKeys(await answer(framework, 'noopWrapped'))
    const added = ownKeys(await answer(framework, 'wrapped')).filter((key) => !before.includes(key))
    expect(added).toEqual([...(framework === 'express' ? [] : ['removeHeader']), ...stateOn(framework)])
  })

  it('shares its methods between responses, and makes no closure for any of them', async () => {
    type Hooked = ServerResponse & { _storeHeader: unknown }
    const [first, second] = [(await answer(framework, 'ours')) as Hooked, (await answer(framework, 'strict')) as Hooked]
    expect(first._storeHeader).not.toBe((OutgoingMessage.prototype as Hooked)._storeHeader)
    expect(second._storeHeader).toBe(first._storeHeader)
    expect(second.removeHeader).toBe(first.removeHeader)
  })

  it('draws no randomness for JSON, and draws it for pages once in 128', async () => {
    const json = await createApp(framework, 'strictJson')
    const pages = await createApp(framework, 'strict')
    const draw = vi.spyOn(crypto, 'getRandomValues')
    await sendRequests(json, 300)
    expect(draw).not.toHaveBeenCalled()
    await sendRequests(pages, 256)
    expect(draw).toHaveBeenCalledTimes(2)
  })
})

// Processes agree except for what V8 itself happens to keep; what really takes more does so in each.
const ONCE_MORE = { retry: 2, timeout: 60_000 }

describe.each(BUDGETS)('the heap that $variant takes for a request on $framework', ({ framework, variant, heap }) => {
  it('is less than a third of what the peer takes, and has hardly grown', ONCE_MORE, async () => {
    const [base, peer] = besides(framework, variant)
    const [ours = 0, noop = 0, theirs = 0] = await Promise.all([variant, base, peer].map((one) => heapOf(framework, one)))
    expect(ours - noop).toBeLessThan((theirs - noop) / 3)
    expect(ours - noop).toBeLessThan(isMeasured ? heap : 2048)
  })
})

describe.runIf(isMeasured)('the heap that is counted', () => {
  it.each(FRAMEWORKS)('includes all that a request takes on %s', ONCE_MORE, async (framework) => {
    const [ours, more] = await Promise.all([heapOf(framework, 'ours'), heapOf(framework, 'ours', 'map')])
    // A map of one closure takes more than the budget leaves.
    expect(more - ours).toBeGreaterThan(200)
  })
})

/** How often each was counted: each time with a different seed. */
const seeds = new Map<string, number>()

describe.runIf(isMeasured && canCount())('the instructions that are added to a request', () => {
  it.each(BUDGETS.filter((budget) => 'instructions' in budget))(
    'have hardly grown on $framework: $variant',
    // With one seed in ten, how names fall in V8's tables, and what its optimiser makes of that, costs a tenth more; what really
    // costs more does so with every seed.
    { retry: 2, timeout: 240_000 },
    async ({ framework, variant, instructions }) => {
      const plan = { counted: 2e7, warmUp: 20_000 }
      const path = `${framework}/${variant}`
      const seed = (seeds.get(path) ?? 0) + 1
      seeds.set(path, seed)
      const [base] = besides(framework, variant)
      const counts = [base, variant].map((one) => countInstructions(framework, one, plan, seed))
      const [before = [], ours = []] = await Promise.all(counts)
      expect(median([...ours]) - median([...before])).toBeLessThan(instructions)
    },
  )
})

describe.each(['node', 'koa', 'fastify', 'hono'] as const)('what %s makes for a request', (framework) => {
  it('is gone with the request, even behind a wrapper of writeHead', async () => {
    for (const [variant, base] of [
      ['ours', without(framework)],
      ['wrapped', 'noopWrapped'],
    ] as const) {
      expect((await collectionsOf(framework, variant)) - (await collectionsOf(framework, base))).toBeLessThan(4)
    }
  }, 60_000)
})

/** Counts the full collections in a process of its own. */
async function collectionsOf(framework: Framework, variant: Variant): Promise<number> {
  const child = await Child.start('../dist/collections-probe.js', [framework, variant])
  child.stop()
  return child.first as number
}

/** Bytes of heap that a request takes, in a process of its own. */
async function heapOf(framework: Framework, ...args: string[]): Promise<number> {
  const child = await Child.start('../dist/allocations-probe.js', [framework, ...args], {
    execArgv: [
      '--single-threaded',
      '--predictable',
      '--hash-seed=1',
      '--random-seed=1',
      '--expose-gc',
      '--min-semi-space-size=64',
      '--max-semi-space-size=64',
    ],
  })
  child.stop()
  return child.first as number
}

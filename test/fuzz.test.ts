// Handlers made of random steps, on real servers, each beside the same server without Secure: what the handler did not touch is
// the policy's, what it did touch is the handler's, and nothing else differs, even if something else wrapped `writeHead` first.
// FUZZ_SECONDS is how long each is tried.

import { NONCE, SELF, Secure, type SecureOptions } from '@secure/core'
import { headerOf, type Reply, type Running } from '@secure/loopback'
import { wrapWriteHead } from '@secure/loopback/wrap-write-head'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expected, type Seen } from './fuzz/expected.js'
import { programs, run, type Step, soundPrograms, type Trace } from './fuzz/program.js'
import seeds from './fuzz/seeds.json' with { type: 'json' }
import { type Handle, SERVERS } from './fuzz/servers.js'

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 2)

const POLICY = { xfo: 'DENY', csp: { 'script-src': [SELF, NONCE] } } as const satisfies SecureOptions
const NAMES = new Secure(POLICY).entries().map(([name]) => name)

/** A program that once failed. */
interface Kept {
  readonly framework: string
  readonly method: string
  readonly program: readonly Step[]
}

const cases = Object.entries(SERVERS).flatMap(([framework, start]) => [
  { framework, start, before: () => {}, programs },
  { framework: `${framework}, wrapped`, start, before: wrapWriteHead, programs: soundPrograms },
])

describe.each(cases)('any handler of $framework', ({ framework, start, before, programs }) => {
  let servers: readonly Running[]
  let steps: readonly Step[]
  let traces: Trace[]
  let running: Promise<void>[]
  const unhandled: unknown[] = []
  const note = (error: unknown) => void unhandled.push(error)

  const handle: Handle = (response, readNonce, throws) => {
    const trace: Trace = { errors: [], dropped: new Set(), nonce: undefined }
    traces.push(trace)
    const ran = run(steps, response, trace, readNonce, throws)
    running.push(ran.catch(() => {}))
    return ran
  }

  beforeAll(async () => {
    process.on('unhandledRejection', note).on('uncaughtException', note)
    servers = await Promise.all([start(undefined, handle, before), start(POLICY, handle, before)])
  })
  afterAll(async () => {
    process.off('unhandledRejection', note).off('uncaughtException', note)
    await Promise.all(servers.map((server) => server.close()))
  })

  async function check(program: readonly Step[], method: string): Promise<void> {
    steps = program
    traces = []
    running = []
    const replies: Reply[] = []
    for (const server of servers) replies.push(await server.send({ path: '/', method }))
    // A reply may arrive before its handler is done.
    await Promise.all(running)
    const [bare, secured] = replies as [Reply, Reply]
    const [without, withPolicy] = traces as [Trace, Trace]

    expect(unhandled).toEqual([])
    expect(withPolicy.errors, 'errors that the handler sees').toEqual(without.errors)
    expect(secured.status).toBe(bare.status)
    // A connection that the handler destroyed may or may not have carried its head.
    if (bare.status === 0) return
    expect(secured.body).toBe(bare.body)
    expect(others(secured)).toEqual(others(bare))
    for (const name of NAMES) {
      expect(headerOf(secured, name), name).toBe(expected(POLICY, name, seen(bare), seen(secured), withPolicy))
    }
    expect(headerOf(secured, 'X-Powered-By')).toBeUndefined()
  }

  it('sends the policy and what the handler wants, and nothing else differs', { timeout: (SECONDS + 60) * 1000 }, async () => {
    const property = fc.asyncProperty(programs, fc.constantFrom('GET', 'HEAD'), check)
    await fc.assert(property, {
      numRuns: 1_000_000,
      interruptAfterTimeLimit: SECONDS * 1000,
      markInterruptAsFailure: false,
      // What once failed is tried first.
      examples: (seeds as readonly Kept[]).filter((one) => one.framework === framework).map((one) => [one.program, one.method]),
    })
  })
})

/** The headers that the policy says nothing about. */
function others({ headers }: Reply): readonly string[] {
  const ours = new Set([...NAMES, 'X-Powered-By', 'Date'].map((name) => name.toLowerCase()))
  return headers.filter(([name]) => !ours.has(name)).map(([name, value]) => `${name}: ${value}`)
}

function seen(reply: Reply): Seen {
  return { status: reply.status, header: (name) => headerOf(reply, name) }
}

// Random apps of hono as fetch, each beside the same app without Secure: what test/fuzz.test.ts does for servers of Node.

import { NONCE, SELF, Secure, type SecureOptions } from '@secure/core'
import secure from '@secure/hono-middleware/edge'
import fc from 'fast-check'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { every } from 'hono/combine'
import { HTTPException } from 'hono/http-exception'
import { expect, it } from 'vitest'
import { expected, type Seen } from './fuzz/expected.js'
import type { Trace as NodeTrace } from './fuzz/program.js'

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 2)
const POLICY = { xfo: 'DENY', csp: { 'script-src': [SELF, NONCE] } } as const satisfies SecureOptions
const NAMES = new Secure(POLICY).entries().map(([name]) => name)

const ANSWERS = ['text', 'html', 'json', 'body', 'redirect', 'response', 'immutable', 'nothing', 'error', 'exception'] as const
type Answer = (typeof ANSWERS)[number]

/** What a handler or a middleware does to one header: without a value, it drops it. */
interface Step {
  readonly name: string
  readonly value?: string
}

interface Program {
  readonly method: string
  readonly path: string
  /** Whether the middleware is one with `secure()`, so that what it throws is thrown past both. */
  readonly isOne: boolean
  /** What a middleware within `secure()` does before and after the handler. */
  readonly outer: {
    readonly before: readonly Step[]
    readonly after: readonly Step[]
    readonly throws: 'before' | 'after' | 'never'
  }
  readonly handler: {
    readonly steps: readonly Step[]
    readonly nonce: boolean
    readonly answer: Answer
    readonly status: 200 | 304 | 404
  }
  readonly onError: { readonly steps: readonly Step[]; readonly answer: 'default' | 'text' | 'html' }
  readonly notFoundThrows: boolean
}

const name = fc.constantFrom('X-Frame-Options', 'content-security-policy', 'Cache-Control', 'Pragma', 'X-Powered-By', 'X-Other')
const set = fc.record({ name, value: fc.constantFrom('mine', 'no-store', 'SAMEORIGIN') })
const steps = fc.array(fc.oneof({ weight: 3, arbitrary: set }, { weight: 1, arbitrary: fc.record({ name }) }), { maxLength: 3 })

const programs: fc.Arbitrary<Program> = fc.record({
  method: fc.constantFrom('GET', 'HEAD'),
  path: fc.constantFrom('/', '/', '/missing'),
  isOne: fc.boolean(),
  outer: fc.record({
    before: steps,
    // What is set once the response is there is the handler's; what is taken away at that point leaves no trace.
    after: fc.array(set, { maxLength: 2 }),
    throws: fc.constantFrom('never', 'never', 'never', 'before', 'after'),
  }),
  handler: fc.record({
    steps,
    nonce: fc.boolean(),
    answer: fc.constantFrom(...ANSWERS),
    status: fc.constantFrom(200, 200, 304, 404),
  }),
  onError: fc.record({ steps: fc.array(set, { maxLength: 2 }), answer: fc.constantFrom('default', 'text', 'html') }),
  notFoundThrows: fc.boolean(),
})

type Trace = Pick<NodeTrace, 'dropped' | 'nonce'>

function appOf(
  { isOne, outer, handler, onError, notFoundThrows }: Program,
  policy: SecureOptions | undefined,
  trace: Trace,
): Hono {
  const app = new Hono()
  const perform = (c: Context, steps: readonly Step[]) => {
    for (const { name, value } of steps) {
      c.header(name, value)
      // A header that is set again later is in the reply without Secure, unless the answer leaves it out.
      if (value === undefined) trace.dropped.add(name.toLowerCase())
    }
  }
  const first: MiddlewareHandler = policy === undefined ? (_c, next) => next() : secure(policy)
  const second: MiddlewareHandler = async (c, next) => {
    perform(c, outer.before)
    if (outer.throws === 'before') throw new Error('before')
    await next()
    perform(c, outer.after)
    if (outer.throws === 'after') throw new Error('after')
  }
  if (isOne) app.use(every(first, second))
  else app.use(first, second)
  app.get('/', (c) => {
    perform(c, handler.steps)
    if (handler.nonce) trace.nonce = (c.get as (key: string) => string | undefined)('cspNonce')
    return answerOf(c, handler)
  })
  app.onError((error, c) => {
    if (onError.answer === 'default') return error instanceof HTTPException ? error.getResponse() : c.text('failed', 500)
    perform(c, onError.steps)
    return onError.answer === 'text' ? c.text('failed', 500) : c.html('<p>failed', 500)
  })
  app.notFound((c) => {
    if (notFoundThrows) throw new Error('not found')
    return c.text('not found', 404)
  })
  return app
}

function answerOf(c: Context, { answer, status }: Program['handler']): Response | Promise<Response> {
  if (answer === 'nothing') return c.notFound()
  if (answer === 'error') throw new Error('failed')
  if (answer === 'exception') throw new HTTPException(403, { message: 'no' })
  if (answer === 'redirect') return c.redirect('/elsewhere')
  if (answer === 'immutable') return Response.redirect('http://localhost/elsewhere')
  const body = status === 304 ? null : '<p>'
  if (answer === 'response') return new Response(body, { status, headers: { 'X-Other': '1', 'Content-Type': 'text/html' } })
  if (status === 304) return c.body(null, status)
  if (answer === 'body') return c.body('<p>', status)
  if (answer === 'json') return c.json({}, status)
  return answer === 'html' ? c.html('<p>', status) : c.text('<p>', status)
}

it('any app of hono as fetch sends the policy and what the app itself wants, and nothing else differs', {
  timeout: (SECONDS + 60) * 1000,
}, async () => {
  const property = fc.asyncProperty(programs, async (program) => {
    const traces = [0, 1].map((): Trace => ({ dropped: new Set(), nonce: undefined })) as [Trace, Trace]
    const { method, path } = program
    const bare = await appOf(program, undefined, traces[0]).request(path, { method })
    const secured = await appOf(program, POLICY, traces[1]).request(path, { method })
    expect(secured.status).toBe(bare.status)
    expect(await secured.text()).toBe(await bare.text())
    expect(others(secured)).toEqual(others(bare))
    for (const name of NAMES)
      expect(seen(secured).header(name), name).toBe(expected(POLICY, name, seen(bare), seen(secured), traces[1]))
    expect(secured.headers.has('X-Powered-By')).toBe(false)
  })
  await fc.assert(property, { numRuns: 1_000_000, interruptAfterTimeLimit: SECONDS * 1000, markInterruptAsFailure: false })
})

function others({ headers }: Response): readonly string[] {
  const ours = new Set([...NAMES, 'X-Powered-By'].map((name) => name.toLowerCase()))
  return [...headers].filter(([name]) => !ours.has(name)).map(([name, value]) => `${name}: ${value}`)
}

function seen({ status, headers }: Response): Seen {
  return { status, header: (name) => headers.get(name) ?? undefined }
}

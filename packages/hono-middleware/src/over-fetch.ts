import { createNonce, type Layer } from '@secure/core'
import { FetchState } from '@secure/core/fetch'
import type { Context, Next } from 'hono'
import { hearDrops, hono, nonceExposer } from './context.js'

const STATE = Symbol('secure.response')
const AHEAD = Symbol('secure.ahead')

interface Marked {
  [STATE]?: FetchState<Context>
  /** What an earlier policy has set for an answer that was not its. */
  [AHEAD]?: readonly (readonly [name: string, value: string])[]
}

/** A context's own state; the request may be replaced while it is handled, as by `bodyLimit`. A property: a WeakMap costs more than all the rest. */
function marked(c: Context): Marked {
  return c as unknown as Marked
}

/** The outermost state of a request that another app handles within, whose response may become the outer one's or only be read. */
function markedRequest(c: Context): Marked {
  return c.req.raw as Marked
}

/** Fills the Response that the handlers made: for every runtime that is not a Node server. */
export function overFetch(layer: Layer, c: Context, next: Next): Promise<void> {
  const { [STATE]: state } = marked(c)
  if (state?.done === false) {
    const hadNonce = state.policy.bearsNonce
    state.cover(layer, hono, c)
    if (!hadNonce && state.policy.bearsNonce) exposeNonce(c)
    return next()
  }
  if (state !== undefined) takeBack(c)
  const request = markedRequest(c)
  const outer = request[STATE]
  const own = new FetchState<Context>(layer, hono, c, outer?.done === false ? outer : undefined)
  marked(c)[STATE] = own
  if (outer?.done !== false) request[STATE] = own
  hearDrops(c, drop)
  if (own.policy.bearsNonce) exposeNonce(c)
  return fillAfter(next, c, own)
}

const exposeNonce = nonceExposer((c) => marked(c)[STATE]?.readNonce() ?? createNonce())

function drop(c: Context, name: string): void {
  marked(c)[STATE]?.drop(name.toLowerCase())
}

async function fillAfter(next: Next, c: Context, state: FetchState<Context>): Promise<void> {
  try {
    await next()
  } catch (error) {
    fillAhead(c, state)
    throw error
  } finally {
    state.done = true
  }
  const response = state.fill(c.res, c.req.method === 'HEAD')
  if (response === c.res) return
  // The setter copies the old response's headers over the new one's while there is an old one.
  c.res = undefined
  c.res = response
}

/** Whoever answers in place of what was thrown gets the headers of the response that hono has by then. */
function fillAhead(c: Context, state: FetchState<Context>): void {
  const { headers } = c.res
  const before = new Set(headers.keys())
  // The answer may be a page, and it is too late once it is known.
  if (state.policy.bearsNonce) state.readNonce()
  state.fill(c.res)
  marked(c)[AHEAD] = [...headers].filter(([name]) => !before.has(name))
}

/** Nobody has answered, and another policy tries: what was set ahead is not the handler's. */
function takeBack(c: Context): void {
  for (const [name, value] of marked(c)[AHEAD] ?? []) if (c.res.headers.get(name) === value) c.res.headers.delete(name)
}

/** The response's headers with the policy's among them, as they would be sent now: for loggers and tests. */
export function headersOf(c: Context): Record<string, string | string[]> {
  return recordOf(marked(c)[STATE]?.preview(c.res) ?? c.res.headers)
}

/** Headers by name; of cookies there may be several. */
export function recordOf(headers: Headers): Record<string, string | string[]> {
  const cookies = headers.getSetCookie()
  return { ...Object.fromEntries(headers), ...(cookies.length > 1 && { 'set-cookie': cookies }) }
}

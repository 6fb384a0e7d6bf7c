import { createNonce, type Layer } from '@secure/core'
import { FetchState } from '@secure/core/fetch'
import type { Context, Next } from 'hono'
import { hearDrops, hono, nonceExposer } from './context.js'

const STATE = Symbol('secure.response')

/** A request may be handled again, by an app within the app. A property of it: a WeakMap of requests costs more than all the rest. */
function requestOf(c: Context): { [STATE]?: FetchState<Context> } {
  return c.req.raw as { [STATE]?: FetchState<Context> }
}

/** Fills the Response that the handlers made: for every runtime that is not a Node server. */
export function overFetch(layer: Layer, c: Context, next: Next): Promise<void> {
  const request = requestOf(c)
  const outer = request[STATE]
  if (outer === undefined || outer.done) {
    const state = new FetchState<Context>(layer, hono, c)
    request[STATE] = state
    hearDrops(c, drop)
    if (state.policy.bearsNonce) exposeNonce(c)
    return fillAndEnd(next, c, state)
  }
  const isSame = outer.context === c
  const hadNonce = isSame && outer.policy.bearsNonce
  outer.cover(layer, hono, c)
  if (!hadNonce && outer.policy.bearsNonce) exposeNonce(c)
  if (isSame) return next()
  // Its response may be another one than the outer context's: whoever asks twice at a time gets two.
  hearDrops(c, drop)
  return fillAfter(next, c, outer)
}

const exposeNonce = nonceExposer((c) => requestOf(c)[STATE]?.readNonce() ?? createNonce())

function drop(c: Context, name: string): void {
  requestOf(c)[STATE]?.drop(name.toLowerCase())
}

async function fillAndEnd(next: Next, c: Context, state: FetchState<Context>): Promise<void> {
  try {
    await next()
  } finally {
    state.done = true
  }
  fill(c, state)
}

async function fillAfter(next: Next, c: Context, state: FetchState<Context>): Promise<void> {
  await next()
  fill(c, state)
}

function fill(c: Context, state: FetchState<Context>): void {
  const response = state.fill(c.res)
  if (response === c.res) return
  // The setter copies the old response's headers over the new one's while there is an old one.
  c.res = undefined
  c.res = response
}

/** The response's headers with the policy's among them, as they would be sent now: for loggers and tests. */
export function headersOf(c: Context): Record<string, string | string[]> {
  return recordOf(requestOf(c)[STATE]?.preview(c.res) ?? c.res.headers)
}

/** Headers by name; of cookies there may be several. */
export function recordOf(headers: Headers): Record<string, string | string[]> {
  const cookies = headers.getSetCookie()
  return { ...Object.fromEntries(headers), ...(cookies.length > 1 && { 'set-cookie': cookies }) }
}

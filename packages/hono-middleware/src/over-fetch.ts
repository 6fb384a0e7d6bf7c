import type { Layer } from '@secure/core'
import { FetchState } from '@secure/core/fetch'
import type { Context, Next } from 'hono'
import { exposeNonce, hearDrops, hono } from './context.js'

/** Sub-apps have contexts of their own, but share the request. */
const states = new WeakMap<Request, FetchState<Context>>()

/** Fills the Response that the handlers made: for every runtime that is not a Node server. */
export async function overFetch(layer: Layer, c: Context, next: Next): Promise<void> {
  const outer = states.get(c.req.raw)
  if (outer !== undefined) {
    outer.cover(layer, hono, c)
    if (outer.policy.bearsNonce) exposeNonce(c, () => outer.readNonce())
    return next()
  }
  const state = new FetchState<Context>(layer, hono, c)
  states.set(c.req.raw, state)
  hearDrops(c, (name) => state.drop(name.toLowerCase()))
  if (state.policy.bearsNonce) exposeNonce(c, () => state.readNonce())
  await next()
  const response = state.fill(c.res)
  if (response === c.res) return
  // The setter copies the old response's headers over the new one's while there is an old one.
  c.res = undefined
  c.res = response
}

/** The response's headers with the policy's among them, as they would be sent now: for loggers and tests. */
export function headersOf(c: Context): Record<string, string> {
  return Object.fromEntries(states.get(c.req.raw)?.preview(c.res) ?? c.res.headers)
}

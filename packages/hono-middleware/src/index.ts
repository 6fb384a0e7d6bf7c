import {
  compile,
  compileOverride,
  type InstanceOf,
  type Layer,
  type OverrideOptions,
  type Secure,
  type SecureOptions,
} from '@secure/core'
import { headersOf as headersOfResponse, type NodeResponse, protect } from '@secure/core/node'
import type { Context, Next } from 'hono'
import { begin, hono, type SecureMiddleware, stateOf } from './context.js'
import { middleware } from './middleware.js'
import { byName, headersOf as headersOfFetch, overFetch } from './over-fetch.js'

export type { SecureEnv, SecureMiddleware } from './context.js'

// `index` is what `Array.map` passes; anything else there is refused.

/**
 * Puts security headers on every response that passes through it, error pages included: `app.use(secure())`.
 *
 * Takes the options of `new Secure()`, or a `Secure`; throws `SecureHeadersError`.
 */
export function secure(policy?: SecureOptions | InstanceOf<Secure>, index?: number): SecureMiddleware {
  return middleware(overNode, compile(policy, index))
}

/**
 * Changes the headers for a route or a sub-app: `app.get('/embed', override({ xfo: false }), handler)`; `false` switches Secure
 * off there.
 *
 * A value replaces the header's value; a function gets the builder in force. Throws `SecureHeadersError`.
 */
export function override(options: OverrideOptions | false, index?: number): SecureMiddleware {
  return middleware(overNode, compileOverride(options, index))
}

/** The response's headers with the policy's among them, as they were sent or would be sent now: for loggers and tests. */
export function headersOf(c: Context): Readonly<Record<string, number | string | string[] | undefined>> {
  const outgoing = outgoingOf(c)
  // Also before the handler has answered: hono makes a response to show, and the answer takes over its headers.
  return outgoing === undefined ? headersOfFetch(c) : headersOfResponse(outgoing, byName(c.res.headers), c.res.status)
}

/**
 * The response that @hono/node-server will write; absent during a WebSocket upgrade, in `app.request()` and on other runtimes.
 */
function outgoingOf(c: Context): NodeResponse | undefined {
  return (c.env as { outgoing?: NodeResponse } | undefined)?.outgoing
}

/** Marks the Node response and leaves hono's own alone: nothing is read, cloned or rebuilt, and its fast path stays. */
function overNode(layer: Layer, c: Context, next: Next): Promise<void> {
  const outgoing = outgoingOf(c)
  // A further layer of a context goes over what is in force, in the same way on both.
  if (outgoing === undefined || stateOf(c) !== undefined) return overFetch(layer, c, next)
  begin(c, protect(outgoing, layer, hono, c))
  return next()
}

export default secure

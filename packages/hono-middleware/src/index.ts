import {
  compile,
  compileOverride,
  type InstanceOf,
  type Layer,
  type OverrideOptions,
  type Secure,
  type SecureOptions,
} from '@secure/core'
import { FetchState, type ResponseState } from '@secure/core/fetch'
import { headersOf as headersOfResponse, type NodeResponse, ofOtherFramework, protect } from '@secure/core/node'
import type { Context, Next } from 'hono'
import { begin, cover, hono, onward, type SecureMiddleware, stateInForce, stateOf } from './context.js'
import { middleware } from './middleware.js'
import { byName, headersOf as headersOfFetch, overFetch } from './over-fetch.js'

export type { SecureEnv, SecureMiddleware } from './context.js'

// Anything but a number as `index` is refused.

/**
 * Puts security headers on every response that passes through it, error pages included: `app.use(secure())`.
 *
 * Takes the options of `new Secure()`, or a `Secure`; throws `SecureHeadersError`.
 * @param index What `Array.map` passes; leave it out.
 */
export function secure(policy?: SecureOptions | InstanceOf<Secure>, index?: number): SecureMiddleware {
  return middleware(overNode, compile(policy, index))
}

/**
 * Changes the headers for a route or a sub-app: `app.get('/embed', override({ xfo: false }), handler)`; `false` switches Secure
 * off there.
 *
 * A value replaces the header's value; a function gets the builder in force. Throws `SecureHeadersError`.
 * @param index What `Array.map` passes; leave it out.
 */
export function override(options: OverrideOptions | false, index?: number): SecureMiddleware {
  return middleware(overNode, compileOverride(options, index))
}

/** The response's headers with the policy's among them, as they were sent or would be sent now: for loggers and tests. */
export function headersOf(c: Context): Readonly<Record<string, number | string | string[] | undefined>> {
  const outgoing = outgoingOf(c)
  // Also before the handler has answered: hono makes a response to show, and the answer takes over its headers.
  if (outgoing === undefined) return headersOfFetch(c)
  return headersOfResponse(outgoing, stateOf(c) instanceof FetchState ? headersOfFetch(c) : byName(c.res.headers), c.res.status)
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
  if (outgoing === undefined) {
    if ((c.req as Context['req'] | undefined)?.raw === undefined) throw ofOtherFramework('context', 'a context of hono', c)
    return overFetch(layer, c, next)
  }
  const state = stateInForce(c)
  if (state === undefined) begin(c, protect(outgoing, layer, hono, c))
  else {
    if (state instanceof FetchState) follow(state, protect(outgoing, layer, hono, c))
    cover(c, state, layer)
  }
  return onward(next)
}

/**
 * Where the context was set up by the entry for other runtimes, that one fills hono's answers, and Node's response, which has what
 * is written past hono too, goes by its nonce and its drops.
 */
function follow(leading: FetchState<Context>, state: ResponseState): void {
  for (const name of ['nonce', 'dropped'] as const) {
    Object.assign(leading, { [name]: leading[name] ?? state[name] })
    Object.defineProperty(state, name, {
      configurable: true,
      get: () => leading[name],
      set: (value) => Object.assign(leading, { [name]: value }),
    })
  }
}

export default secure

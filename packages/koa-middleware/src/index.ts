import type { OutgoingHttpHeaders } from 'node:http'
import {
  compile,
  compileOverride,
  type InstanceOf,
  type Layer,
  type OverrideOptions,
  type Secure,
  type SecureOptions,
} from '@secure/core'
import { exposeNonce, type Framework, headersOf as headersOfResponse, ofOtherFramework, pathOf, protect } from '@secure/core/node'
import type { Context, Middleware, Next } from 'koa'

export { attach } from '@secure/core/node'

/** What the middleware adds to `ctx.state`. */
export interface SecureState {
  /** The nonce of this response's Content-Security-Policy: `<script nonce="…">`. Present when the policy has `NONCE` in it. */
  readonly cspNonce: string
}

/**
 * Fits every list of middleware, including those of apps whose state has no nonce yet; the last type is what `app.use()` goes by.
 */
export type SecureMiddleware = ((ctx: Context, next: Next) => Promise<unknown>) & Middleware<SecureState>

interface RoutedContext extends Context {
  /** Set by @koa/router. */
  readonly _matchedRoute?: unknown
}

const koa: Framework<RoutedContext> = {
  isSecure: (ctx) => ctx.secure,
  route: (ctx) => `${ctx.method} ${ctx._matchedRoute ?? pathOf(ctx.originalUrl)}`,
  response: ({ res }) => res,
}

// `index` is a number so that `app.use(secure)`, without the call, does not compile. Anything else there is refused.

/**
 * Puts security headers on every response that passes through it, error pages included: `app.use(secure())`.
 *
 * Takes the options of `new Secure()`, or a `Secure`; throws `SecureHeadersError`.
 * @param index What `Array.map` passes; leave it out.
 */
export function secure(policy?: SecureOptions | InstanceOf<Secure>, index?: number): SecureMiddleware {
  return middleware(compile(policy, index))
}

/**
 * Changes the headers for a route or a router: `router.get('/embed', override({ xfo: false }), handler)`; `false` switches Secure
 * off there.
 *
 * A value replaces the header's value; a function gets the builder in force. Throws `SecureHeadersError`.
 * @param index What `Array.map` passes; leave it out.
 */
export function override(options: OverrideOptions | false, index?: number): SecureMiddleware {
  return middleware(compileOverride(options, index))
}

/** The response's headers with the policy's among them, as they were sent or would be sent now: for loggers and tests. */
export function headersOf(ctx: Pick<Context, 'res'>): OutgoingHttpHeaders {
  return headersOfResponse(ctx.res)
}

function middleware(layer: Layer): SecureMiddleware {
  return function secureHeaders(ctx, next) {
    if (typeof next !== 'function') throw ofOtherFramework('next', 'the function that Koa gives its middleware', next)
    // koa-websocket makes contexts without a `res`.
    if ((ctx.res as typeof ctx.res | undefined) === undefined) return next()
    exposeNonce(protect(ctx.res, layer, koa, ctx as RoutedContext), ctx.state)
    return next()
  }
}

export default secure

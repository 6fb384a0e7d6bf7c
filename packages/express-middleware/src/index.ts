import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TLSSocket } from 'node:tls'
import {
  compile,
  compileOverride,
  type InstanceOf,
  type Layer,
  type OverrideOptions,
  type Secure,
  type SecureOptions,
} from '@secure/core'
import { exposeNonce, type Framework, pathOf, protectSwapped, sharesHiddenClasses } from '@secure/core/node'

export { attach, headersOf } from '@secure/core/node'

declare global {
  namespace Express {
    interface Locals {
      /**
       * The nonce of this response's Content-Security-Policy: `<script nonce="…">`. Present when the policy has `NONCE` in it,
       * and only on `response.locals`: Express gives `app.locals` the same type, but it has no nonce.
       */
      readonly cspNonce: string
    }
  }
}

/** What `app.use()` takes, in Express and in every other framework with middleware like connect's. */
export type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void

interface Request extends IncomingMessage {
  readonly secure?: boolean
  readonly baseUrl?: string
  readonly originalUrl?: string
  readonly route?: { readonly path: unknown }
  /** Set by Express. */
  readonly res?: ServerResponse
}

const express: Framework<Request> = {
  // A request that Express has not seen has no `secure`, and may be another framework's.
  isSecure: ({ secure, socket }) => secure ?? ((socket as Partial<TLSSocket> | null)?.encrypted || undefined),
  // Proxies change `url`.
  route: ({ method, baseUrl = '', route, url, originalUrl = url }) =>
    `${method} ${route === undefined ? pathOf(originalUrl) : `${baseUrl}${route.path}`}`,
  response: ({ res }) => res,
}

// `index` is a number so that `app.use(secure)`, without the call, does not compile. Anything else there is refused.

/**
 * Puts security headers on every response that passes through it, error pages included: `app.use(secure())`.
 *
 * Takes the options of `new Secure()`, or a `Secure`; throws `SecureHeadersError`.
 * @param index What `Array.map` passes; leave it out.
 */
export function secure(policy?: SecureOptions | InstanceOf<Secure>, index?: number): Middleware {
  const layer = compile(policy, index)
  return middleware(layer, layer.alone.hasSecureOnly)
}

/**
 * Changes the headers for a route or a router: `app.get('/embed', override({ xfo: false }), handler)`; `false` switches Secure
 * off there.
 *
 * A value replaces the header's value; a function gets the builder in force. Throws `SecureHeadersError`.
 * @param index What `Array.map` passes; leave it out.
 */
export function override(options: OverrideOptions | false, index?: number): Middleware {
  return middleware(compileOverride(options, index))
}

function localsOf(response: ServerResponse & { readonly locals?: object }): object {
  return (sharesHiddenClasses ? response.locals : Reflect.get(response, 'locals')) ?? response
}

function middleware(layer: Layer, isSecureOnly = false): Middleware {
  return function secureHeaders(request, response, next) {
    const state = protectSwapped(response, layer, express, request)
    if (state.policy.bearsNonce) exposeNonce(state, localsOf(response))
    if (isSecureOnly) state.noteTls()
    next()
  }
}

export default secure

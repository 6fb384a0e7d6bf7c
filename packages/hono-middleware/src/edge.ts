import {
  compile,
  compileOverride,
  type InstanceOf,
  type Layer,
  type OverrideOptions,
  type Secure,
  type SecureOptions,
} from '@secure/core'
import { warnOnce } from '@secure/core/fetch'
import type { Context, Next } from 'hono'
import type { SecureMiddleware } from './context.js'
import { middleware } from './middleware.js'
import { overFetch } from './over-fetch.js'

export type { SecureEnv, SecureMiddleware } from './context.js'
export { headersOf } from './over-fetch.js'

// Anything but a number as `index` is refused.

/**
 * Puts security headers on every response that passes through it, error pages included: `app.use(secure())`. For runtimes without
 * node:http.
 *
 * Takes the options of `new Secure()`, or a `Secure`; throws `SecureHeadersError`.
 * @param index What `Array.map` passes; leave it out.
 */
export function secure(policy?: SecureOptions | InstanceOf<Secure>, index?: number): SecureMiddleware {
  return middleware(overEdge, compile(policy, index))
}

/**
 * Changes the headers for a route or a sub-app: `app.get('/embed', override({ xfo: false }), handler)`; `false` switches Secure
 * off there. For runtimes without node:http.
 *
 * A value replaces the header's value; a function gets the builder in force. Throws `SecureHeadersError`.
 * @param index What `Array.map` passes; leave it out.
 */
export function override(options: OverrideOptions | false, index?: number): SecureMiddleware {
  return middleware(overEdge, compileOverride(options, index))
}

/** A bundler that does not set the export condition `node` brings this entry to Node. */
function overEdge(layer: Layer, c: Context, next: Next): Promise<void> {
  if (isNodeResponse((c.env as { outgoing?: unknown } | undefined)?.outgoing)) {
    warnOnce(
      'SECURE_EDGE_ON_NODE',
      'What is written past hono has no headers: this is the entry for runtimes without node:http. Import @secure/hono-middleware/node, or build with the export condition "node".',
    )
  }
  return overFetch(layer, c, next)
}

/** Tells Node's response from a binding of the same name. */
function isNodeResponse(outgoing: unknown): boolean {
  return typeof (outgoing as { writeHead?: unknown } | null | undefined)?.writeHead === 'function'
}

export default secure

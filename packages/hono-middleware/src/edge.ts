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

// `index` is what `Array.map` passes; anything else there is refused.

/** Puts security headers on every response that passes through it: `app.use(secure())`. For runtimes without node:http. */
export function secure(policy?: SecureOptions | InstanceOf<Secure>, index?: number): SecureMiddleware {
  return middleware(overEdge, compile(policy, index))
}

/**
 * Changes the headers for a route or a sub-app: `app.get('/embed', override({ xfo: false }), handler)`. For runtimes without
 * node:http.
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

import type { Layer } from '@secure/core'
import type { Context, MiddlewareHandler, Next } from 'hono'
import type { SecureEnv } from './context.js'

/** How a runtime's responses get a layer. */
export type Transport = (layer: Layer, c: Context, next: Next) => Promise<void>

export function middleware(transport: Transport, layer: Layer): MiddlewareHandler<SecureEnv> {
  return function secureHeaders(c, next) {
    return transport(layer, c, next)
  }
}

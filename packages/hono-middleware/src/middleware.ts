import type { Layer } from '@secure/core'
import type { Context, Next } from 'hono'
import type { SecureMiddleware } from './context.js'

/** How a runtime's responses get a layer. */
export type Transport = (layer: Layer, c: Context, next: Next) => Promise<void>

export function middleware(transport: Transport, layer: Layer): SecureMiddleware {
  return function secureHeaders(c: Context, next: Next) {
    return transport(layer, c, next)
  }
}

import type { RequestListener, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Variant } from '../variants.js'
import type { App } from './app.js'
import { floor } from './floor.js'
import { honoApp } from './hono.js'

export function honoOnNode(variant: Variant): App {
  const app = honoApp(variant, (c, next) => {
    floor((c.env as { outgoing: ServerResponse }).outgoing)
    return next()
  })
  return { listener: getRequestListener(app.fetch) as unknown as RequestListener, paths: ['/'] }
}

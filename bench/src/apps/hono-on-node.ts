import type { RequestListener, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import type { Variant } from '../variants.js'
import { type App, blocksOf, inTurn } from './app.js'
import { floor, floorOfRoute, setByHand } from './floor.js'
import { honoApp } from './hono.js'

export function honoOnNode(variant: Variant): App {
  const blocks = blocksOf(variant)
  const next = blocks > 0 ? inTurn(floorOfRoute, blocks) : () => floor
  const app = honoApp(variant, { floor: onResponse((response) => next()(response)), hand: onResponse(setByHand) })
  return { listener: getRequestListener(app.fetch) as unknown as RequestListener, paths: ['/'] }
}

function onResponse(write: (response: ServerResponse) => void): MiddlewareHandler {
  return async (c, done) => {
    write((c.env as { outgoing: ServerResponse }).outgoing)
    await done()
  }
}

import type { Adapter } from './adapter.js'
import { onExpress } from './express.js'
import { onFastify } from './fastify.js'
import { onHono } from './hono.js'
import { onKoa } from './koa.js'

export const ADAPTERS = { express: onExpress, koa: onKoa, hono: onHono, fastify: onFastify } satisfies Record<string, Adapter>

export type Framework = keyof typeof ADAPTERS
export const FRAMEWORKS = Object.keys(ADAPTERS) as Framework[]

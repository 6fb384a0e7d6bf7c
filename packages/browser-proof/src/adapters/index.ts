import type { Framework } from '../case.js'
import type { Adapter } from './adapter.js'
import { onExpress } from './express.js'
import { onFastify } from './fastify.js'
import { onHono } from './hono.js'
import { onKoa } from './koa.js'

export const ADAPTERS: Readonly<Record<Framework, Adapter>> = { express: onExpress, koa: onKoa, hono: onHono, fastify: onFastify }

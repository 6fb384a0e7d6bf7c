import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { compile, type SecureOptions } from '@secure/core'
import { nonceOf, protect } from '@secure/core/node'
import secureExpress from '@secure/express-middleware'
import secureFastify from '@secure/fastify-plugin'
import secureHono, { type SecureEnv } from '@secure/hono-middleware'
import secureKoa from '@secure/koa-middleware'
import { listen, type Running } from '@secure/loopback'
import express from 'express'
import Fastify from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'

/** How a response is handled: the framework says how its nonce is read, and whether it catches what is thrown. */
export type Handle = (response: ServerResponse, readNonce: () => string | undefined, throws: boolean) => Promise<void>

/** One framework: a server with the policy, or without it, whose responses `before` sees first. */
export type Start = (
  policy: SecureOptions | undefined,
  handle: Handle,
  before: (response: ServerResponse) => void,
) => Promise<Running>

const plain = { isSecure: () => false, route: () => '/' }

export const SERVERS: Readonly<Record<string, Start>> = {
  'node:http': async (policy, handle, before) => {
    const layer = policy && compile(policy)
    return listening((_request, response) => {
      if (layer !== undefined) protect(response, layer, plain, undefined)
      void handle(response, () => (layer === undefined ? undefined : nonceOf(response)), false)
    }, before)
  },
  express: async (policy, handle, before) => {
    const app = express()
    app.disable('x-powered-by')
    // Error pages without stacks, which differ.
    app.set('env', 'production')
    app.use(policy === undefined ? (_request, _response, next) => next() : secureExpress(policy))
    app.use((_request, response) => handle(response, () => response.locals.cspNonce, true))
    return listening(app, before)
  },
  koa: async (policy, handle, before) => {
    const app = new Koa()
    app.silent = true
    app.use(policy === undefined ? (_context, next) => next() : secureKoa(policy))
    app.use((context) => {
      context.respond = false
      return handle(context.res, () => context.state.cspNonce, true)
    })
    return listening(app.callback(), before)
  },
  fastify: async (policy, handle, before) => {
    const app = Fastify()
    if (policy !== undefined) await app.register(secureFastify, { ...policy, attach: false })
    app.get('/', async (_request, reply) => {
      reply.hijack()
      await handle(reply.raw, () => (reply as { cspNonce?: string }).cspNonce, false)
    })
    await app.ready()
    return listening((request, response) => app.routing(request, response), before)
  },
  hono: async (policy, handle, before) => {
    const app = new Hono<SecureEnv & { Bindings: HttpBindings }>()
    app.use(policy === undefined ? (_c, next) => next() : secureHono(policy))
    app.get('/', async (c) => {
      await handle(c.env.outgoing, () => c.get('cspNonce'), false)
      return RESPONSE_ALREADY_SENT
    })
    return listening(getRequestListener(app.fetch) as RequestListener, before)
  },
}

function listening(listener: RequestListener, before: (response: ServerResponse) => void): Promise<Running> {
  const server = createServer((request, response) => {
    before(response)
    listener(request, response)
  })
  return listen('http', server)
}

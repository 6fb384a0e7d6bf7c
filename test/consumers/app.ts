// What a user's project would contain; compiled as TypeScript in three ways, and run as plain ESM under the name app.js.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { NONCE, SELF } from '@secure/core'
import secureExpress, { override as overrideExpress } from '@secure/express-middleware'
import secureFastify from '@secure/fastify-plugin'
import secureHono, { override as overrideHono } from '@secure/hono-middleware'
import secureKoa, { override as overrideKoa } from '@secure/koa-middleware'
import express from 'express'
import Fastify from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'

const page = { csp: { 'script-src': [SELF, NONCE] } }

const expressApp = express()
expressApp.use(secureExpress())
expressApp.get('/', overrideExpress(page), (_request, response) => {
  response.send(response.locals.cspNonce)
})

const koaApp = new Koa()
koaApp.use(secureKoa())
koaApp.use(overrideKoa(page))
koaApp.use((ctx) => {
  ctx.set('X-Powered-By', 'koa')
  ctx.type = 'html'
  ctx.body = ctx.state.cspNonce
})

const honoApp = new Hono()
honoApp.use(secureHono())
honoApp.get('/', overrideHono(page), (c) => {
  c.header('X-Powered-By', 'hono')
  return c.html(c.get('cspNonce'))
})

const fastifyApp = Fastify()
fastifyApp.register(secureFastify)
fastifyApp.after(() => {
  fastifyApp.get('/', { secure: page }, (_request, reply) => {
    reply.header('X-Powered-By', 'fastify').type('text/html').send(reply.cspNonce)
  })
})

async function main() {
  await fastifyApp.ready()
  const servers = {
    express: createServer(expressApp),
    koa: createServer(koaApp.callback()),
    hono: createServer(getRequestListener(honoApp.fetch)),
    fastify: fastifyApp.server,
  }
  for (const [framework, server] of Object.entries(servers)) {
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error(`${framework} has no port`)
    const response = await fetch(`http://127.0.0.1:${address.port}`)
    const headers = Object.fromEntries(response.headers)
    console.log(JSON.stringify({ framework, status: response.status, headers, body: await response.text() }))
    server.close()
    server.closeAllConnections()
  }
}

main()

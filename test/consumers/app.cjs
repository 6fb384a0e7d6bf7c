const { once } = require('node:events')
const { createServer } = require('node:http')
const { getRequestListener } = require('@hono/node-server')
const { NONCE, SELF, Secure } = require('@secure/core')
const { secure: secureExpress } = require('@secure/express-middleware')
const { secure: secureFastify } = require('@secure/fastify-plugin')
const { secure: secureHono } = require('@secure/hono-middleware')
const { secure: secureKoa } = require('@secure/koa-middleware')
const express = require('express')
const fastify = require('fastify')
const { Hono } = require('hono')
const Koa = require('koa')

const policy = new Secure({ csp: { 'script-src': [SELF, NONCE] } })

const expressApp = express()
expressApp.use(secureExpress(policy))
expressApp.get('/', (_request, response) => {
  response.send(response.locals.cspNonce)
})

const koaApp = new Koa()
koaApp.use(secureKoa(policy))
koaApp.use((ctx) => {
  ctx.set('X-Powered-By', 'koa')
  ctx.type = 'html'
  ctx.body = ctx.state.cspNonce
})

const honoApp = new Hono()
honoApp.use(secureHono(policy))
honoApp.get('/', (c) => {
  c.header('X-Powered-By', 'hono')
  return c.html(c.get('cspNonce'))
})

const fastifyApp = fastify()
fastifyApp.register(secureFastify, policy)
fastifyApp.get('/', (_request, reply) => {
  reply.header('X-Powered-By', 'fastify').type('text/html').send(reply.cspNonce)
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
    const response = await fetch(`http://127.0.0.1:${server.address().port}`)
    const headers = Object.fromEntries(response.headers)
    console.log(JSON.stringify({ framework, status: response.status, headers, body: await response.text() }))
    server.close()
    server.closeAllConnections()
  }
}

main()

// What only a compiler sees: the nonce where each framework keeps it, and mistakes that must not compile.

import { createServer } from 'node:http'
import { type SecureOptions, XFrameOptions } from '@secure/core'
import {
  attach as attachExpress,
  headersOf as headersOfResponse,
  override as overrideExpress,
  secure as secureExpress,
} from '@secure/express-middleware'
import { type FastifySecureOptions, headersOf as headersOfReply, secure as secureFastify } from '@secure/fastify-plugin'
import { headersOf as headersOfHono, type SecureEnv, secure as secureHono } from '@secure/hono-middleware'
import { attach as attachHono } from '@secure/hono-middleware/node'
import {
  attach as attachKoa,
  headersOf as headersOfContext,
  override as overrideKoa,
  type SecureState,
  secure as secureKoa,
} from '@secure/koa-middleware'
import express from 'express'
import Fastify from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'

const options: SecureOptions = { hsts: false, xfo: new XFrameOptions().deny(), custom: { 'X-Team': 'web' } }

const router = express.Router()
router.use(secureExpress(options), overrideExpress(false))
router.get('/', (_request, response) => {
  const nonce: string = response.locals.cspNonce
  response.send([nonce, headersOfResponse(response)])
})
// @ts-expect-error There is no such option.
secureExpress({ frames: 'DENY' })

const koa = new Koa<SecureState>()
koa.use(secureKoa(options)).use(overrideKoa({ xfo: (xfo) => xfo.sameorigin() }))
koa.use((ctx) => {
  const nonce: string = ctx.state.cspNonce
  ctx.body = [nonce, headersOfContext(ctx)]
})
// @ts-expect-error A builder of another header.
secureKoa({ hsts: new XFrameOptions() })

const hono = new Hono<SecureEnv>()
hono.use(secureHono(options))
hono.get('/', (c) => {
  const nonce: string = c.var.cspNonce
  return c.json([nonce, headersOfHono(c)])
})
// @ts-expect-error hono knows the variables of a context.
hono.get('/missing', (c) => c.text(c.var.cspNonces))

const fastify = Fastify()
const pluginOptions: FastifySecureOptions = { ...options, attach: false }
fastify.register(secureFastify, pluginOptions)
fastify.get('/', { secure: { csp: (csp) => csp.frameAncestors('https://partner.example') } }, (_request, reply) => {
  const nonce: string = reply.cspNonce
  reply.send([nonce, headersOfReply(reply)])
})
// @ts-expect-error There is no such option.
fastify.get('/missing', { secure: { frames: 'DENY' } }, () => '')

const server = createServer()
for (const attach of [attachExpress, attachKoa, attachHono]) attach(server, options)

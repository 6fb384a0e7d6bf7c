import { getRequestListener } from '@hono/node-server'
import { api, balanced, basic, owasp, strict } from '@secure/core/presets'
import secure from '@secure/express-middleware'
import express, { type RequestHandler } from 'express'
import Fastify from 'fastify'
import helmet from 'helmet'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import Koa from 'koa'
import koaHelmet from 'koa-helmet'
import nosecone from 'nosecone'
import { type Headers, served } from './served.js'

const PAGE = '<!doctype html><title>A page</title>'

/** The headers of a page: with our presets and default, then with the peers' defaults. */
export const SITES: Readonly<Record<string, () => Promise<Headers>>> = {
  'Secure, `strict`': () => onExpress(secure(strict)),
  'Secure, `api`': () => onExpress(secure(api)),
  'Secure, `owasp`': () => onExpress(secure(owasp)),
  'Secure, `balanced`': () => onExpress(secure(balanced)),
  'Secure, `basic`': () => onExpress(secure(basic)),
  'Secure, `secure()`': () => onExpress(secure()),
  'helmet 8.3': () => onExpress(helmet()),
  'koa-helmet 9': onKoa,
  '@fastify/helmet 13': onFastify,
  'hono secureHeaders': onHono,
  'nosecone 1.5': () => onExpress(setAll),
}

function onExpress(middleware: RequestHandler): Promise<Headers> {
  const app = express()
  app.disable('x-powered-by')
  app.use(middleware)
  app.get('/', (_request, response) => void response.send(PAGE))
  return served(app)
}

function setAll(...[, response, next]: Parameters<RequestHandler>): void {
  for (const [name, value] of Object.entries(Object.fromEntries(nosecone()))) response.setHeader(name, value)
  next()
}

function onKoa(): Promise<Headers> {
  const app = new Koa()
  app.use(koaHelmet())
  app.use((context) => {
    context.body = PAGE
  })
  return served(app.callback())
}

async function onFastify(): Promise<Headers> {
  const app = Fastify()
  // Imported by a name that TypeScript does not follow: its types declare another `reply.cspNonce`.
  await app.register(import('@fastify/helmet' as string))
  app.get('/', (_request, reply) => reply.type('text/html').send(PAGE))
  await app.ready()
  return served(app.routing)
}

function onHono(): Promise<Headers> {
  const app = new Hono()
  app.use(secureHeaders())
  app.get('/', (context) => context.html(PAGE))
  return served(getRequestListener(app.fetch))
}

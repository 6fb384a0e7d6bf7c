// What only a compiler sees: the nonce where each framework keeps it, and mistakes that must not compile.

import { createServer, IncomingMessage, ServerResponse } from 'node:http'
import {
  CacheControl,
  CrossOriginResourcePolicy,
  compile,
  type OverrideOptions,
  ReferrerPolicy,
  Secure,
  SecureHeadersError,
  type SecureOptions,
  XFrameOptions,
  XXSSProtection,
} from '@secure/core'
import { basic, strict } from '@secure/core/presets'
import {
  attach as attachExpress,
  headersOf as headersOfResponse,
  override as overrideExpress,
  secure as secureExpress,
} from '@secure/express-middleware'
import { type FastifySecureOptions, headersOf as headersOfReply, secure as secureFastify } from '@secure/fastify-plugin'
import {
  headersOf as headersOfHono,
  override as overrideHono,
  type SecureEnv,
  secure as secureHono,
} from '@secure/hono-middleware'
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
import { Hono, type MiddlewareHandler } from 'hono'
import Koa from 'koa'

const options: SecureOptions = { hsts: false, xfo: new XFrameOptions().deny(), custom: { 'X-Team': 'web' } }

// Typed as a compiler types a JSON file and the environment.
const kept = { xfo: 'DENY', csp: { 'default-src': ["'self'"] }, hsts: { maxAge: 60 }, permissions: { camera: [] } }
secureExpress(kept as SecureOptions)
secureExpress({ xfo: process.env.XFO as 'DENY' | 'SAMEORIGIN' })
// @ts-expect-error Its `xfo` may be any string.
secureExpress(kept)

// What a condition leaves out is `undefined`, which says the same as no key.
const unless = <Value>(said: boolean, value: Value): Value | undefined => (said ? undefined : value)
for (const inProduction of [true, false])
  secureExpress({
    ...basic,
    hsts: unless(inProduction, false),
    remove: unless(inProduction, ['Server']),
    csp: {
      ...strict.csp,
      'upgrade-insecure-requests': unless(inProduction, false),
      reportOnly: unless(inProduction, true),
      customDirectives: { 'x-new': unless(inProduction, "'self'") },
    },
    cache: { maxAge: unless(inProduction, 0), noStore: true },
    permissions: { ...strict.permissions, camera: unless(inProduction, ['self']) },
    custom: { 'X-Team': unless(inProduction, 'web') },
    reporting: unless(inProduction, '/reports'),
    mode: unless(inProduction, 'enforce' as const),
  })
// As helmet's users write a directive without a value.
secureExpress({ csp: { 'upgrade-insecure-requests': process.env.CI ? null : [] } })
overrideExpress({ hsts: { maxAge: unless(true, 60) }, xfo: unless(true, false), cache: unless(true, () => 'no-store' as const) })

const router = express.Router()
router.use(secureExpress(options), overrideExpress(false))
router.get('/', (_request, response) => {
  const nonce: string = response.locals.cspNonce
  response.send([nonce, headersOfResponse(response)])
})
// @ts-expect-error It has to be called.
router.use(overrideExpress)
// @ts-expect-error It has to be called.
router.get('/', overrideExpress, (_request: unknown, response: express.Response) => response.end())
// @ts-expect-error It has to be called.
router.use(secureExpress)
router.use([options, options].map(secureExpress), Array.from([options], secureExpress))
// @ts-expect-error There is no such option.
secureExpress({ frames: 'DENY' })

const koa = new Koa<SecureState>()
koa.use(secureKoa(options)).use(overrideKoa({ xfo: (xfo) => xfo.sameorigin() }))
koa.use((ctx) => {
  const nonce: string = ctx.state.cspNonce
  ctx.body = [nonce, headersOfContext(ctx)]
})
// @ts-expect-error It has to be called.
koa.use(overrideKoa)
// @ts-expect-error It has to be called.
koa.use(secureKoa)
// @ts-expect-error A builder of another header.
secureKoa({ hsts: new XFrameOptions() })
// @ts-expect-error A builder of another header, of one value as well.
secureKoa({ server: new XFrameOptions() })
overrideKoa({ csp: (csp) => ({ ...csp.toJSON(), 'img-src': [...(csp.toJSON()['img-src'] ?? []), 'data:'] }) })
export function overrideOne<Key extends keyof OverrideOptions>(key: Key, value: OverrideOptions[Key]) {
  return overrideKoa({ [key]: value } as OverrideOptions)
}

const hono = new Hono<SecureEnv>()
hono.use(secureHono(options))
hono.get('/', (c) => {
  const nonce: string = c.var.cspNonce
  return c.json([nonce, headersOfHono(c)])
})
// What depends on the environment is made when a request comes, in an app with variables of its own.
type WorkerEnv = { Bindings: { REPORTS: string }; Variables: { user: string } }
const worker = new Hono<WorkerEnv>()
worker.use('*', async (c, next) => secureHono({ reporting: c.env.REPORTS })(c, next))
worker.use('*', async (c, next) => (c.req.path === '/' ? overrideHono({ xfo: 'DENY' })(c, next) : next()))
export const listed: MiddlewareHandler<WorkerEnv>[] = [secureHono()]
worker.get('/:id', secureHono(), (c) => c.text(c.var.user + c.var.cspNonce + c.req.param('id')))
// @ts-expect-error hono knows the variables of a context.
hono.get('/missing', (c) => c.text(c.var.cspNonces))

const fastify = Fastify()
const pluginOptions: FastifySecureOptions = { ...options, attach: false }
fastify.register(secureFastify, pluginOptions)
fastify.get('/', { secure: { csp: (csp) => csp.frameAncestors('https://partner.example') } }, (_request, reply) => {
  const nonce: string = reply.cspNonce
  reply.send([nonce, headersOfReply(reply)])
})
fastify.register(secureFastify, new Secure(options))
// @ts-expect-error It is a method of a policy, not an option.
fastify.register(secureFastify, { xfo: 'DENY', headers: {} })
// @ts-expect-error There is no such option.
fastify.get('/missing', { secure: { frames: 'DENY' } }, () => '')
fastify.get('/embed', { config: { secure: { csp: (csp) => csp.frameAncestors('https://partner.example') } } }, () => '')
// @ts-expect-error There is no such value. (Fastify infers a config from what is given, so an unknown option is one of that.)
fastify.get('/typo', { config: { secure: { xfo: 'DENNY' } } }, () => '')

const http2 = Fastify({ http2: true })
http2.register(secureFastify)
http2.addHook('onResponse', async (_request, reply) => void headersOfReply(reply))

// A library that emits declarations can name all that its own functions return.
export function withReports(url: string, base: SecureOptions) {
  return { ...base, xfo: false as const, reporting: url }
}
export const cspOf = (of: SecureOptions) => of.csp
export const alone = compile().alone
export const refuse = (...mistake: ConstructorParameters<typeof SecureHeadersError>) => new SecureHeadersError(...mistake)

export const again = new Secure({
  xfo: new XFrameOptions().deny().toJSON(),
  xxp: new XXSSProtection().toJSON(),
  corp: new CrossOriginResourcePolicy().toJSON(),
  referrer: new ReferrerPolicy(new ReferrerPolicy().toJSON()).toJSON(),
  cache: new CacheControl(new CacheControl().toJSON()).toJSON(),
})

class Request extends IncomingMessage {}
class Reply extends ServerResponse<Request> {}
attachExpress(createServer({ IncomingMessage: Request, ServerResponse: Reply }))

const server = createServer()
for (const attach of [attachExpress, attachKoa, attachHono]) attach(server, options)

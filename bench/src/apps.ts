import { randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { compile, type Layer, type SecureOptions } from '@secure/core'
import { nonceOf, protect } from '@secure/core/node'
import secureExpress, { override as overrideExpress } from '@secure/express-middleware'
import secureFastify from '@secure/fastify-plugin'
import secureHono, { override as overrideHono } from '@secure/hono-middleware'
import secureKoa, { override as overrideKoa } from '@secure/koa-middleware'
import express, { type RequestHandler } from 'express'
import Fastify from 'fastify'
import helmet from 'helmet'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { NONCE, secureHeaders } from 'hono/secure-headers'
import Koa, { type Middleware } from 'koa'
import koaHelmet from 'koa-helmet'
import nosecone from 'nosecone'
import { floor, floorOf8K, setByHand } from './floor.js'
import { cspOf, overrideOptions, PEER_HEADERS, PEER_NONCE_POLICY, PEER_POLICY, STRICT } from './policies.js'
import { type Framework, isPage, isWrapped, type Variant } from './variants.js'

const BODY = { hello: 'world' }
const page = (nonce: unknown) => `<script nonce="${nonce}">1</script>`

/** The policy of a variant that is ours. */
const OURS: Partial<Record<Variant, SecureOptions>> = {
  ours: PEER_POLICY,
  fallback: PEER_POLICY,
  wrapped: PEER_POLICY,
  default: {},
  nonce: PEER_NONCE_POLICY,
  strict: STRICT,
  strictJson: STRICT,
  override1: PEER_POLICY,
  override10k: PEER_POLICY,
  csp100: cspOf(100),
  csp8k: cspOf(8192),
}

const overridesOf = (variant: Variant): number => ({ override1: 1, override10k: 10_000 })[variant as 'override1'] ?? 0

/** Takes one after the other, as requests to different routes would. */
function inTurn<T>(make: (index: number) => T, count: number): () => T {
  const all = Array.from({ length: count }, (_, index) => make(index))
  let at = 0
  return () => all[at++ % count] as T
}

/** One app: a way to send one request to it, and to know when it is answered. */
export interface App {
  readonly listener?: RequestListener
  readonly fetch?: (request: Request) => Response | Promise<Response>
  /** Paths to ask for in turn. */
  readonly paths: readonly string[]
}

export async function createApp(framework: Framework, variant: Variant): Promise<App> {
  const app = await { node, express: expressApp, koa, fastify, hono, fetch: fetchApp }[framework](variant)
  const { listener } = app
  if (listener === undefined || !isWrapped(variant)) return app
  return {
    ...app,
    listener: (request, response) => {
      wrapWriteHead(response)
      listener(request, response)
    },
  }
}

/** What compression and morgan do to a response. */
function wrapWriteHead(response: ServerResponse): void {
  const { writeHead } = response
  response.writeHead = (...args: unknown[]) => Reflect.apply(writeHead, response, args)
}

const plain = { isSecure: () => false, route: () => '/' }

function node(variant: Variant): App {
  const policy = OURS[variant]
  const layer: Layer | undefined = policy && compile(policy)
  const peer = helmet()
  const peerWithNonce = helmetWithNonce()
  const answer = (response: ServerResponse, nonce: () => unknown) => {
    if (!isPage(variant)) return void response.end(JSON.stringify(BODY))
    response.setHeader('Content-Type', 'text/html')
    response.end(page(nonce()))
  }
  const listener: RequestListener = (request, response) => {
    if (layer !== undefined) {
      protect(response, layer, plain, request)
      answer(response, () => nonceOf(response))
    } else if (variant === 'peer') peer(request, response, () => answer(response, String))
    else if (variant === 'peerNonce') {
      const locals = addLocals(response)
      peerWithNonce(request, response, () => answer(response, () => locals.nonce))
    } else {
      if (variant === 'hand') setByHand(response)
      if (variant === 'floor') floor(response)
      if (variant === 'floor8k') floorOf8K(response)
      answer(response, String)
    }
  }
  return { listener, paths: ['/'] }
}

function addLocals(response: ServerResponse): { nonce: string } {
  const locals = { nonce: randomBytes(16).toString('base64') }
  Object.assign(response, { locals })
  return locals
}

/** As helmet's documentation shows it. */
function helmetWithNonce(): ReturnType<typeof helmet> {
  const nonceSource = (_request: IncomingMessage, response: ServerResponse) => {
    return `'nonce-${(response as unknown as { locals: { nonce: string } }).locals.nonce}'`
  }
  return helmet({ contentSecurityPolicy: { directives: { scriptSrc: ["'self'", nonceSource] } } })
}

function expressApp(variant: Variant): App {
  const app = express()
  const policy = OURS[variant]
  if (policy !== undefined) app.use(secureExpress(policy))
  const middleware: Partial<Record<Variant, RequestHandler>> = {
    noop: (_request, _response, next) => next(),
    noopWrapped: (_request, _response, next) => next(),
    noopPage: (_request, _response, next) => next(),
    peer: helmet(),
    hand: (_request, response, next) => {
      setByHand(response)
      next()
    },
    floor: (_request, response, next) => {
      floor(response)
      next()
    },
    nosecone: (_request, response, next) => {
      for (const [name, value] of Object.entries(noseconeHeaders)) response.setHeader(name, value)
      next()
    },
  }
  const chosen = middleware[variant]
  if (chosen !== undefined) app.use(chosen)
  if (variant === 'peerNonce') {
    app.use((_request, response, next) => {
      response.locals.nonce = randomBytes(16).toString('base64')
      next()
    })
    app.use(helmetWithNonce())
  }
  const count = overridesOf(variant)
  if (count > 0) {
    const next = inTurn((index) => overrideExpress(overrideOptions(index)), count)
    app.use((request, response, done) => next()(request, response, done))
  }
  app.get('/', (_request, response) => {
    if (isPage(variant)) response.send(page(response.locals.cspNonce ?? response.locals.nonce))
    else response.json(BODY)
  })
  return { listener: app, paths: ['/'] }
}

const noseconeHeaders: Readonly<Record<string, string>> = Object.fromEntries(nosecone())

function koa(variant: Variant): App {
  const app = new Koa()
  const policy = OURS[variant]
  if (policy !== undefined) app.use(secureKoa(policy))
  const middleware: Partial<Record<Variant, Middleware>> = {
    noop: (_ctx, next) => next(),
    noopWrapped: (_ctx, next) => next(),
    noopPage: (_ctx, next) => next(),
    peer: koaHelmet(),
    hand: (ctx, next) => {
      setByHand(ctx.res)
      return next()
    },
    floor: (ctx, next) => {
      floor(ctx.res)
      return next()
    },
  }
  const chosen = middleware[variant]
  if (chosen !== undefined) app.use(chosen)
  if (variant === 'peerNonce') {
    app.use((ctx, next) => {
      ctx.state.nonce = addLocals(ctx.res).nonce
      return next()
    })
    const nonceSource = (_request: IncomingMessage, response: ServerResponse) =>
      `'nonce-${(response as unknown as { locals: { nonce: string } }).locals.nonce}'`
    app.use(koaHelmet({ contentSecurityPolicy: { directives: { scriptSrc: ["'self'", nonceSource] } } }))
  }
  const count = overridesOf(variant)
  if (count > 0) {
    const next = inTurn((index) => overrideKoa(overrideOptions(index)) as Middleware, count)
    app.use((ctx, done) => next()(ctx, done))
  }
  app.use((ctx) => {
    if (isPage(variant)) {
      ctx.type = 'html'
      ctx.body = page(ctx.state.cspNonce ?? ctx.state.nonce)
    } else ctx.body = BODY
  })
  return { listener: app.callback(), paths: ['/'] }
}

async function fastify(variant: Variant): Promise<App> {
  const app = Fastify()
  const policy = OURS[variant]
  if (policy !== undefined) await app.register(secureFastify, { ...policy, attach: false })
  // By a name that TypeScript does not follow: its types declare another `reply.cspNonce`.
  const helmet = import('@fastify/helmet' as string)
  if (variant === 'peer') await app.register(helmet)
  if (variant === 'peerNonce') await app.register(helmet, { enableCSPNonces: true })
  if (variant.startsWith('noop')) app.addHook('onRequest', (_request, _reply, done) => done())
  if (variant === 'hand') {
    app.addHook('onRequest', (_request, reply, done) => {
      setByHand(reply.raw)
      done()
    })
  }
  if (variant === 'floor') {
    app.addHook('onRequest', (_request, reply, done) => {
      floor(reply.raw)
      done()
    })
  }
  // As many routes for one override as for ten thousand: the router is not what is compared.
  const count = overridesOf(variant)
  const paths = Array.from({ length: count > 0 ? 10_000 : 1 }, (_, index) => `/${index}`)
  for (const [index, path] of paths.entries()) {
    const route = index < count ? { secure: overrideOptions(index) } : {}
    if (isPage(variant)) {
      app.get(path, route, (_request, reply) => {
        const nonce: unknown = reply.cspNonce
        return reply.type('text/html').send(page((nonce as { script?: string } | undefined)?.script ?? nonce))
      })
    } else app.get(path, route, () => BODY)
  }
  await app.ready()
  return { listener: (request, response) => void app.server.emit('request', request, response), paths }
}

function honoApp(variant: Variant): Hono {
  const app = new Hono()
  const policy = OURS[variant]
  if (policy !== undefined) app.use(secureHono(policy))
  const outgoing = (c: Context): ServerResponse => (c.env as { outgoing: ServerResponse }).outgoing
  const middleware: Partial<Record<Variant, MiddlewareHandler>> = {
    noop: (_c, next) => next(),
    noopWrapped: (_c, next) => next(),
    noopPage: (_c, next) => next(),
    peer: secureHeaders({ contentSecurityPolicy: honoCsp([]) }),
    peerNonce: secureHeaders({ contentSecurityPolicy: honoCsp([NONCE]) }),
    hand: async (c, next) => {
      await next()
      for (const [name, value] of LOWER) c.res.headers.set(name, value)
    },
    floor: (c, next) => {
      floor(outgoing(c))
      return next()
    },
  }
  const chosen = middleware[variant]
  if (chosen !== undefined) app.use(chosen)
  const count = overridesOf(variant)
  if (count > 0) {
    const next = inTurn((index) => overrideHono(overrideOptions(index)) as MiddlewareHandler, count)
    app.use((c, done) => next()(c, done))
  }
  app.get('/', (c) => {
    if (isPage(variant))
      return c.html(page((c.get as (key: string) => unknown)(variant === 'peerNonce' ? 'secureHeadersNonce' : 'cspNonce')))
    return c.json(BODY)
  })
  return app
}

const LOWER = PEER_HEADERS.map(([name, value]) => [name.toLowerCase(), value] as const)

/** helmet's policy in hono's spelling, so that all send the same. */
function honoCsp(extra: (typeof NONCE)[]) {
  return {
    defaultSrc: ["'self'"],
    baseUri: ["'self'"],
    fontSrc: ["'self'", 'https:', 'data:'],
    formAction: ["'self'"],
    frameAncestors: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    scriptSrc: ["'self'", ...extra],
    scriptSrcAttr: ["'none'"],
    styleSrc: ["'self'", 'https:', "'unsafe-inline'"],
    upgradeInsecureRequests: [],
  }
}

function hono(variant: Variant): App {
  return { listener: getRequestListener(honoApp(variant).fetch) as unknown as RequestListener, paths: ['/'] }
}

function fetchApp(variant: Variant): App {
  const app = honoApp(variant)
  return { fetch: (request) => app.fetch(request), paths: ['/'] }
}

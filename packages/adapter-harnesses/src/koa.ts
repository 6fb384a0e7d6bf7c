import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import Router from '@koa/router'
import { EARLY, type Harness, type Setup } from '@secure/adapter-contract'
import { NONCE } from '@secure/core'
import secure, { attach, headersOf, override, type SecureState } from '@secure/koa-middleware'
import { FILES, listen, type Running, rawRoutes, serverFor } from '@secure/loopback'
import Koa, { type Context } from 'koa'
import compress from 'koa-compress'
import helmet from 'koa-helmet'
import serveStatic from 'koa-static'

/** Koa with @koa/router and koa-static. */
export const harness: Harness = {
  name: 'koa',
  peer: 'koa-helmet',
  protocols: ['http', 'https', 'h2c', 'h2'],
  start,
  declareBadOverride: async () => new Router().get('/', override({ xfo: 'DENNY' as 'DENY' }), () => {}),
  cannot: {
    'media-type': 'Koa has no body parser of its own',
    invalid: 'Koa has no validation of its own',
    'long-parameter': '@koa/router has no limit',
    'bad-parameter': '@koa/router hands the parameter on undecoded',
    range: 'koa-static has no ranges',
    'bad-range': 'koa-static has no ranges',
    directory: 'koa-static does not redirect',
    'stream-fails': 'Koa destroys the socket: there is no reply',
  },
  // allowedMethods() answers both.
  statuses: { options: 200, 'wrong-method': 405 },
  frameworkSets: { file: ['cache-control'] },
}

async function start({
  policy,
  nested,
  protocol = 'http',
  trustProxy = false,
  attach: attached,
  upstream,
  peer,
}: Setup): Promise<Running> {
  const app = new Koa({ proxy: trustProxy })
  app.silent = true
  if (peer) app.use(helmet())
  app.use(async (ctx, next) => {
    const early = EARLY[ctx.path]
    if (early === 'throws') throw new Error('early')
    if (early === undefined) return next()
    ctx.status = early
  })
  if (policy !== undefined) app.use(secure(policy))
  app.use(async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      if (ctx.path === '/handler-throws') throw new Error('thrown by the handler')
      if (ctx.path !== '/custom-error') throw error
      ctx.status = 500
      ctx.body = { custom: true }
    }
  })

  const router = new Router<SecureState>()
  const json = (ctx: Context) => {
    ctx.body = {}
  }
  const fail = () => {
    throw new Error('thrown')
  }
  const page = (ctx: Context) => {
    ctx.type = 'html'
    ctx.body = `<script nonce="${ctx.state.cspNonce}">1</script>`
  }
  router.get('/html', (ctx) => {
    ctx.body = '<p>page</p>'
  })
  router.get('/json', (ctx) => {
    ctx.body = { ok: true }
  })
  router.get('/empty', (ctx) => {
    ctx.status = 204
  })
  router.get('/redirect', (ctx) => ctx.redirect('/json'))
  for (const path of ['/throw', '/custom-error', '/handler-throws']) router.get(path, fail)
  router.get('/reject', () => Promise.reject(new Error('rejected')))
  router.get('/throw-string', () => {
    throw 'a string'
  })
  router.get('/forbidden', (ctx) => ctx.throw(403))
  router.get('/error-headers', (ctx) => ctx.throw(401, 'no', { headers: { 'WWW-Authenticate': 'Basic' } }))
  router.post('/echo', async (ctx) => {
    const body = await buffer(ctx.req)
    if (body.length > 1024) ctx.throw(413)
    try {
      ctx.body = JSON.parse(body.toString())
    } catch {
      ctx.throw(400)
    }
  })
  router.get('/circular', (ctx) => {
    const circular: Record<string, unknown> = {}
    circular.self = circular
    ctx.body = circular
  })
  router.get('/compressed', compress({ threshold: 0 }), (ctx) => {
    ctx.body = '<p>page</p>'
  })
  router.get('/stream', (ctx) => {
    ctx.type = 'text'
    ctx.body = Readable.from(['a', 'b', 'c'])
  })
  router.get('/proxy', async (ctx) => {
    const { headers, body } = await fetch(upstream)
    ctx.set(Object.fromEntries(headers))
    ctx.body = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0])
  })
  router.get('/own', (ctx) => {
    ctx.set({ 'X-Frame-Options': 'DENY', 'Referrer-Policy': 'origin' })
    json(ctx)
  })
  router.get('/drop', (ctx) => {
    ctx.remove('X-Frame-Options')
    json(ctx)
  })
  router.get('/drop-throw', (ctx) => {
    ctx.remove('X-Frame-Options')
    fail()
  })
  router.get('/own-throw', (ctx) => {
    ctx.set('X-Frame-Options', 'DENY')
    fail()
  })
  router.get('/drop-set', (ctx) => {
    ctx.remove('X-Frame-Options')
    ctx.set('X-Frame-Options', 'DENY')
    json(ctx)
  })
  router.get('/nonce', page)
  router.get('/json-nonce', (ctx) => {
    ctx.body = { nonce: ctx.state.cspNonce }
  })
  router.get('/late-nonce', (ctx) => {
    ctx.type = 'html'
    ctx.body = Readable.from(
      (async function* () {
        yield '<p>early</p>'
        await new Promise((resolve) => setTimeout(resolve, 20))
        yield `<script nonce="${ctx.state.cspNonce}">1</script>`
      })(),
    )
  })
  router.get('/etag', (ctx) => {
    ctx.status = 200
    ctx.etag = '1'
    if (ctx.fresh) ctx.status = 304
    else page(ctx)
  })
  for (const path of ['/public', '/public/:id']) {
    router.get(path, (ctx) => {
      ctx.set('Cache-Control', 'public, max-age=60')
      page(ctx)
    })
  }
  router.get('/other-policy', (ctx) => {
    ctx.set('Content-Security-Policy', "script-src 'self'")
    page(ctx)
  })
  router.get('/headers-of', (ctx) => {
    ctx.type = 'json'
    ctx.body = JSON.stringify(headersOf(ctx))
  })
  router.get('/powered', (ctx) => {
    ctx.set({ 'X-Powered-By': 'the handler', Server: 'a server' })
    json(ctx)
  })
  for (const [path, route] of Object.entries(rawRoutes)) {
    router.get(path, (ctx) => {
      ctx.respond = false
      ctx.res.statusCode = 200
      route(ctx.res)
    })
  }

  router.get('/override/value', override({ xfo: 'DENY' }), json)
  router.get('/override/off', override({ xfo: false }), json)
  router.get('/override/extend', override({ csp: (csp) => csp.frameAncestors('https://partner.example') }), page)
  router.get('/override/nonce', override({ csp: { 'script-src': [NONCE] } }), page)
  router.get('/override/throw', override({ xfo: 'DENY' }), fail)
  router.get('/override/none', override(false), (ctx) => {
    ctx.set('X-Powered-By', 'the handler')
    json(ctx)
  })

  if (nested !== undefined) {
    const inner = new Router({ prefix: '/nested' })
    inner.use(secure(nested))
    inner.get('/html', (ctx) => {
      ctx.body = '<p>page</p>'
    })
    inner.get('/throw', fail)
    app.use(inner.routes())
  }

  app.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/static/')) return next()
    ctx.path = ctx.path.slice('/static'.length)
    return serveStatic(FILES, { maxage: 60_000 })(ctx as never, next)
  })
  app.use((ctx, next) => {
    if (ctx.path !== '/custom-missing') return next()
    ctx.status = 404
    ctx.body = 'nothing here'
  })
  app.use(router.routes())
  app.use(router.allowedMethods())

  const server = serverFor(protocol, app.callback())
  if (attached && policy !== undefined) attach(server, policy)
  return listen(protocol, server)
}

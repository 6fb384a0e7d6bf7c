import type { ServerResponse } from 'node:http'
import { serveStatic } from '@hono/node-server/serve-static'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { EARLY, type Setup } from '@secure/adapter-contract'
import { NONCE } from '@secure/core'
import secure, { headersOf, override, type SecureEnv } from '@secure/hono-middleware'
import { FILES, rawRoutes } from '@secure/loopback'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { stream } from 'hono/streaming'

/** One hono app for the Node server and for plain fetch. */
export function createApp({
  policy,
  nested,
  upstream,
  peer,
}: Pick<Setup, 'policy' | 'nested' | 'upstream' | 'peer'>): Hono<SecureEnv> {
  const app = new Hono<SecureEnv>()
  if (peer) app.use(secureHeaders())
  app.use(async (c, next) => {
    const early = EARLY[c.req.path]
    if (early === 'throws') throw new Error('early')
    return early === undefined ? next() : c.body(null, early)
  })
  if (policy !== undefined) app.use(secure(policy))
  // Any middleware at all changes hono's behaviour a little, so the bare app has an empty one.
  else app.use((_c, next) => next())
  app.onError((error, c) => {
    if (c.req.path === '/custom-error') return c.json({ custom: true }, 500)
    if (c.req.path === '/handler-throws') throw new Error('thrown by the handler')
    return error instanceof HTTPException ? error.getResponse() : c.text('Internal Server Error', 500)
  })
  app.notFound((c) => c.text(c.req.path === '/custom-missing' ? 'nothing here' : '404 Not Found', 404))

  const page = (c: Context) => c.html(`<script nonce="${c.get('cspNonce')}">1</script>`)
  app.get('/html', (c) => c.html('<p>page</p>'))
  app.get('/json', (c) => c.json({ ok: true }))
  app.get('/empty', (c) => c.body(null, 204))
  app.get('/redirect', () => Response.redirect('http://localhost/json'))
  app.get('/throw', fail).get('/custom-error', fail).get('/handler-throws', fail)
  app.get('/reject', () => Promise.reject(new Error('rejected')))
  app.get('/throw-string', () => {
    throw 'a string'
  })
  app.get('/forbidden', () => {
    throw new HTTPException(403)
  })
  app.get('/error-headers', () => {
    throw new HTTPException(401, { res: new Response('no', { status: 401, headers: { 'WWW-Authenticate': 'Basic' } }) })
  })
  app.post('/echo', bodyLimit({ maxSize: 1024 }), async (c) => c.json(await c.req.json()))
  app.get('/circular', (c) => {
    const circular: Record<string, string> = {}
    Object.assign(circular, { circular })
    return c.json(circular)
  })
  app.get('/parameter/:one', (c) => c.text(String(c.req.param('one').length)))
  app.use('/static/*', serveStatic({ root: FILES, rewriteRequestPath: (path) => path.slice('/static'.length) }))
  app.get('/compressed', compress({ threshold: 0 }), (c) => c.html('<p>page</p>'))
  app.get('/stream', (c) => stream(c, async (out) => void (await out.write('abc'))))
  app.get('/proxy', () => fetch(upstream))
  app.get('/own', (c) => c.json({}, 200, { 'X-Frame-Options': 'DENY', 'Referrer-Policy': 'origin' }))
  app.get('/drop', (c) => {
    c.header('X-Frame-Options', undefined)
    return c.json({})
  })
  app.get('/drop-throw', (c) => {
    c.header('X-Frame-Options', undefined)
    return fail()
  })
  app.get('/own-throw', (c) => {
    c.header('X-Frame-Options', 'DENY')
    return fail()
  })
  app.get('/drop-set', (c) => {
    c.header('X-Frame-Options', undefined)
    c.header('X-Frame-Options', 'DENY')
    return c.json({})
  })
  app.get('/nonce', page)
  app.get('/json-nonce', (c) => c.json({ nonce: c.var.cspNonce }))
  app.get('/late-nonce', (c) => {
    c.header('Content-Type', 'text/html')
    return stream(c, async (out) => {
      await out.write('<p>early</p>')
      await out.sleep(20)
      await out.write(`<script nonce="${c.var.cspNonce}">1</script>`)
    })
  })
  app.use('/etag', etag())
  app.get('/etag', (c) => {
    c.header('ETag', '"1"')
    return page(c)
  })
  for (const path of ['/public', '/public/:id']) {
    app.get(path, (c) => {
      c.header('Cache-Control', 'public, max-age=60')
      return page(c)
    })
  }
  app.get('/other-policy', (c) => {
    c.header('Content-Security-Policy', "script-src 'self'")
    return page(c)
  })
  app.get('/headers-of', (c) => c.json(headersOf(c)))
  app.get('/powered', (c) => c.json({}, 200, { 'X-Powered-By': 'the handler', Server: 'a server' }))
  for (const [path, route] of Object.entries(rawRoutes)) {
    app.get(path, (c) => {
      route((c.env as { outgoing: ServerResponse }).outgoing)
      return RESPONSE_ALREADY_SENT
    })
  }

  app.get('/override/value', override({ xfo: 'DENY' }), (c) => c.json({}))
  app.get('/override/off', override({ xfo: false }), (c) => c.json({}))
  app.get('/override/extend', override({ csp: (csp) => csp.frameAncestors('https://partner.example') }), page)
  app.get('/override/nonce', override({ csp: { 'script-src': [NONCE] } }), page)
  app.get('/override/throw', override({ xfo: 'DENY' }), fail)
  app.get('/override/none', override(false), (c) => c.json({}, 200, { 'X-Powered-By': 'the handler' }))

  if (nested !== undefined) {
    const inner = new Hono()
    inner.use(secure(nested))
    inner.get('/html', (c) => c.html('<p>page</p>'))
    inner.get('/throw', fail)
    app.route('/nested', inner)
  }
  return app
}

function fail(): never {
  throw new Error('thrown')
}

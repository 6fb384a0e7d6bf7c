import { Readable } from 'node:stream'
import fastifyCompress from '@fastify/compress'
import fastifyStatic from '@fastify/static'
import { EARLY, type Harness, type Setup } from '@secure/adapter-contract'
import { NONCE } from '@secure/core'
import secure, { headersOf } from '@secure/fastify-plugin'
import { CREDENTIALS, FILES, listen, type Running, rawRoutes } from '@secure/loopback'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, type FastifyServerOptions } from 'fastify'
import Fastify50 from 'fastify50'

type Create = (options: FastifyServerOptions) => FastifyInstance

/** Fastify with @fastify/static. */
function harnessOf(name: string, fastify: Create, statuses: Harness['statuses'] = {}): Harness {
  return {
    name,
    peer: '@fastify/helmet',
    protocols: ['http', 'https', 'h2c', 'h2'],
    start: (setup) => start(fastify, setup),
    async declareBadOverride() {
      const app = fastify({})
      await app.register(secure)
      app.get('/', { secure: { xfo: 'DENNY' as 'DENY' } }, () => '')
    },
    cannot: {},
    statuses,
    frameworkSets: { file: ['cache-control'], range: ['cache-control'], 'own-throw': ['x-frame-options'] },
  }
}

export const harness = harnessOf('fastify', Fastify as Create)
export const harness50 = harnessOf('fastify 5.0', Fastify50 as Create, { 'long-parameter': 404 })

async function start(
  fastify: Create,
  { policy, nested, protocol = 'http', trustProxy = false, attach = true, upstream, peer }: Setup,
): Promise<Running> {
  const app = create(fastify, protocol, { trustProxy, bodyLimit: 1024 })
  // Imported by a name that TypeScript does not follow: its types declare another `reply.cspNonce`.
  if (peer) await app.register(import('@fastify/helmet' as string))
  app.addHook('onRequest', async (request, reply) => {
    const early = EARLY[request.url]
    if (early === 'throws') throw new Error('early')
    if (early !== undefined) return reply.code(early).send()
  })
  if (policy !== undefined) await app.register(secure, { ...policy, attach })

  app.get('/html', (_request, reply) => reply.type('text/html').send('<p>page</p>'))
  app.get('/json', () => ({ ok: true }))
  app.get('/empty', (_request, reply) => reply.code(204).send())
  app.get('/redirect', (_request, reply) => reply.redirect('/json'))
  app.get('/throw', fail)
  app.get('/reject', () => Promise.reject(new Error('rejected')))
  app.get('/throw-string', () => {
    throw 'a string'
  })
  app.get('/forbidden', () => {
    throw Object.assign(new Error('no'), { statusCode: 403 })
  })
  app.get('/error-headers', () => {
    throw Object.assign(new Error('no'), { statusCode: 401, headers: { 'WWW-Authenticate': 'Basic' } })
  })
  app.get('/custom-error', { errorHandler: (_error, _request, reply) => void reply.code(500).send({ custom: true }) }, fail)
  app.get(
    '/handler-throws',
    {
      errorHandler: () => {
        throw new Error('thrown by the handler')
      },
    },
    fail,
  )
  app.post('/echo', (request) => request.body)
  app.get('/validated', { schema: { querystring: { type: 'object', properties: { n: { type: 'integer' } } } } }, () => ({}))
  app.get('/circular', () => {
    const circular: Record<string, unknown> = {}
    circular.self = circular
    return circular
  })
  app.get('/parameter/:one', () => ({}))
  await app.register(fastifyStatic, { root: FILES, prefix: '/static/', redirect: true })
  await app.register(fastifyCompress, { global: false })
  app.get('/compressed', { compress: { threshold: 0 } }, (_request, reply) => reply.type('text/html').send('<p>page</p>'))
  app.get('/stream', (_request, reply) => reply.type('text/plain').send(Readable.from(['a', 'b', 'c'])))
  app.get('/stream-fails', (_request, reply) => {
    const stream = new Readable({
      read() {
        this.destroy(new Error('stream failed'))
      },
    })
    return reply.send(stream)
  })
  app.get('/proxy', async (_request, reply) => {
    const { headers, body } = await fetch(upstream)
    return reply.headers(Object.fromEntries(headers)).send(body)
  })
  app.get('/own', (_request, reply) => reply.headers({ 'X-Frame-Options': 'DENY', 'Referrer-Policy': 'origin' }).send({}))
  app.get('/drop', (_request, reply) => reply.removeHeader('X-Frame-Options').send({}))
  app.get('/drop-throw', (_request, reply) => {
    reply.removeHeader('X-Frame-Options')
    return fail()
  })
  app.get('/own-throw', (_request, reply) => {
    reply.header('X-Frame-Options', 'DENY')
    return fail()
  })
  app.get('/drop-set', (_request, reply) => reply.removeHeader('X-Frame-Options').header('X-Frame-Options', 'DENY').send({}))
  app.get('/nonce', page)
  app.get('/json-nonce', (_request, reply) => ({ nonce: reply.cspNonce }))
  app.get('/late-nonce', (_request, reply) => {
    const chunks = async function* () {
      yield '<p>early</p>'
      await new Promise((resolve) => setTimeout(resolve, 20))
      yield `<script nonce="${reply.cspNonce}">1</script>`
    }
    return reply.type('text/html').send(Readable.from(chunks()))
  })
  app.get('/etag', (request, reply) => {
    if (request.headers['if-none-match'] === '"1"') return reply.code(304).send()
    return page(request, reply.header('ETag', '"1"'))
  })
  for (const path of ['/public', '/public/:id'])
    app.get(path, (request, reply) => page(request, reply.header('Cache-Control', 'public, max-age=60')))
  app.get('/other-policy', (request, reply) => page(request, reply.header('Content-Security-Policy', "script-src 'self'")))
  app.get('/headers-of', (_request, reply) => {
    reply.raw.setHeader('Content-Type', 'application/json')
    return reply.type('application/json').send(JSON.stringify(headersOf(reply)))
  })
  app.get('/powered', (_request, reply) => reply.headers({ 'X-Powered-By': 'the handler', Server: 'a server' }).send({}))
  for (const [path, route] of Object.entries(rawRoutes)) {
    app.get(path, (_request, reply) => {
      reply.hijack()
      route(reply.raw)
    })
  }

  app.get('/override/value', { secure: { xfo: 'DENY' } }, () => ({}))
  app.get('/override/off', { secure: { xfo: false } }, () => ({}))
  app.get('/override/extend', { secure: { csp: (csp) => csp.frameAncestors('https://partner.example') } }, page)
  app.get('/override/nonce', { secure: { csp: { 'script-src': [NONCE] } } }, page)
  app.get('/override/throw', { secure: { xfo: 'DENY' } }, fail)
  app.get('/override/none', { secure: false }, (_request, reply) => reply.header('X-Powered-By', 'the handler').send({}))

  await app.register(async (scope) => scope.setNotFoundHandler((_request, reply) => reply.code(404).send('nothing here')), {
    prefix: '/custom-missing',
  })

  if (nested !== undefined) {
    await app.register(async (inner) => {
      await inner.register(secure, nested)
      inner.get('/nested/html', (_request, reply) => reply.type('text/html').send('<p>page</p>'))
      inner.get('/nested/throw', fail)
    })
  }

  await app.listen({ port: 0, host: '127.0.0.1' })
  return listen(protocol, app.server, () => app.close())
}

/** Each protocol has an instance type of its own; the routes are the same. */
function create(
  fastify: Create,
  protocol: Setup['protocol'],
  options: Pick<FastifyServerOptions, 'trustProxy' | 'bodyLimit'>,
): FastifyInstance {
  const https = protocol === 'https' || protocol === 'h2' ? { https: { ...CREDENTIALS, allowHTTP1: true } } : {}
  const http2 = protocol === 'h2c' || protocol === 'h2' ? { http2: true } : { forceCloseConnections: true }
  return fastify({ ...options, ...https, ...http2 } as FastifyServerOptions)
}

function page(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.type('text/html').send(`<script nonce="${reply.cspNonce}">1</script>`)
}

function fail(): never {
  throw new Error('thrown')
}

import { Readable } from 'node:stream'
import { EARLY, type Harness, type Setup } from '@secure/adapter-contract'
import { NONCE } from '@secure/core'
import secure, { attach, headersOf, override } from '@secure/express-middleware'
import { FILES, listen, type Running, rawRoutes, serverFor } from '@secure/loopback'
import compression from 'compression'
import express5, { type NextFunction, type Request, type Response } from 'express'
import express4 from 'express4'
import helmet from 'helmet'

const ERROR_HEADERS = ['content-security-policy', 'x-content-type-options']
const ERRORS = [
  'missing',
  'missing-head',
  'wrong-method',
  'throw',
  'reject',
  'throw-string',
  'forbidden',
  'error-headers',
  'handler-throws',
  'bad-json',
  'too-large',
  'circular',
  'bad-parameter',
  'file-missing',
  'directory',
  'stream-fails',
  'drop-throw',
]

type Express = typeof express5

/** Express by itself: no view engine, no router besides its own. */
function harnessOf(name: string, express: Express, cannot: Harness['cannot'] = {}): Harness {
  return {
    name,
    peer: 'helmet',
    // Its responses are re-parented to http.ServerResponse, so Express does not run on node:http2.
    protocols: ['http', 'https'],
    start: (setup) => start(express, setup),
    declareBadOverride: async () => express().get('/', override({ xfo: 'DENNY' as 'DENY' })),
    cannot: {
      'media-type': 'express.json() ignores other types',
      invalid: 'Express has no validation of its own',
      'long-parameter': 'Express has no limit of its own',
      'raw-pairs': 'Express has set X-Powered-By, and Node misreads an array of pairs on a response that has headers',
      ...cannot,
    },
    statuses: { options: 200 },
    // finalhandler and send set these themselves, which makes them the handler's; `mode: 'enforce'` turns that around.
    frameworkSets: {
      ...Object.fromEntries(ERRORS.map((id) => [id, ERROR_HEADERS])),
      file: ['cache-control'],
      range: ['cache-control'],
      'own-throw': [...ERROR_HEADERS, 'x-frame-options'],
      'bad-range': [...ERROR_HEADERS, 'cache-control'],
      'early-throw': ERROR_HEADERS,
    },
  }
}

export const harness = harnessOf('express', express5)
export const harness4 = harnessOf('express 4', express4, { reject: 'Express 4 does not wait for what a handler returns' })

async function start(express: Express, setup: Setup): Promise<Running> {
  const { policy, nested, protocol = 'http', trustProxy = false, upstream } = setup
  const app = express()
  // Error pages without stacks: a stack tells how many middlewares there are.
  app.set('env', 'production')
  app.set('trust proxy', trustProxy)
  if (setup.peer) app.use(helmet())
  app.use((request, response, next) => {
    const early = EARLY[request.path]
    if (early === 'throws') throw new Error('early')
    if (early === undefined) next()
    else response.status(early).end()
  })
  if (policy !== undefined) app.use(secure(policy))
  app.use(express.json({ limit: 1024 }))

  app.get('/html', (_request, response) => void response.send('<p>page</p>'))
  app.get('/json', (_request, response) => void response.json({ ok: true }))
  app.get('/empty', (_request, response) => void response.status(204).end())
  app.get('/redirect', (_request, response) => response.redirect('/json'))
  app.get('/throw', () => {
    throw new Error('thrown')
  })
  app.get('/reject', () => Promise.reject(new Error('rejected')))
  app.get('/throw-string', () => {
    throw 'a string'
  })
  app.get('/forbidden', () => {
    throw Object.assign(new Error('no'), { status: 403 })
  })
  app.get('/error-headers', () => {
    throw Object.assign(new Error('no'), { status: 401, headers: { 'WWW-Authenticate': 'Basic' } })
  })
  app.get(['/custom-error', '/handler-throws'], () => {
    throw new Error('thrown')
  })
  app.post('/echo', (request, response) => void response.json(request.body))
  app.get('/circular', (_request, response) => {
    const circular: Record<string, unknown> = {}
    circular.self = circular
    response.json(circular)
  })
  app.get('/parameter/:one', (request, response) => void response.json(request.params.one.length))
  app.use('/static', express.static(FILES))
  app.get('/compressed', compression({ threshold: 0 }), (_request, response) => void response.send('<p>page</p>'))
  app.get('/stream', (_request, response) => void Readable.from(['a', 'b', 'c']).pipe(response.type('text')))
  app.get('/stream-fails', (_request, response, next) => {
    failing().on('error', next).pipe(response)
  })
  app.get('/proxy', async (_request, response) => {
    const { headers, body } = await fetch(upstream)
    response.setHeaders(headers)
    for await (const chunk of body ?? []) response.write(chunk)
    response.end()
  })
  app.get('/own', (_request, response) => void response.set({ 'X-Frame-Options': 'DENY', 'Referrer-Policy': 'origin' }).json({}))
  app.get('/drop', (_request, response) => {
    response.removeHeader('X-Frame-Options')
    response.json({})
  })
  app.get('/drop-throw', (_request, response) => {
    response.removeHeader('X-Frame-Options')
    throw new Error('thrown')
  })
  app.get('/own-throw', (_request, response) => {
    response.set('X-Frame-Options', 'DENY')
    throw new Error('thrown')
  })
  app.get('/drop-set', (_request, response) => {
    response.removeHeader('X-Frame-Options')
    response.set('X-Frame-Options', 'DENY').json({})
  })
  app.get('/nonce', sendPage)
  app.get('/json-nonce', (_request, response) => void response.json({ nonce: response.locals.cspNonce }))
  app.get('/late-nonce', (_request, response) => {
    response.type('html').write('<p>early</p>')
    setImmediate(() => response.end(`<script nonce="${response.locals.cspNonce}">1</script>`))
  })
  app.get('/etag', (request, response) => {
    response.set('ETag', '"1"').type('html')
    if (request.fresh) response.status(304).end()
    else sendPage(request, response)
  })
  for (const path of ['/public', '/public/:id']) {
    app.get(path, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=60').send(response.locals.cspNonce)
    })
  }
  app.get('/other-policy', (_request, response) => {
    response.set('Content-Security-Policy', "script-src 'self'").send(response.locals.cspNonce)
  })
  app.get('/headers-of', (_request, response) => void response.json(headersOf(response)))
  app.get('/powered', (_request, response) => void response.set({ 'X-Powered-By': 'the handler', Server: 'a server' }).json({}))
  for (const [path, route] of Object.entries(rawRoutes)) app.get(path, (_request, response) => route(response))

  app.get('/override/value', override({ xfo: 'DENY' }), (_request, response) => void response.json({}))
  app.get('/override/off', override({ xfo: false }), (_request, response) => void response.json({}))
  app.get('/override/extend', override({ csp: (csp) => csp.frameAncestors('https://partner.example') }), sendPage)
  app.get('/override/nonce', override({ csp: { 'script-src': [NONCE] } }), sendPage)
  app.get('/override/throw', override({ xfo: 'DENY' }), () => {
    throw new Error('thrown')
  })
  app.get('/override/none', override(false), (_request, response) => void response.set('X-Powered-By', 'the handler').json({}))

  if (nested !== undefined) {
    const inner = express()
    inner.use(secure(nested))
    inner.get('/html', (_request, response) => void response.send('<p>page</p>'))
    inner.get('/throw', () => {
      throw new Error('thrown')
    })
    app.use('/nested', inner)
  }

  app.use('/custom-missing', (_request, response) => void response.status(404).send('nothing here'))
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (request.path === '/custom-error') response.status(500).json({ custom: true })
    else if (request.path === '/handler-throws') throw new Error('thrown by the handler')
    else next(error)
  })

  const server = serverFor(protocol, app)
  if (setup.attach && policy !== undefined) attach(server, policy)
  return listen(protocol, server)
}

function sendPage(_request: Request, response: Response): void {
  response.type('html').send(`<script nonce="${response.locals.cspNonce}">1</script>`)
}

function failing(): Readable {
  return new Readable({
    read() {
      this.destroy(new Error('stream failed'))
    },
  })
}

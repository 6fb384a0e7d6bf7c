import { once } from 'node:events'
import { createServer, IncomingMessage, type RequestListener, ServerResponse } from 'node:http'
import type { AddressInfo, Server, Socket } from 'node:net'
import { Writable } from 'node:stream'
import { NONCE, type OverrideOptions, Secure, type SecureOptions } from '@secure/core'
import { headerOf, listen, serverFor } from '@secure/loopback'
import express from 'express'
import express4 from 'express4'
import serverless from 'serverless-http'
import request from 'supertest'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import secure, { headersOf, secure as named, override } from '../src/index.js'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
  vi.restoreAllMocks()
})

function get(app: express.Express, path = '/'): Promise<Response> {
  return getFrom(app.listen(0, '127.0.0.1'), path)
}

async function getFrom(server: Server, path = '/'): Promise<Response> {
  servers.push(server)
  if (!server.listening) await once(server, 'listening')
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
}

/** A server of a connect-like framework: its requests and responses are Node's, which know nothing of locals or of a proxy. */
function connectLike(policy: SecureOptions): Server {
  return createServer(handlerOf(policy)).listen(0, '127.0.0.1')
}

function handlerOf(policy: SecureOptions): RequestListener {
  const middleware = secure(policy)
  return (request, response) => {
    middleware(request, response, () => response.end((response as { cspNonce?: string }).cspNonce))
  }
}

describe('secure() in a connect-like framework', () => {
  it('gives the nonce to the response itself if that has no locals', async () => {
    const reply = await getFrom(connectLike({ csp: { 'script-src': [NONCE] } }))
    expect(reply.headers.get('content-security-policy')).toBe(`script-src 'nonce-${await reply.text()}'`)
  })

  it('withholds what is only for TLS from plain HTTP, even if the request does not say which of the two it is', async () => {
    const { headers } = await getFrom(connectLike({ xfo: 'DENY', hsts: { maxAge: 60, secureOnly: true } }))
    expect([headers.get('x-frame-options'), headers.get('strict-transport-security')]).toEqual(['DENY', null])
  })

  it('sends what is only for TLS over TLS, where the request does not say so', async () => {
    const server = serverFor('https', handlerOf({ hsts: { maxAge: 60, secureOnly: true } }))
    const running = await listen('https', server)
    onTestFinished(async () => void (await running.close()))
    expect(headerOf(await running.send({ path: '/' }), 'strict-transport-security')).toBe('max-age=60')
  })
})

describe('secure() in Express', () => {
  it('is the default and a named export', () => expect(named).toBe(secure))

  it('throws for a bad option at the call', () => {
    expect(() => secure({ xfo: 'DENNY' as 'DENY' })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNKNOWN_VALUE', path: 'xfo' }),
    )
    expect(() => override({ hsts: { maxAge: -1 } })).toThrow(expect.objectContaining({ path: 'hsts.maxAge' }))
  })

  it('throws for a second object of options', () => {
    for (const call of [secure, override]) {
      expect(() => Reflect.apply(call, undefined, [{}, { xfo: 'DENY' }])).toThrow(/^expected one object of options/)
      expect(() => [{}, { xfo: 'DENY' } as const].map(call)).not.toThrow()
    }
  })

  it('goes by the trust-proxy setting of its own app, where another app is called and puts its own on the request', async () => {
    const inner = express().get('/', (_, response) => void response.send('inner'))
    const app = express().set('trust proxy', true)
    app.use(secure({ hsts: { maxAge: 60, secureOnly: true } }))
    app.use((request, response, next) => void inner(request, response, next))
    const hstsFor = async (protocol: string) =>
      (await request(app).get('/').set('X-Forwarded-Proto', protocol)).headers['strict-transport-security']
    expect([await hstsFor('https'), await hstsFor('http')]).toEqual(['max-age=60', undefined])
  })

  it('warns of the path that was asked for, where a proxy has changed the URL', async () => {
    const warned: string[] = []
    const note = ({ message }: Error) => void warned.push(message)
    process.on('warning', note)
    onTestFinished(() => void process.off('warning', note))
    const app = express().use(secure({ csp: { 'script-src': [NONCE] } }))
    app.use('/proxied', (incoming, response) => {
      incoming.url = '/internal/page'
      response.set('Cache-Control', 'public, max-age=60').send('<p>')
    })
    await request(app).get('/proxied/page?q=1')
    await vi.waitUntil(() => warned.length > 0)
    expect(warned).toEqual([expect.stringMatching(/^GET \/proxied\/page sends HTML/)])
  })

  it('takes a Secure', async () => {
    const app = express().use(secure(new Secure({ xfo: 'DENY' })))
    expect((await get(app)).headers.get('x-frame-options')).toBe('DENY')
  })

  it.each<[how: string, mount: (outer: express.Express, inner: express.Express) => void]>([
    ['on the app', (outer, inner) => outer.use('/inner', inner)],
    ['in a router', (outer, inner) => outer.use(express.Router().use('/inner', inner))],
    ['by a function', (outer, inner) => outer.use('/inner', (request, response, next) => inner(request, response, next))],
  ])('holds in an app of another copy of Express that is mounted %s, and after it', async (_, mount) => {
    const inner = express4().get('/page', (_request, response) => void response.send(response.locals.cspNonce))
    const outer = express().use(secure({ xfo: 'DENY', csp: { 'script-src': [NONCE] } }))
    mount(outer, inner)
    outer.use((_request, response) => void response.send(response.locals.cspNonce))
    for (const path of ['/inner/page', '/inner/none']) {
      const reply = await get(outer, path)
      const { headers } = reply
      expect([headers.get('x-frame-options'), headers.get('x-powered-by')]).toEqual(['DENY', null])
      expect(headers.get('content-security-policy')).toBe(`script-src 'nonce-${await reply.text()}'`)
    }
  })

  it('sends an X-Powered-By of the policy where Express has none', async () => {
    const app = express()
      .disable('x-powered-by')
      .use(secure({ custom: { 'X-Powered-By': 'PHP' } }))
    expect((await get(app, '/')).headers.get('x-powered-by')).toBe('PHP')
  })

  it.each<[what: string, custom: OverrideOptions['custom']]>([
    ['a function', (custom) => custom.remove('X-A')],
    ['a name that is false', { 'x-a': false }],
  ])('leaves out on a route what the app has in custom: %s', async (_what, custom) => {
    const app = express().use(secure({ custom: { 'X-A': 'a', 'X-B': 'b' } }))
    app.get('/', override({ custom }), (_request, response) => void response.set('X-Frame-Options', 'DENY').send('own'))
    app.get('/twice', override({ custom }), override({ xfo: false }), (_request, response) => void response.send('twice'))
    for (const path of ['/', '/twice']) {
      const { headers } = await get(app, path)
      expect([headers.get('x-a'), headers.get('x-b')]).toEqual([null, 'b'])
    }
  })

  it('warns when two requests share their locals', async () => {
    const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const common = {}
    const app = express().use((_request, response, next) => {
      response.locals = common as typeof response.locals
      next()
    })
    app.use(secure({ csp: { 'script-src': [NONCE] } }))
    let slow: express.Response | undefined
    const begun = new Promise<void>((resolve) => {
      app.get('/slow', (_request, response) => {
        slow = response
        resolve()
      })
    })
    app.get('/fast', (_request, response) => void response.send('<p>'))
    const server = app.listen(0, '127.0.0.1')
    for (const path of ['/fast', '/fast']) await getFrom(server, path)
    const codes = () => warning.mock.calls.map(([, options]) => (options as { code?: string }).code)
    expect(codes()).toEqual([])
    const reply = getFrom(server, '/slow')
    await begun
    await getFrom(server, '/fast')
    slow?.send('<p>')
    await reply
    expect(codes()).toEqual(['SECURE_NONCE_LOST'])
  })

  it.each([
    ['by its pattern', '/pages/7?secret', 'GET /pages/:id'],
    ['by the pattern in a router and where that router is', '/inner/pages/7?secret', 'GET /inner/pages/:id'],
    ['by its path if it has no pattern', '/missing/7?secret', 'GET /missing/7'],
    ['by its path in a router if it has no pattern', '/inner/missing/7?secret', 'GET /inner/missing/7'],
  ])('names a route in a warning %s', async (_, path, name) => {
    const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const page: express.RequestHandler = (_request, response) => {
      response.set('Cache-Control', 'public').send(response.locals.cspNonce)
    }
    const inner = express.Router().get('/pages/:id', page).use(page)
    const app = express().use(secure({ csp: { 'script-src': [NONCE] } }))
    await get(app.get('/pages/:id', page).use('/inner', inner).use(page), path)
    expect(warning.mock.calls.map(([text]) => String(text).split(' sends')[0])).toEqual([name])
  })

  it('sets the headers where the adapter of a serverless platform reads them', async () => {
    const app = express().use(secure({ xfo: 'DENY', csp: { 'script-src': [NONCE] } }))
    app.get('/page', (_request, response) => void response.send(response.locals.cspNonce))
    const handle = serverless(app)
    const answer = async (path: string) => {
      const event = {
        httpMethod: 'GET',
        path,
        headers: {},
        multiValueHeaders: {},
        requestContext: {},
        queryStringParameters: null,
      }
      return (await handle(event, {})) as { statusCode: number; headers: Record<string, string>; body: string }
    }
    const { statusCode, headers, body } = await answer('/page')
    expect([statusCode, headers['x-frame-options'], headers['x-powered-by']]).toEqual([200, 'DENY', undefined])
    expect(headers['content-security-policy']).toBe(`script-src 'nonce-${body}'`)
    expect((await answer('/none')).headers['x-frame-options']).toBe('DENY')
    // A real server in the same process works as before.
    expect((await get(app, '/page')).headers.get('x-frame-options')).toBe('DENY')
  })

  it('sets the headers where test injection reads them', async () => {
    const app = express().use(secure({ xfo: 'DENY' }))
    const inject = new Writable({ write: (_chunk, _encoding, done) => done() }) as Socket
    const request = new IncomingMessage(inject)
    Object.assign(request, { method: 'GET', url: '/', complete: true })
    const response = new ServerResponse(request)
    response.assignSocket(inject)
    app(request as express.Request, response as express.Response)
    await once(response, 'finish')
    expect([response.getHeader('X-Frame-Options'), response.hasHeader('X-Powered-By')]).toEqual(['DENY', false])
  })

  it('keeps its headers when a handler replaces all headers, as the send of Express 4.14 does', async () => {
    const app = express().use(secure({ xfo: 'DENY' }), (_request, response) => {
      if (Number.parseInt(process.versions.node, 10) < 24) Reflect.set(response, '_headers', { 'x-own': '1' })
      response.end()
    })
    const { headers } = await get(app)
    expect([headers.get('x-frame-options'), headers.get('x-powered-by')]).toEqual(['DENY', null])
  })

  it("lets the app's own removeHeader have its way", async () => {
    const app = express()
    const asked: string[] = []
    app.response.removeHeader = function (this: express.Response, name: string) {
      asked.push(name)
      if (name !== 'X-Tenant') ServerResponse.prototype.removeHeader.call(this, name)
    }
    app.use(secure({ xfo: 'DENY' }))
    app.get('/', (_request, response) => {
      response.set('X-Tenant', '7').removeHeader('X-Tenant')
      response.removeHeader('X-Frame-Options')
      response.send('ok')
    })
    const reply = await get(app)
    const { headers } = reply
    expect([headers.get('x-tenant'), headers.get('x-frame-options'), headers.get('x-powered-by')]).toEqual(['7', null, null])
    expect(asked).toEqual(expect.arrayContaining(['X-Tenant', 'X-Frame-Options']))
  })

  it('lays the inner policy over the outer one when it is used twice', async () => {
    const app = express().use(secure({ xfo: 'DENY', custom: { 'X-Outer': '1' } }), secure({ hsts: false }))
    const { headers } = await get(app)
    expect([headers.get('x-frame-options'), headers.get('strict-transport-security'), headers.get('x-outer')]).toEqual([
      'SAMEORIGIN',
      null,
      '1',
    ])
  })

  it('still sends the headers beside a foreign hook on the prototype, and leaves that hook alone', async () => {
    const app = express()
    const heads: string[] = []
    const storeHeader = Reflect.get(app.response, '_storeHeader') as (...args: unknown[]) => unknown
    Object.defineProperty(app.response, '_storeHeader', {
      value(this: unknown, ...args: unknown[]) {
        heads.push(String(args[0]))
        return storeHeader.apply(this, args)
      },
    })
    app.use(secure({ xfo: 'DENY' }))
    app.get('/', (_request, response) => void response.send('ok'))
    const { headers } = await get(app)
    expect([headers.get('x-frame-options'), headers.get('x-powered-by'), heads.length]).toEqual(['DENY', null, 1])
  })

  it('covers only the router that it is used in', async () => {
    const router = express.Router().use(secure())
    router.get('/', (_request, response) => void response.send('in'))
    const app = express().use('/in', router)
    app.get('/out', (_request, response) => void response.send('out'))
    expect((await get(app, '/in')).headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect((await get(app, '/out')).headers.get('x-frame-options')).toBeNull()
  })

  it("holds, when used in a mounted app, on the error page that the parent's error handler makes", async () => {
    const inner = express().use(secure({ xfo: 'DENY' }))
    inner.get('/', () => {
      throw new Error('thrown')
    })
    const outer = express().use('/inner', inner)
    outer.use(
      (_error: unknown, _request: unknown, response: express.Response, _next: unknown) => void response.status(500).send('outer'),
    )
    const reply = await get(outer, '/inner')
    expect([reply.status, await reply.text(), reply.headers.get('x-frame-options')]).toEqual([500, 'outer', 'DENY'])
  })

  it('gives views their nonce', async () => {
    const app = express().use(secure({ csp: { 'script-src': ["'nonce-{nonce}'"] } }))
    app.engine('view', (_path, options: object, done) => done(null, (options as { cspNonce: string }).cspNonce))
    app.set('view engine', 'view').set('views', new URL('views', import.meta.url).pathname)
    app.get('/', (_request, response) => response.render('nonce'))
    const reply = await get(app)
    expect(reply.headers.get('content-security-policy')).toBe(`script-src 'nonce-${await reply.text()}'`)
  })

  it('shows nothing but the nonce to code that walks res.locals, and gives it to an object that inherits from them', async () => {
    const app = express().use(secure({ csp: { 'script-src': ["'nonce-{nonce}'"] } }))
    app.get('/', (_request, response) => {
      expect(Reflect.ownKeys(response.locals)).toEqual(['cspNonce'])
      const inherited: { cspNonce: string } = Object.create(response.locals)
      response.type('html').send(inherited.cspNonce)
    })
    const reply = await get(app)
    expect(reply.headers.get('content-security-policy')).toBe(`script-src 'nonce-${await reply.text()}'`)
  })

  it('serves the page when code for another library assigns its own nonce', async () => {
    const app = express().use(secure({ csp: { 'script-src': ["'nonce-{nonce}'"] } }))
    app.get('/', (_request, response) => {
      Object.assign(response.locals, { cspNonce: 'mine' })
      response.type('html').send(response.locals.cspNonce)
    })
    const reply = await get(app)
    expect(reply.headers.get('content-security-policy')).toBe(`script-src 'nonce-${await reply.text()}'`)
  })

  it('sends headers once beside middleware that wraps writeHead, as compression does, and shows them to what was there before', async () => {
    const wrap =
      (see: (response: express.Response) => void): express.RequestHandler =>
      (_request, response, next) => {
        const { writeHead } = response
        response.writeHead = function (this: express.Response, ...args: never[]) {
          see(this)
          return Reflect.apply(writeHead, this, args)
        } as typeof writeHead
        next()
      }
    const seen: unknown[] = []
    const added: PropertyKey[] = []
    const app = express()
    app.get('/plain', secure({ xfo: 'DENY' }), (_request, response) => void response.send('ok'))
    app.use(wrap((response) => seen.push(['before', response.getHeader('X-Frame-Options')])))
    app.use((_request, response, next) => {
      const keys = new Set(Reflect.ownKeys(response))
      response.on('finish', () => added.push(...Reflect.ownKeys(response).filter((key) => !keys.has(key))))
      next()
    })
    app.use(secure({ xfo: 'DENY' }))
    app.use(wrap((response) => response.removeHeader('X-Frame-Options')))
    app.get('/dropped', (_request, response) => void response.send('ok'))
    app.get('/own', (_request, response) => void response.set('X-Frame-Options', 'SAMEORIGIN').send('ok'))

    const xfo = async (path: string) => (await get(app, path)).headers.get('x-frame-options')
    expect([await xfo('/plain'), await xfo('/dropped'), await xfo('/own'), await xfo('/nowhere')]).toEqual([
      'DENY',
      null,
      'DENY',
      null,
    ])
    expect(seen).toEqual([
      ['before', undefined],
      ['before', 'DENY'],
      ['before', undefined],
    ])
    expect(added).not.toContain('_storeHeader')
  })

  it('gives no response a removeHeader of its own', async () => {
    const app = express().use(secure(), (_request, response) => {
      response.json(Object.hasOwn(response, 'removeHeader'))
    })
    expect(await (await get(app)).json()).toBe(false)
  })

  it('shows a logger the headers that were sent', async () => {
    const app = express().use(secure())
    let logged: unknown
    app.get('/', (_request, response) => {
      response.on('finish', () => {
        logged = headersOf(response)['x-frame-options']
      })
      response.send('ok')
    })
    await get(app)
    expect(logged).toBe('SAMEORIGIN')
  })

  it('shows supertest the headers', async () => {
    const reply = await request(express().use(secure())).get('/')
    expect([reply.status, reply.headers['x-frame-options'], reply.headers['x-powered-by']]).toEqual([
      404,
      'SAMEORIGIN',
      undefined,
    ])
  })
})

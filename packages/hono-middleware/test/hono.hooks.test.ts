import { once } from 'node:events'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { getRequestListener, type HttpBindings, type ServerType, serve, upgradeWebSocket } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { NONCE, type OverrideOptions, Secure, type SecureOptions } from '@secure/core'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { basicAuth } from 'hono/basic-auth'
import { bearerAuth } from 'hono/bearer-auth'
import { bodyLimit } from 'hono/body-limit'
import { handleMiddleware } from 'hono/cloudflare-pages'
import { every, except, some } from 'hono/combine'
import { setCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import { poweredBy } from 'hono/powered-by'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import WebSocket, { WebSocketServer } from 'ws'
import edge, { headersOf as headersOfEdge, override as overrideOfEdge } from '../src/edge.js'
import secure, { headersOf, secure as named, override } from '../src/index.js'

/** The `Response` of other runtimes: @hono/node-server puts a class of its own in its place as soon as it listens. */
const { Response: PlatformResponse } = globalThis

const fails: MiddlewareHandler = async () => {
  throw new Error()
}
const failsAfter: MiddlewareHandler = async (_c, next) => {
  await next()
  throw new Error()
}

/** Headers that a server adds by itself. */
const FRAMING = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']

/** For apps whose types have lost sight of the middleware. */
const readNonce = (c: Context) => (c.get as (key: string) => string)('cspNonce')

const sentNonceOf = ({ headers }: Response) => /'nonce-(.+?)'/.exec(headers.get('Content-Security-Policy') ?? '')?.[1]

const withoutBindings: MiddlewareHandler = (c, next) => {
  c.env = {}
  return next()
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

type App = Pick<Hono, 'fetch' | 'request'>
type Served = Pick<Parameters<typeof serve>[0], 'fetch'>

const TRANSPORTS: readonly (readonly [transport: string, ask: (app: App, init?: RequestInit) => Promise<Response>])[] = [
  ['fetch', async (app, init) => app.request('/', init)],
  ['Node', askNode],
]

async function askNode(app: Served, init?: RequestInit): Promise<Response> {
  return fetch(await served(app), init)
}

/** The address of an app on Node. */
async function served({ fetch: answer }: Served): Promise<string> {
  return addressOf(serve({ fetch: answer, port: 0, hostname: '127.0.0.1' }))
}

/** The address of a server, which is closed when the test is over. */
async function addressOf(server: ServerType): Promise<string> {
  onTestFinished(() => void server.close())
  if (!server.listening) await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

describe('another framework that takes the middleware for its own', () => {
  it.each<[which: string, context: object]>([
    ['Express', { url: '/' }],
    ['Koa', { env: 'test', req: { url: '/' } }],
    ['a hook of Fastify', { raw: {} }],
    ['Fastify, as a plugin', { addHook() {} }],
  ])('is told so: %s', (_which, context) => {
    const next: unknown = {}
    expect(() => secure()(context as Context, next as never)).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'context', fix: expect.stringContaining('for this framework') }),
    )
  })
})

describe('the entry for runtimes without node:http', () => {
  it('says once on Node that it does not see everything there', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const app = new Hono().use(edge()).get('/', (c) => c.text('ok'))
    await app.request('/')
    await app.request('/', {}, { outgoing: 'a binding of that name' })
    expect(warned).not.toHaveBeenCalled()
    for (let turn = 0; turn < 2; turn++) await app.request('/', {}, { outgoing: { writeHead: () => {} } })
    expect(warned).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('Import @secure/hono-middleware/node'),
      expect.objectContaining({ code: 'SECURE_EDGE_ON_NODE' }),
    )
  })
})

describe('an app that meets both entries on Node', () => {
  beforeEach(() => void vi.spyOn(process, 'emitWarning').mockImplementation(() => {}))

  const noncesOf = async (reply: Response) => [await reply.text(), sentNonceOf(reply)]
  const policy: SecureOptions = { csp: { 'script-src': [NONCE] } }

  it.each<[order: string, middleware: MiddlewareHandler, further: MiddlewareHandler]>([
    ['Node first', secure(policy), overrideOfEdge({ xfo: 'DENY' })],
    ['Node last', edge(policy), override({ xfo: 'DENY' })],
  ])('has one policy, one nonce and one list of drops: %s', async (_, middleware, further) => {
    const app = new Hono().use(middleware, further).get('/', (c) => {
      c.header('Referrer-Policy', undefined)
      return c.text(readNonce(c))
    })
    const reply = await askNode(app)
    expect([reply.headers.get('X-Frame-Options'), reply.headers.get('Referrer-Policy')]).toEqual(['DENY', null])
    const [read, sent] = await noncesOf(reply)
    expect(read).toMatch(/^[\w+/]{24}$/)
    expect(read).toBe(sent)
  })

  it('has its headers on the page that answers for an error', async () => {
    const app = new Hono()
      .use(every(edge(policy), override({ xfo: 'DENY' }), fails))
      .onError((_error, c) => c.text('failed', 500))
    const reply = await askNode(app)
    expect([reply.status, reply.headers.get('X-Frame-Options'), reply.headers.get('X-Content-Type-Options')]).toEqual([
      500,
      'DENY',
      'nosniff',
    ])
  })

  it.each<[order: string, middleware: MiddlewareHandler, further: MiddlewareHandler]>([
    ['Node first', secure(), overrideOfEdge({ xfo: 'DENY' })],
    ['Node last', overrideOfEdge({ corp: true }), secure({ xfo: 'DENY' })],
    ['Node last and enforced', edge(policy), secure({ ...policy, xfo: 'DENY', mode: 'enforce' })],
  ])('has the headers on what is written past hono, and on the page of a thrown text: %s', async (_, middleware, further) => {
    const app = new Hono<{ Bindings: HttpBindings }>()
      .use(middleware, further)
      .get('/raw', (c) => {
        c.env.outgoing.end('raw')
        return RESPONSE_ALREADY_SENT
      })
      .get('/fails', () => {
        throw 'a text'
      })
    const address = await served(app)
    for (const [path, status] of [
      ['raw', 200],
      ['fails', 500],
    ]) {
      const reply = await fetch(`${address}${path}`)
      expect([reply.status, reply.headers.get('X-Frame-Options'), reply.headers.get('Referrer-Policy')]).toEqual([
        status,
        'DENY',
        'no-referrer, strict-origin-when-cross-origin',
      ])
    }
  })

  it('has one nonce where the second policy is enforced', async () => {
    const app = new Hono().use(edge(policy), secure({ ...policy, mode: 'enforce' })).get('/', (c) => c.html(readNonce(c)))
    const [read, sent] = await noncesOf(await askNode(app))
    expect(read).toMatch(/^[\w+/]{24}$/)
    expect(read).toBe(sent)
  })

  it('leaves out what the handler has dropped from what is written past hono', async () => {
    const app = new Hono<{ Bindings: HttpBindings }>().use(edge(), secure()).get('/', (c) => {
      c.header('Referrer-Policy', undefined)
      c.env.outgoing.end('raw')
      return RESPONSE_ALREADY_SENT
    })
    const { headers } = await askNode(app)
    expect([headers.get('X-Frame-Options'), headers.get('Referrer-Policy')]).toEqual(['SAMEORIGIN', null])
  })

  it.each<[order: string, middleware: MiddlewareHandler, further: MiddlewareHandler]>([
    ['Node first', secure(policy), overrideOfEdge({ xfo: 'DENY' })],
    ['Node last', edge(policy), override({ xfo: 'DENY' })],
    ['Node first, and its bindings are gone', secure(policy), withoutBindings],
  ])('can be asked for its headers by either: %s', async (_, middleware, further) => {
    const app = new Hono().use(middleware, further).get('/', (c) => {
      c.header('X-Own', '1')
      return c.json([headersOfEdge(c), headersOf(c)])
    })
    const reply = await askNode(app)
    for (const told of (await reply.clone().json()) as Record<string, string>[]) {
      expect(Object.keys(told)).toContain('x-own')
      expect([...reply.headers]).toEqual(expect.arrayContaining(Object.entries(told)))
      expect(Object.keys(told)).toEqual(expect.arrayContaining(['content-security-policy', 'x-frame-options', 'expires']))
    }
  })

  it('sends what it sends as fetch, and shows the nonce that it sends, in whatever order three layers come', async () => {
    const layers: readonly MiddlewareHandler[] = [
      secure(),
      edge(),
      override(policy as OverrideOptions),
      overrideOfEdge(policy as OverrideOptions),
      override({ xfo: 'DENY' }),
      overrideOfEdge({ corp: true }),
      override(false),
      secure({ ...policy, mode: 'enforce' }),
    ]
    const all = layers.flatMap((first) => layers.flatMap((second) => layers.map((third) => [first, second, third] as const)))
    const app = new Hono()
    for (const [index, three] of all.entries()) {
      app.use(`/${index}`, ...three).get(`/${index}`, (c) => c.html(readNonce(c)))
    }
    const address = await served(app)
    for (const index of all.keys()) {
      const sent: [name: string, value: string][][] = []
      for (const reply of [await app.request(`/${index}`), await fetch(`${address}${index}`)]) {
        const [read, inHeader] = await noncesOf(reply)
        if (inHeader !== undefined) expect(read).toBe(inHeader)
        sent.push(
          [...reply.headers]
            .filter(([name]) => !FRAMING.includes(name))
            .map(([name, value]) => [name, value.replaceAll(String(inHeader), 'nonce')]),
        )
      }
      expect(sent[1]).toEqual(sent[0])
    }
  })

  it('has its policy where a middleware takes the bindings of the server away', async () => {
    const app = new Hono()
      .use(secure(policy))
      .use(withoutBindings)
      .use(override({ xfo: 'DENY' }))
      .get('/', (c) => c.text(readNonce(c)))
    const reply = await askNode(app)
    expect(reply.headers.get('X-Frame-Options')).toBe('DENY')
    const [read, sent] = await noncesOf(reply)
    expect(read).toBe(sent)
  })
})

describe('secure() in hono', () => {
  it.each(TRANSPORTS)(
    'shows the nonce to a context that comes after another app has made its policy bear one: %s',
    async (_, ask) => {
      const withNonce = { csp: { 'script-src': [NONCE] } }
      const first = new Hono().use(override(withNonce)).notFound((c) => c.body(null, 404))
      const app = new Hono()
        .use(secure())
        .use(async (c, next) => {
          const reply = await first.fetch(c.req.raw, c.env)
          return reply.status === 404 ? next() : reply
        })
        .get('/', override(withNonce), (c) => c.json([c.get('cspNonce'), c.var.cspNonce]))
      const reply = await ask(app)
      const sent = sentNonceOf(reply)
      expect(sent).toMatch(/^[\w+/]{24}$/)
      expect(await reply.json()).toEqual([sent, sent])
    },
  )

  it.each(TRANSPORTS)("leaves it to the app's onError where nobody answers: %s", async (_, ask) => {
    const app = new Hono()
    app.use(secure())
    app.onError(({ message }, c) => c.text(message, 500))
    app.get('/', override({ xfo: 'DENY' }), (() => {}) as never)
    const response = await ask(app)
    expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('Context is not finalized')])
    expect(response.headers.get('X-Frame-Options')).toBe('DENY')
  })

  it('is the default and a named export', () => expect(named).toBe(secure))

  it('throws for a bad option at the call', () => {
    expect(() => secure({ xfo: 'DENNY' as 'DENY' })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNKNOWN_VALUE', path: 'xfo' }),
    )
    expect(() => override({ hsts: { maxAge: -1 } })).toThrow(expect.objectContaining({ path: 'hsts.maxAge' }))
  })

  it('throws for a second object of options', () => {
    for (const call of [secure, override, edge, overrideOfEdge]) {
      expect(() => Reflect.apply(call, undefined, [{}, { xfo: 'DENY' }])).toThrow(/^expected one object of options/)
      expect(() => [{}, { xfo: 'DENY' } as const].map(call)).not.toThrow()
    }
  })

  it('has no cspNonce where no policy has a nonce', async () => {
    const app = new Hono().use(secure()).get('/', (c) => c.json('cspNonce' in c.var))
    expect(await (await app.request('/')).json()).toBe(false)
  })

  it('fills the answer of a middleware in front that catches what is thrown and renders a promise', async () => {
    const app = new Hono()
      .use(async (c, next) => {
        try {
          await next()
        } catch {
          return c.html(Promise.resolve('<p>'), 500)
        }
      })
      .use(secure({ xfo: 'DENY' }))
      .get('/', () => {
        throw 'text'
      })
    const { status, headers } = await app.request('/')
    expect([status, headers.get('x-frame-options')]).toEqual([500, 'DENY'])
  })

  it('takes a Secure, and shows app.request() the headers', async () => {
    const app = new Hono().use(secure(new Secure({ xfo: 'DENY' })))
    const { status, headers } = await app.request('/')
    expect([status, headers.get('x-frame-options')]).toEqual([404, 'DENY'])
  })

  it('types the nonce in c.var, and spreads it', async () => {
    const app = new Hono().use(secure({ csp: { 'script-src': [NONCE] } })).get('/', (c) => {
      c.set('cspNonce' as never, 'forged' as never)
      const nonce: string = c.var.cspNonce
      return c.json({ nonce, again: c.get('cspNonce'), spread: { ...c.var }.cspNonce })
    })
    const reply = await app.request('/')
    const { nonce, again, spread } = (await reply.json()) as Record<string, string>
    expect(reply.headers.get('content-security-policy')).toBe(`script-src 'nonce-${nonce}'`)
    expect([again, spread]).toEqual([nonce, nonce])
  })

  it('fills a response that cannot be changed', async () => {
    const app = new Hono().use(secure()).get('/', () => Response.redirect('http://localhost/x', 301))
    const { status, headers } = await app.request('/')
    expect([status, headers.get('location'), headers.get('x-frame-options')]).toEqual([301, 'http://localhost/x', 'SAMEORIGIN'])
  })

  it('fills every response of a request that is handled twice', async () => {
    const app = new Hono().use(secure({ csp: { 'script-src': [NONCE] } })).get('/', (c) => c.html(c.var.cspNonce))
    const request = new Request('http://localhost/')
    for (const reply of [await app.fetch(request), await app.fetch(request)]) {
      expect(reply.headers.get('content-security-policy')).toBe(`script-src 'nonce-${await reply.text()}'`)
    }
  })

  it('fills every response of a request that is handled twice at the same time, or again while the first one hangs', async () => {
    let hang = true
    const app = new Hono().use(secure({ csp: { 'script-src': [NONCE] } })).get('/', async (c) => {
      if (hang) await new Promise((resolve) => setTimeout(resolve, 20))
      return c.html(c.var.cspNonce)
    })
    const request = new Request('http://localhost/')
    const first = app.fetch(request)
    hang = false
    for (const reply of await Promise.all([first, app.fetch(request), app.fetch(request)])) {
      expect(reply.headers.get('content-security-policy')).toBe(`script-src 'nonce-${await reply.text()}'`)
      expect(reply.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    }
  })

  it('passes on what an app within the app has decided, with one nonce', async () => {
    const inner = new Hono()
      .use(secure({ xfo: 'DENY', hsts: false }))
      .get('/', (c) => c.html(c.var.cspNonce))
      .get('/none', override(false), (c) => c.text(''))
      .get('/redirect', () => Response.redirect('http://localhost/x'))
      .get('/dropped', (c) => {
        c.header('X-Frame-Options', undefined)
        return c.text('')
      })
    for (const mode of ['defer', 'enforce'] as const) {
      const outer = new Hono().use(secure({ csp: { 'script-src': [NONCE] }, mode })).get('*', async (c) => inner.fetch(c.req.raw))
      const page = await outer.request('/')
      expect(page.headers.get('content-security-policy')).toBe(`script-src 'nonce-${await page.text()}'`)
      const seen = await Promise.all(
        ['/', '/none', '/redirect', '/dropped'].map(async (path) => (await outer.request(path)).headers.get('x-frame-options')),
      )
      expect(seen).toEqual(['DENY', null, 'DENY', mode === 'defer' ? null : 'DENY'])
    }
  })

  it('is the outer policy of every app within the app, one after the other', async () => {
    const inner = new Hono().use(secure({ xfo: 'DENY' })).get('/', (c) => c.html(c.var.cspNonce))
    const outer = new Hono().use(secure({ csp: { 'script-src': [NONCE] } })).get('/', async (c) => {
      await inner.fetch(c.req.raw)
      return inner.fetch(c.req.raw)
    })
    const page = await outer.request('/')
    expect(page.headers.get('content-security-policy')).toBe(`script-src 'nonce-${await page.text()}'`)
  })

  it('keeps what was dropped before an app within the app', async () => {
    const inner = new Hono().use(secure()).get('/', (c) => c.text(''))
    const outer = new Hono().use(secure()).get('/', async (c) => {
      c.header('X-Frame-Options', undefined)
      return inner.fetch(c.req.raw)
    })
    expect((await outer.request('/')).headers.has('x-frame-options')).toBe(false)
  })

  it('is not changed by an inner response that is only read', async () => {
    const inner = new Hono().use(secure({ xfo: false }), override(false)).get('/', (c) => {
      c.header('Referrer-Policy', undefined)
      return c.json({ inner: true })
    })
    const outer = new Hono().use(secure({ xfo: 'DENY', mode: 'enforce' })).get('/', async (c) => {
      const read = await (await inner.fetch(c.req.raw)).json()
      return c.json({ read })
    })
    const { headers } = await outer.request('/')
    expect([headers.get('x-frame-options'), headers.has('referrer-policy')]).toEqual(['DENY', true])
  })

  it('is not changed by another app that handles the same request at the same time', async () => {
    const app = (policy: SecureOptions, wait: number) =>
      new Hono().use(secure(policy)).get('/', async (c) => {
        await new Promise((resolve) => setTimeout(resolve, wait))
        return c.text('')
      })
    const request = new Request('http://localhost/')
    const [slow, fast] = [app({ xfo: 'DENY' }, 20), app({ xfo: 'SAMEORIGIN', referrer: false }, 0)]
    const replies = await Promise.all([slow.fetch(request), fast.fetch(request)])
    expect(replies.map(({ headers }) => headers.get('x-frame-options'))).toEqual(['DENY', 'SAMEORIGIN'])
    expect(replies[0]?.headers.has('referrer-policy')).toBe(true)
  })

  it('keeps nonce, override and drops when the request is replaced while it is handled', async () => {
    const app = new Hono()
      .use(secure({ csp: { 'script-src': [NONCE] }, xfo: 'DENY' }))
      .use(bodyLimit({ maxSize: 1000 }))
      .post('/', override({ xfo: 'SAMEORIGIN' }), async (c) => {
        c.header('Referrer-Policy', undefined)
        return c.html(c.var.cspNonce + c.var.cspNonce)
      })
    const body = new ReadableStream({ start: (controller) => controller.close() })
    const reply = await app.request('/', { method: 'POST', body, duplex: 'half' } as RequestInit)
    const nonce = /'nonce-([^']+)'/.exec(reply.headers.get('content-security-policy') ?? '')?.[1] ?? ''
    expect(await reply.text()).toBe(nonce + nonce)
    expect([reply.headers.get('x-frame-options'), reply.headers.has('referrer-policy')]).toEqual(['SAMEORIGIN', false])
  })

  it('warns once per route about a nonce that shared caches may keep', async () => {
    const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const app = new Hono()
      .use(secure({ csp: { 'script-src': [NONCE] } }))
      .get('/shared/:id', (c) => c.html(c.var.cspNonce, 200, { 'Cache-Control': 'public' }))
    for (const id of [1, 2, 3]) await app.request(`/shared/${id}`)
    expect(warning.mock.calls.map(([text]) => String(text).split(' sends')[0])).toEqual(['GET /shared/:id'])
  })

  it("shows the handler's headers where there is no policy", async () => {
    const app = new Hono().get('/', (c) => {
      c.header('X-Own', '1')
      return c.json(headersOf(c))
    })
    expect(await (await app.request('/')).json()).toMatchObject({ 'x-own': '1' })
  })

  it.each<[what: string, app: Pick<Hono, 'request'>, status: number, headers: Record<string, string | null>]>([
    [
      'the headers of an error page',
      new Hono()
        .use(every(secure({ xfo: 'DENY' }), fails))
        .get('/', (c) => c.text(''))
        .onError((_, c) => c.html('', 500, { 'X-Frame-Options': 'SAMEORIGIN', 'Cache-Control': 'public' })),
      500,
      { 'x-frame-options': 'SAMEORIGIN', 'cache-control': 'public', pragma: null, 'x-content-type-options': 'nosniff' },
    ],
    [
      'those of a bare Response',
      new Hono()
        .use(every(secure({ xfo: 'DENY' }), fails))
        .get('/', (c) => c.text(''))
        .onError(() => new Response('', { status: 500, headers: { 'X-Frame-Options': 'SAMEORIGIN' } })),
      500,
      { 'x-frame-options': 'SAMEORIGIN', 'x-content-type-options': 'nosniff' },
    ],
    [
      'those of the branch that answers',
      new Hono()
        .use(some(every(secure({ xfo: 'DENY' }), fails), async (_c, next) => next()))
        .get('/', () => new Response('', { headers: { 'X-Frame-Options': 'SAMEORIGIN', 'Cache-Control': 'public' } })),
      200,
      { 'x-frame-options': 'SAMEORIGIN', 'cache-control': 'public' },
    ],
    [
      'none where the policy is enforced',
      new Hono()
        .use(secure({ xfo: 'DENY', mode: 'enforce' }))
        .notFound(() => {
          throw new Error()
        })
        .onError((_, c) => c.text('', 500, { 'X-Frame-Options': 'ALLOWALL', 'X-Powered-By': 'me' })),
      500,
      { 'x-frame-options': 'DENY', 'x-powered-by': null },
    ],
    [
      'none of a redirect that was not sent',
      new Hono()
        .use(every(secure({ xfo: 'DENY' }), failsAfter))
        .get('/', () => Response.redirect('http://a.example/'))
        .onError((_, c) => c.text('', 500)),
      500,
      { 'x-frame-options': 'DENY' },
    ],
  ])('keeps what is answered in place of an error: %s', async (_, app, status, expected) => {
    const reply = await app.request('/')
    const seen = Object.fromEntries(Object.keys(expected).map((name) => [name, reply.headers.get(name)]))
    expect([reply.status, seen]).toEqual([status, expected])
  })

  it('gives the page that is sent in place of a 304 its policy', async () => {
    const app = new Hono()
      .use(every(secure({ csp: { 'script-src': [NONCE] } }), failsAfter))
      .get('/', (c) => c.body(null, 304))
      .onError((_, c) => c.html(readNonce(c), 500))
    const page = await app.request('/')
    expect(page.headers.get('content-security-policy')).toBe(`script-src 'nonce-${await page.text()}'`)
  })

  it('does not put back what middleware took away from a response of an app within the app', async () => {
    const inner = new Hono().use(secure({ xfo: 'DENY' })).get('/', (c) => c.text('in'))
    const outer = new Hono()
      .use(secure())
      .use(async (c, next) => {
        await next()
        c.res.headers.delete('X-Frame-Options')
      })
      .all('*', async (c) => inner.fetch(c.req.raw))
    expect((await outer.request('/')).headers.has('x-frame-options')).toBe(false)
  })

  it('looks again at what middleware has done to a response of an app within the app', async () => {
    const inner = new Hono().use(secure({ referrer: false })).get('/', (c) => c.text('in'))
    const outer = new Hono()
      .use(secure({ xfo: 'SAMEORIGIN', mode: 'enforce' }))
      .use(poweredBy())
      .use(async (c, next) => {
        await next()
        c.res.headers.set('X-Frame-Options', 'ALLOWALL')
      })
      .all('*', async (c) => inner.fetch(c.req.raw))
    const { headers } = await outer.request('/')
    expect([headers.get('x-powered-by'), headers.get('x-frame-options'), headers.get('referrer-policy')]).toEqual([
      null,
      'SAMEORIGIN',
      null,
    ])
  })

  it('has a name for a request for which no route was looked up: middleware of Pages functions', async () => {
    const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const onRequest = handleMiddleware(secure({ csp: { 'script-src': [NONCE] } }))
    const headers = { 'Content-Type': 'text/html', 'Cache-Control': 'public, max-age=0' }
    const reply = await onRequest({
      request: new Request('https://a.example/page'),
      env: {},
      next: async () => new Response('', { headers }),
    } as unknown as Parameters<typeof onRequest>[0])
    expect(reply.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(String(warning.mock.calls[0]?.[0])).toMatch(/^GET \/page sends HTML, and so a nonce,/)
  })

  it.each<[who: string, appWith: (handler: () => Promise<Response>) => Pick<Hono, 'request'>]>([
    ['handler', (handler) => new Hono().use(secure()).get('/', handler)],
    [
      'error handler',
      (handler) =>
        new Hono()
          .use(every(secure(), fails))
          .get('/', (c) => c.text(''))
          .onError(handler),
    ],
  ])('covers the reply to a HEAD request whose %s has read the upstream response', async (_, appWith) => {
    const upstream = createServer((_request, response) => response.setHeader('X-Upstream', '1').end('ok'))
    const address = await addressOf(upstream.listen(0, '127.0.0.1'))
    const app = appWith(async () => {
      const response = await fetch(address)
      await response.text()
      return response
    })
    for (const Class of [PlatformResponse, Response]) {
      vi.stubGlobal('Response', Class)
      const { status, headers } = await app.request('/', { method: 'HEAD' })
      expect([status, headers.get('x-upstream'), headers.get('x-frame-options')]).toEqual([200, '1', 'SAMEORIGIN'])
    }
  })

  it('does not read a streamed body that passes through', async () => {
    let pulled = 0
    const body = new ReadableStream({
      pull(controller) {
        if (++pulled === 5) controller.close()
        else controller.enqueue(new TextEncoder().encode('x'))
      },
    })
    const app = new Hono().use(secure()).get('/', () => new Response(body))
    const reply = await app.request('/')
    expect(pulled).toBeLessThan(5)
    expect([await reply.text(), reply.headers.get('x-frame-options')]).toEqual(['xxxx', 'SAMEORIGIN'])
  })

  it.each(['app.route', 'app.mount'])('gives a sub-app by %s its own policy, and the outer one for the rest', async (how) => {
    const inner = new Hono().use(secure({ xfo: 'DENY', hsts: false })).get('/', (c) => c.text('in'))
    const outer = new Hono().use(secure({ custom: { 'X-Outer': '1' } }))
    if (how === 'app.route') outer.route('/inner', inner)
    else outer.mount('/inner', inner.fetch)
    const { headers } = await outer.request('/inner')
    expect([headers.get('x-outer'), headers.get('x-frame-options')]).toEqual(['1', 'DENY'])
  })

  it('on Node gives a mounted app the nonce of the outer policy by override({})', async () => {
    const inner = new Hono().use(override({})).get('/', (c) => c.html(`${readNonce(c)}`))
    const outer = new Hono().use(secure({ csp: { 'script-src': [NONCE] } })).mount('/', inner.fetch)
    const reply = await fetch(await addressOf(serve({ fetch: outer.fetch, port: 0, hostname: '127.0.0.1' })))
    expect(reply.headers.get('content-security-policy')).toBe(`script-src 'nonce-${await reply.text()}'`)
  })

  it('on Node leaves a WebSocket alone and covers its refusal', async () => {
    const app = new Hono().use(secure())
    app.get('/refused', (c) => c.text('no', 401))
    app.get(
      '/',
      upgradeWebSocket(() => ({ onMessage: (event, socket) => socket.send(`echo ${event.data}`) })),
    )
    const server = serve({
      fetch: app.fetch,
      port: 0,
      hostname: '127.0.0.1',
      websocket: { server: new WebSocketServer({ noServer: true }) as never },
    })
    const address = (await addressOf(server)).replace('http:', 'ws:')

    const socket = new WebSocket(address)
    const echoed = await new Promise((resolve, reject) => {
      socket
        .on('open', () => socket.send('hello'))
        .on('message', (data) => resolve(String(data)))
        .on('error', reject)
    })
    socket.close()
    const refused = new WebSocket(`${address}refused`)
    const refusal = await new Promise((resolve, reject) => {
      refused
        .on('unexpected-response', (_request, reply) => resolve([reply.statusCode, reply.headers['x-frame-options']]))
        .on('open', () => reject(new Error('opened')))
      refused.on('error', () => {})
    })
    expect(echoed).toBe('echo hello')
    expect(refusal).toEqual([401, 'SAMEORIGIN'])
  })

  it('on Node, keeps the listener without Response objects of its own', async () => {
    const app = new Hono().use(secure()).get('/', (c) => c.text('fast'))
    const reply = await fetch(await addressOf(createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1')))
    expect([await reply.text(), reply.headers.get('content-length'), reply.headers.get('x-frame-options')]).toEqual([
      'fast',
      '4',
      'SAMEORIGIN',
    ])
  })
})

describe.each(TRANSPORTS)('secure() in hono, over %s', (transport, ask) => {
  it('gives its nonce to apps of several copies of hono in one process', async () => {
    const { Hono: Other } = createRequire(import.meta.url)('hono') as { Hono: typeof Hono }
    expect(Other).not.toBe(Hono)
    for (const Class of [Hono, Other]) {
      const app = new Class().use(secure({ csp: { 'script-src': [NONCE] } })).get('/', (c) => {
        c.set('own' as never, 'mine' as never)
        return c.html(`${(c.var as { own?: string }).own} ${c.var.cspNonce}`)
      })
      const reply = await ask(app)
      const nonce = /'nonce-(.*)'/.exec(reply.headers.get('content-security-policy') ?? '')?.[1]
      expect(await reply.text()).toBe(`mine ${nonce}`)
    }
  })

  it('shows every cookie, and what is set before there is an answer', async () => {
    const seen: unknown[] = []
    const app = new Hono()
      .use(secure({ xfo: 'DENY' }))
      .use(async (c, next) => {
        await next()
        seen.push(headersOf(c)['set-cookie'])
      })
      .get('/', (c) => {
        c.header('X-Frame-Options', 'SAMEORIGIN')
        c.header('X-Own', '1')
        const { 'x-frame-options': xfo, 'x-own': own } = headersOf(c)
        seen.push(xfo, own)
        setCookie(c, 'a', '1')
        setCookie(c, 'b', '2')
        return c.text('ok', 202)
      })
    const { status, headers } = await ask(app)
    expect([status, headers.get('x-own'), headers.get('x-frame-options')]).toEqual([202, '1', 'SAMEORIGIN'])
    expect(seen).toEqual(['SAMEORIGIN', '1', ['a=1; Path=/', 'b=2; Path=/']])
  })

  it('shows one cookie as a string', async () => {
    const seen: unknown[] = []
    const app = new Hono().use(secure()).get('/', (c) => {
      setCookie(c, 'a', '1')
      seen.push(headersOf(c)['set-cookie'])
      return c.text('')
    })
    await ask(app)
    expect(seen).toEqual(['a=1; Path=/'])
  })

  it('shows a 304 without the policy whose nonce was read', async () => {
    const seen: unknown[] = []
    const app = new Hono()
      .use(secure({ xfo: 'DENY', csp: { 'script-src': [NONCE] } }))
      .use(async (c, next) => {
        await next()
        const { 'x-frame-options': xfo, 'content-security-policy': csp } = headersOf(c)
        seen.push(xfo, csp)
      })
      .get('/', (c) => {
        c.header('ETag', c.var.cspNonce)
        return c.body(null, 304)
      })
    const { status, headers } = await ask(app)
    expect([status, headers.has('content-security-policy')]).toEqual([304, false])
    expect(seen).toEqual(['DENY', undefined])
  })

  it('covers the answer that is given in place of an error thrown past it', async () => {
    const refused = bearerAuth({ token: 'x' })
    const csp = { csp: { 'script-src': [NONCE] }, xfo: 'DENY' } as const
    const apps = [
      new Hono().use(secure(csp)).notFound(() => {
        throw new HTTPException(404, { message: 'nope' })
      }),
      new Hono().use(every(secure(csp), refused)).get('/', (c) => c.text('in')),
      new Hono().use(except('/pub', secure(csp), refused)).get('/', (c) => c.text('in')),
      new Hono()
        .use(secure(csp))
        .get('/', () => {
          throw new Error('first')
        })
        .onError((error, c) => {
          if (error.message === 'first') throw new Error('second')
          return c.text('', 503)
        }),
      new Hono()
        .use(secure(csp))
        .notFound(() => {
          throw new Error('late')
        })
        .onError((_, c) => c.html(readNonce(c), 500)),
    ]
    const replies: Response[] = []
    for (const app of apps) replies.push(await ask(app))
    expect(replies.map(({ status }) => status)).toEqual([404, 401, 401, 503, 500])
    expect(replies.map(({ headers }) => headers.get('x-frame-options'))).toEqual(Array(5).fill('DENY'))
    const page = replies.at(-1) as Response
    expect(page.headers.get('content-security-policy')).toBe(`script-src 'nonce-${await page.text()}'`)
  })

  it('sends the policy of the branch that has answered, not of one that has failed', async () => {
    const first = every(secure({ xfo: 'DENY', coop: 'same-origin' }), bearerAuth({ token: 'x' }))
    const second = every(secure(), basicAuth({ username: 'a', password: 'b' }))
    const app = new Hono().use(some(first, second)).get('/', (c) => c.text('ok'))
    const { status, headers } = await ask(app, { headers: { Authorization: `Basic ${btoa('a:b')}` } })
    const seen = [status, headers.get('x-frame-options'), headers.has('cross-origin-opener-policy')]
    // On Node the layers of one response add up: the second goes over the first.
    expect(seen).toEqual([200, 'SAMEORIGIN', transport === 'Node'])
  })
})

import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http'
import {
  type ClientHttp2Session,
  connect as connectHttp2,
  createServer as createHttp2,
  type Http2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Stream,
  sensitiveHeaders,
} from 'node:http2'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { compile, compileOverride, NONCE, type SecureOptions } from '@secure/core'
import { attach, nonceOf, protect, protectSwapped } from '@secure/core/node'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { anotherCopy, ask, exchange, headerOf, listen, parse, type Reply, serverFor } from '../src/index.js'

const POLICY = { xfo: 'DENY' } as const
const NONCED = { csp: { 'script-src': [NONCE] } } as const satisfies SecureOptions
const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
const NOT_HTTP = 'NOT HTTP\r\n\r\n'
const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

const answer: RequestListener = (_request, response) => void response.end('ok')

async function running(server: Server): Promise<number> {
  const { port = 0, close } = await listen('http', server)
  closers.push(close)
  return port
}

const send = async (port: number, bytes: string): Promise<Reply> => parse(await exchange('http', port, bytes))
const xfo = (reply: Reply) => headerOf(reply, 'X-Frame-Options')

/** What is named in the warnings of nonces that shared caches may store, while something is done. */
async function namedAsShared(during: () => Promise<unknown>): Promise<string[]> {
  const spy = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  await during()
  const warnings = spy.mock.calls.filter(([, options]) => (options as { code?: string }).code === 'SECURE_SHARED_NONCE')
  spy.mockRestore()
  return warnings.map(([message]) => String(message).split(' sends')[0] as string)
}

describe('attach', () => {
  it('covers a bare server, handlers and parser alike', async () => {
    const server = createServer(answer)
    attach(server, POLICY)
    const port = await running(server)
    expect(xfo(await ask('http', port, { path: '/' }))).toBe('DENY')
    expect(xfo(await send(port, NOT_HTTP))).toBe('DENY')
  })

  it('covers an https server', async () => {
    const server = serverFor('https', answer)
    attach(server, { hsts: { maxAge: 60, secureOnly: true } })
    const { port = 0, close } = await listen('https', server)
    closers.push(close)
    for (const reply of [await ask('https', port, { path: '/' }), parse(await exchange('https', port, NOT_HTTP))]) {
      expect(headerOf(reply, 'Strict-Transport-Security')).toBe('max-age=60')
    }
  })

  it.each(['h2c', 'h2'] as const)('covers an HTTP/2 server over %s', async (protocol) => {
    const server = serverFor(protocol, answer)
    attach(server, POLICY)
    const { port = 0, close } = await listen(protocol, server)
    closers.push(close)
    expect(xfo(await ask(protocol, port, { path: '/' }))).toBe('DENY')
    if (protocol === 'h2') expect(xfo(await ask('https', port, { path: '/' })), 'HTTP/1 of the same server').toBe('DENY')
  })

  it('covers an HTTP/2 server whose first request listener comes later', async () => {
    const server = createHttp2()
    attach(server, POLICY)
    server.on('request', (_request, response) => void response.end())
    const { port = 0, close } = await listen('h2c', server as unknown as Server)
    closers.push(close)
    expect(xfo(await ask('h2c', port, { path: '/' }))).toBe('DENY')
  })

  it('leaves other servers of the process alone', async () => {
    attach(createServer(answer), POLICY)
    expect(xfo(await ask('http', await running(createServer(answer)), { path: '/' }))).toBeUndefined()
  })

  it('is the outermost policy: what a handler marks goes over it', async () => {
    const layer = compile({ xfo: 'SAMEORIGIN', hsts: false })
    const framework = { isSecure: () => false, route: () => '/' }
    const server = createServer((_request, response) => {
      protect(response, layer, framework, undefined)
      response.end()
    })
    attach(server, { ...POLICY, custom: { 'X-Outer': '1' } })
    const reply = await ask('http', await running(server), { path: '/' })
    expect([xfo(reply), headerOf(reply, 'X-Outer'), headerOf(reply, 'Strict-Transport-Security')]).toEqual([
      'SAMEORIGIN',
      '1',
      undefined,
    ])
  })

  it('attached twice, replaces the policy and adds no listener', async () => {
    const server = createServer(answer)
    attach(server, POLICY)
    const listeners = server.listenerCount('clientError')
    attach(server, { xfo: 'SAMEORIGIN' })
    expect(server.listenerCount('clientError')).toBe(listeners)
    const port = await running(server)
    expect([xfo(await ask('http', port, { path: '/' })), xfo(await send(port, NOT_HTTP))]).toEqual(['SAMEORIGIN', 'SAMEORIGIN'])
  })

  it('detaches without a trace', async () => {
    const server = createServer(answer)
    const detach = attach(server, POLICY)
    detach()
    expect(server.listenerCount('clientError')).toBe(0)
    const port = await running(server)
    expect([xfo(await ask('http', port, { path: '/' })), xfo(await send(port, NOT_HTTP))]).toEqual([undefined, undefined])
  })

  it('an old detach does not take away a newer policy', async () => {
    const server = createServer(answer)
    const detach = attach(server, POLICY)
    attach(server, { xfo: 'SAMEORIGIN' })
    detach()
    expect(xfo(await ask('http', await running(server), { path: '/' }))).toBe('SAMEORIGIN')
  })

  it('an old detach of the same policy does not take away the newer attachment', async () => {
    const policy = compile(POLICY)
    const server = createServer(answer)
    const old = attach(server, policy)
    attach(server, policy)
    old()
    expect(xfo(await ask('http', await running(server), { path: '/' }))).toBe('DENY')
  })

  it('attached again, covers what Node answers where somebody has taken the listeners away', async () => {
    const server = createServer(answer)
    attach(server, POLICY)
    server.removeAllListeners('clientError')
    attach(server, POLICY)
    expect(xfo(await send(await running(server), NOT_HTTP))).toBe('DENY')
  })

  it.each<[what: string, target: unknown]>([
    ['an app, which emits events too', Object.assign(() => {}, { prependListener() {}, listen() {} })],
    ['an object', {}],
    ['nothing', undefined],
  ])('refuses %s', (_, target) => {
    expect(() => attach(target as Server, POLICY)).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'server', fix: expect.stringContaining('app.listen()') }),
    )
  })

  it('takes a server with classes of its own', async () => {
    class Reply extends ServerResponse {}
    const server = createServer({ ServerResponse: Reply }, answer)
    attach(server, POLICY)
    expect(xfo(await ask('http', await running(server), { path: '/' }))).toBe('DENY')
  })

  it('names by its path, without the query, what sends a nonce that shared caches may store', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'public' }).end()
    })
    attach(server, NONCED)
    const port = await running(server)
    const named = await namedAsShared(async () => {
      for (const token of [1, 2]) await ask('http', port, { path: `/shared?token=${token}` })
    })
    expect(named).toEqual(['GET /shared'])
  })

  it('refuses a bad policy at once', () => {
    expect(() => attach(createServer(), { xfo: 'DENNY' as 'DENY' })).toThrow(/Did you mean DENY/)
  })
})

describe('attach and what Node answers by itself', () => {
  const cases: [title: string, status: number, bytes: string][] = [
    ['not HTTP', 400, NOT_HTTP],
    ['a head too large', 431, `GET / HTTP/1.1\r\nHost: a\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`],
    [
      'chunk extensions too large',
      413,
      `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;${'x'.repeat(20_000)}\r\na\r\n0\r\n\r\n`,
    ],
    ['a missing Host', 400, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['an unknown expectation', 417, 'GET / HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\nConnection: close\r\n\r\n'],
  ]

  it.each(cases)('%s: %i, with the headers and nothing else changed', async (_title, status, bytes) => {
    const patient: RequestListener = (request, response) => void request.resume().on('end', () => response.end('ok'))
    const secured = createServer(patient)
    attach(secured, POLICY)
    const [withPolicy, without] = [
      await send(await running(secured), bytes),
      await send(await running(createServer(patient)), bytes),
    ]
    expect(withPolicy.status).toBe(status)
    expect(xfo(withPolicy)).toBe('DENY')
    const ours = new Set([
      'strict-transport-security',
      'x-frame-options',
      'x-xss-protection',
      'x-content-type-options',
      'referrer-policy',
      'cache-control',
      'pragma',
      'expires',
      'date',
    ])
    const rest = (reply: Reply) => ({
      status: reply.status,
      headers: reply.headers.filter(([key]) => !ours.has(key)),
      body: reply.body,
    })
    expect(rest(withPolicy)).toEqual(rest(without))
  })

  it('a request that takes too long: 408', async () => {
    const server = createServer({ headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 20 }, answer)
    attach(server, POLICY)
    const reply = await send(await running(server), 'GET / HTTP/1.1\r\nHost: a\r\n')
    expect([reply.status, xfo(reply)]).toEqual([408, 'DENY'])
  })

  it('a request too many on its connection: 503', async () => {
    const server = createServer(answer)
    server.maxRequestsPerSocket = 1
    attach(server, POLICY)
    const request = 'GET / HTTP/1.1\r\nHost: a\r\n'
    const raw = await exchange('http', await running(server), `${request}\r\n${request}Connection: close\r\n\r\n`)
    const replies = raw.split(/(?=HTTP\/1\.1 \d{3} )/).map((one) => parse(one))
    expect(replies.map(({ status }) => status)).toEqual([200, 503])
    expect(replies.map(xfo)).toEqual(['DENY', 'DENY'])
  })

  it('answers in place of a response whose head is decided and not written', async () => {
    const deciding: RequestListener = (request, response) => {
      response.writeHead(200)
      request.resume().on('end', () => response.end('ok'))
    }
    const server = createServer(deciding)
    attach(server, POLICY)
    const bytes = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n'
    const reply = await send(await running(server), bytes)
    expect([reply.status, xfo(reply)]).toEqual([400, 'DENY'])
    expect((await send(await running(createServer(deciding)), bytes)).status).toBe(400)
  })

  it('says nothing into a response that has begun', async () => {
    const server = createServer((request, response) => {
      response.write('begun')
      request.resume()
    })
    attach(server, POLICY)
    const raw = await exchange(
      'http',
      await running(server),
      `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\nnonsense\r\n`,
    )
    expect(raw.match(/HTTP\/1\.1/g)).toHaveLength(1)
  })
})

describe('attach and streams of HTTP/2', () => {
  const file = fileURLToPath(import.meta.url)
  const secret = { 'x-secret': 's', [sensitiveHeaders]: ['x-secret'] }

  const by =
    (...head: [headers?: OutgoingHttpHeaders]) =>
    (stream: ServerHttp2Stream) => {
      stream.respond(...head)
      stream.end()
    }

  async function clientOf(server: Http2Server): Promise<ClientHttp2Session> {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const client = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    closers.push(async () => {
      client.destroy()
      server.close()
    })
    return client
  }

  async function asking(server: Http2Server, headers: OutgoingHttpHeaders = {}): Promise<IncomingHttpHeaders> {
    const client = await clientOf(server)
    const stream = client.request({ ':path': '/', ...headers })
    const [answered] = await once(stream, 'response')
    // To the end: Node 26.9 crashes where a client goes while a file is being sent.
    if (headers[':method'] !== 'CONNECT') await once(stream.resume(), 'end')
    return answered
  }

  async function pushedBy(server: Http2Server): Promise<{ pushed: IncomingHttpHeaders; answered: IncomingHttpHeaders }> {
    const client = await clientOf(server)
    const response = once(client.request({ ':path': '/' }).resume(), 'response')
    const [stream] = await once(client, 'stream')
    const [pushed] = await once(stream, 'push')
    const [answered] = await response
    return { pushed, answered }
  }

  function attached(add: (server: Http2Server) => void, policy: SecureOptions = POLICY): Http2Server {
    const server = createHttp2()
    attach(server, policy)
    add(server)
    return server
  }

  it.each<[how: string, add: (server: Http2Server) => void, status: number, request?: OutgoingHttpHeaders]>([
    ['an unknown expectation', (server) => server.on('request', answer as never), 417, { expect: 'wonders' }],
    [
      'a listener for expectations',
      (server) =>
        server
          .on('request', answer as never)
          .on('checkExpectation', (_request, response: Http2ServerResponse) => response.writeHead(418).end()),
      418,
      { expect: 'wonders' },
    ],
    [
      'a listener for 100-continue',
      (server) =>
        server
          .on('request', answer as never)
          .on('checkContinue', (_request, response: Http2ServerResponse) => response.writeHead(413).end()),
      413,
      { expect: '100-continue' },
    ],
    [
      'CONNECT',
      (server) => server.on('request', answer as never),
      405,
      { ':method': 'CONNECT', ':authority': 'a:1', ':path': undefined },
    ],
    [
      'a listener before the first one',
      (server) => server.on('request', () => {}).prependListener('request', (_request, response) => void response.end()),
      200,
    ],
    [
      'a listener that others were replaced by',
      (server) => {
        server.on('request', () => {})
        server.removeAllListeners('request').on('request', (_request, response) => void response.end())
      },
      200,
    ],
    ['stream.respond()', (server) => server.on('stream', by({ ':status': 202 })), 202],
    ['stream.respond() of nothing', (server) => server.on('stream', by()), 200],
    ['respondWithFile()', (server) => server.on('stream', (stream) => stream.respondWithFile(file)), 200],
    [
      'stream.respond() beside a response',
      (server) =>
        server.on('request', (_request, response) => {
          response.stream.respond({ ':status': 203 })
          response.stream.end()
        }),
      203,
    ],
  ])('covers %s', async (_how, add, status, request) => {
    const answered = await asking(attached(add), request)
    expect([answered[':status'], answered['x-frame-options']]).toEqual([status, 'DENY'])
  })

  it('adds no listener that makes Node wrap every stream', () => {
    expect(attached(() => {}).listenerCount('request')).toBe(0)
  })

  it('lets the head that is given win, strips what the policy strips, and leaves the object alone', async () => {
    const given = { ':status': 200, 'X-Frame-Options': 'SAMEORIGIN', 'X-Powered-By': 'PHP', ...secret }
    const answered = await asking(attached((server) => server.on('stream', by(given))))
    expect(answered).toMatchObject({ 'x-frame-options': 'SAMEORIGIN', 'x-secret': 's', 'referrer-policy': expect.any(String) })
    expect(answered).not.toHaveProperty('x-powered-by')
    expect(Object.keys(given)).toEqual([':status', 'X-Frame-Options', 'X-Powered-By', 'x-secret'])
    expect(answered[sensitiveHeaders as never]).toEqual(['x-secret'])
  })

  it.each<[how: string, add: (server: Http2Server) => void]>([
    ['undefined', (server) => server.on('stream', by({ ':status': 200, 'X-Frame-Options': undefined }))],
    ['an empty array', (server) => server.on('stream', by({ ':status': 200, 'x-frame-options': [] as never }))],
    [
      'an empty array, in statCheck',
      (server) =>
        server.on('stream', (stream) =>
          stream.respondWithFile(
            file,
            {},
            { statCheck: (_stat, headers) => void Object.assign(headers, { 'X-Frame-Options': [] }) },
          ),
        ),
    ],
    [
      'an empty array, on a response',
      (server) =>
        server.on('request', (_request, response) => void response.writeHead(200, { 'x-frame-options': [] as never }).end()),
    ],
  ])("keeps the policy's header where the head that is given sets it to %s", async (_how, add) => {
    expect((await asking(attached(add)))['x-frame-options']).toBe('DENY')
  })

  it('gives a response what its handler decided, once', async () => {
    const layer = compileOverride({ xfo: 'SAMEORIGIN', referrer: false })
    const answered = await asking(
      attached((server) =>
        server.on('request', (request, response) => {
          protect(response, layer, { isSecure: () => false, route: () => '/' }, request)
          response.removeHeader('Cache-Control')
          response.end()
        }),
      ),
    )
    expect(answered['x-frame-options']).toBe('SAMEORIGIN')
    expect(answered).not.toHaveProperty('referrer-policy')
    expect(answered).not.toHaveProperty('cache-control')
  })

  it('gives a response that no request listener has seen what its layer decided, and its nonce', async () => {
    const layer = compileOverride({ xfo: 'SAMEORIGIN', csp: { 'script-src': [NONCE] } })
    const answered = await asking(
      attached((server) =>
        server
          .on('request', answer as never)
          .on('checkContinue', (request: Http2ServerRequest, response: Http2ServerResponse) => {
            protect(response, layer, { isSecure: () => false, route: () => '/' }, request)
            response.removeHeader('Referrer-Policy')
            response.setHeader('X-Nonce', nonceOf(response))
            response.end()
          }),
      ),
      { expect: '100-continue' },
    )
    expect(answered).toMatchObject({
      'x-frame-options': 'SAMEORIGIN',
      'x-content-type-options': 'nosniff',
      'content-security-policy': `script-src 'nonce-${answered['x-nonce']}'`,
    })
    expect(answered).not.toHaveProperty('referrer-policy')
  })

  it('is under the layers of a connect-like framework in a checkContinue listener', async () => {
    const layers = [compile({ csp: { 'script-src': [NONCE] } }), compileOverride({ xfo: false })]
    const answered = await asking(
      attached((server) =>
        server
          .on('request', answer as never)
          .on('checkContinue', (request: Http2ServerRequest, response: Http2ServerResponse) => {
            for (const layer of layers) protectSwapped(response, layer, { isSecure: () => false, route: () => '/' }, request)
            response.removeHeader('Referrer-Policy')
            response.setHeader('Content-Type', 'text/html')
            response.setHeader('X-Nonce', nonceOf(response))
            response.end()
          }),
      ),
      { expect: '100-continue' },
    )
    expect(answered).toMatchObject({ 'content-security-policy': `script-src 'nonce-${answered['x-nonce']}'` })
    expect(answered).not.toHaveProperty('x-frame-options')
    expect(answered).not.toHaveProperty('referrer-policy')
  })

  it('stays the outermost policy where a layer comes first, and where a nonce is read before any', async () => {
    const server = createHttp2()
    attach(server, { ...POLICY, csp: { 'script-src': [NONCE] } })
    server.on('request', () => {})
    server.prependListener('request', (request, response) => {
      const nonce = nonceOf(response)
      protect(response, compileOverride({ xfo: 'SAMEORIGIN' }), { isSecure: () => false, route: () => '/' }, request)
      response.setHeader('X-Nonce', nonce)
      setImmediate(() => response.end())
    })
    const answered = await asking(server)
    expect([answered['x-frame-options'], answered['content-security-policy']]).toEqual([
      'SAMEORIGIN',
      `script-src 'nonce-${answered['x-nonce']}'`,
    ])
  })

  it('takes what statCheck adds to the headers of a file for given', async () => {
    const statCheck = (_stat: unknown, headers: OutgoingHttpHeaders) => {
      Object.assign(headers, { 'X-Frame-Options': 'SAMEORIGIN', 'x-powered-by': 'PHP' })
    }
    const answered = await asking(
      attached((server) => server.on('stream', (stream) => stream.respondWithFile(file, {}, { statCheck }))),
    )
    expect([answered['x-frame-options'], answered['x-powered-by'], answered['x-content-type-options']]).toEqual([
      'SAMEORIGIN',
      undefined,
      'nosniff',
    ])
  })

  it('asks statCheck as Node does: as a method of the stream, with what part of the file is asked for', async () => {
    let asked: unknown[] = []
    const descriptor = openSync(file, 'r')
    const answered = await asking(
      attached((server) =>
        server.on('stream', (stream) => {
          const statCheck = function (this: unknown, _stat: unknown, _headers: unknown, part: unknown) {
            asked = [this === stream, part]
          }
          stream.respondWithFD(descriptor, {}, { statCheck, offset: 2, length: 3 })
        }),
      ),
    )
    expect([answered[':status'], answered['x-frame-options']]).toEqual([200, 'DENY'])
    closeSync(descriptor)
    expect(asked).toEqual([true, expect.objectContaining({ offset: 2, length: 3 })])
  })

  it('gives a 304 of a page no policy that could bear a nonce, also where its status is a string', async () => {
    const head = { ':status': '304', 'content-type': 'text/html' }
    const answered = await asking(attached((server) => server.on('stream', by(head)), { ...POLICY, ...NONCED }))
    expect([answered[':status'], answered['x-frame-options']]).toEqual([304, 'DENY'])
    expect(answered).not.toHaveProperty('content-security-policy')
  })

  it.each<[what: string, add: (stream: ServerHttp2Stream, refuse: () => void) => void]>([
    [
      'a file that is not there',
      (stream, onError) => stream.respondWithFile('/nope', { 'content-type': 'text/html' }, { onError }),
    ],
    [
      'a file of a stream that has no payload',
      (stream, refuse) => {
        try {
          stream.respondWithFile(file, { ':status': 204, 'content-type': 'text/html' })
        } catch {
          refuse()
        }
      },
    ],
    [
      'a descriptor that is none',
      (stream, refuse) => {
        try {
          stream.respondWithFD('a' as never, { 'content-type': 'text/html' })
        } catch {
          refuse()
        }
      },
    ],
    [
      'a head that Node refuses',
      (stream, refuse) => {
        try {
          stream.respond({ ':status': 42, 'content-type': 'text/html' })
        } catch {
          refuse()
        }
      },
    ],
  ])('leaves to JSON no nonce of %s, which was not sent', async (_what, add) => {
    const server = attached(
      (server) =>
        server.on('stream', (stream) =>
          add(stream, () => {
            stream.respond({ ':status': 404, 'content-type': 'application/json' })
            stream.end('{}')
          }),
        ),
      { ...NONCED, cache: false },
    )
    const answered = await asking(server)
    expect([answered[':status'], answered['content-security-policy']]).toEqual([404, "script-src 'none'"])
    expect(answered).not.toHaveProperty('cache-control')
  })

  it('sends the nonce that is read before a file is sent', async () => {
    let nonce = ''
    const server = attached(
      (server) =>
        server.on('request', (_request, response) => {
          nonce = nonceOf(response)
          response.stream.respondWithFile(file, { 'content-type': 'text/html' })
        }),
      NONCED,
    )
    expect((await asking(server))['content-security-policy']).toBe(`script-src 'nonce-${nonce}'`)
  })

  it('leaves options of a file to Node that it refuses', async () => {
    const codes: unknown[] = []
    await asking(
      attached((server) =>
        server.on('stream', (stream) => {
          for (const options of [null, 'a', { statCheck: 1 }]) {
            try {
              stream.respondWithFile(file, {}, options as never)
            } catch (error) {
              codes.push((error as { code: string }).code)
            }
          }
          by()(stream)
        }),
      ),
    )
    expect(codes).toEqual(['ERR_INVALID_ARG_TYPE', 'ERR_INVALID_ARG_TYPE', 'ERR_INVALID_ARG_VALUE'])
  })

  it.each<[when: string, restart: (server: Http2Server, app: () => void) => void]>([
    [
      'before its new listener',
      (server, app) => {
        attach(server, POLICY)
        app()
      },
    ],
    [
      'after its new listener',
      (server, app) => {
        app()
        attach(server, POLICY)
      },
    ],
  ])('attached again to an app that was restarted, lets responses drop headers: %s', async (_when, restart) => {
    const server = attached((server) => server.on('request', () => {}))
    attach(server, POLICY)
    restart(server.removeAllListeners('request'), () =>
      server.on('request', (_request, response) => {
        response.removeHeader('X-Frame-Options')
        response.end()
      }),
    )
    expect(await asking(server)).not.toHaveProperty('x-frame-options')
    const before = server.listenerCount('request')
    attach(server, POLICY)()
    expect([server.listenerCount('stream'), before - server.listenerCount('request')]).toEqual([1, 1])
  })

  it('warns of a nonce that shared caches may store', async () => {
    const head = { 'content-type': 'text/html', 'cache-control': 'public' }
    const server = attached((server) => server.on('stream', by(head)), NONCED)
    expect(await namedAsShared(() => asking(server, { ':path': '/shared-stream?token=1' }))).toEqual(['GET /shared-stream'])
  })

  it('gives what is pushed a nonce of its own, and hands on with what headers it was asked for', async () => {
    let asked: OutgoingHttpHeaders | undefined
    const page = by({ 'content-type': 'text/html' })
    const { pushed, answered } = await pushedBy(
      attached(
        (server) =>
          server.on('stream', (stream) =>
            stream.pushStream({ ':path': '/pushed' }, (_error, push, headers) => {
              asked = headers
              page(push)
              page(stream)
            }),
          ),
        NONCED,
      ),
    )
    const policies = [pushed, answered].map((headers) => headers['content-security-policy'])
    for (const policy of policies) expect(policy).toMatch(/^script-src 'nonce-[\w+/]{24}'$/)
    expect(new Set(policies).size).toBe(2)
    expect(asked).toMatchObject({ ':path': '/pushed' })
  })

  it.each<[how: string, add: (server: Http2Server) => void]>([
    [
      'stream.pushStream()',
      (server) =>
        server.on('stream', (stream) =>
          stream.pushStream({ ':path': '/pushed' }, (_error, pushed) => {
            by()(pushed)
            by()(stream)
          }),
        ),
    ],
    [
      'response.createPushResponse()',
      (server) =>
        server.on('request', (_request, response) =>
          response.createPushResponse({ ':path': '/pushed' }, (_error, pushed) => {
            pushed.end()
            response.end()
          }),
        ),
    ],
  ])('covers what is pushed by %s', async (_how, add) => {
    expect((await pushedBy(attached(add))).pushed['x-frame-options']).toBe('DENY')
  })

  it('leaves no trace when it is detached', async () => {
    const server = createHttp2()
    attach(server, POLICY)()
    expect([server.listenerCount('stream'), server.listenerCount('newListener')]).toEqual([
      createHttp2().listenerCount('stream'),
      createHttp2().listenerCount('newListener'),
    ])
    server.on('stream', by())
    expect(await asking(server)).not.toHaveProperty('x-frame-options')
  })
})

describe('attach of two copies of the package', () => {
  it('answers what is no HTTP once', async () => {
    const copy = await anotherCopy()
    expect(copy.attach).not.toBe(attach)
    const server = createServer(answer)
    attach(server, POLICY)
    copy.attach(server, { xfo: 'SAMEORIGIN' })
    const raw = await exchange('http', await running(server), NOT_HTTP)
    expect(raw.match(/HTTP\/1\.1 400/g)).toHaveLength(1)
    expect(xfo(parse(raw))).toBe('SAMEORIGIN')
  })
})

describe("attach beside a user's clientError listener", () => {
  it.each(['before', 'after'] as const)('lets it decide when it is added %s attach, and adds the headers', async (order) => {
    const server = createServer(answer)
    const teapot = () =>
      server.on(
        'clientError',
        (_error, socket) => void socket.end("HTTP/1.1 418 I'm a teapot\r\nX-Mine: 1\r\n\r\nshort and stout"),
      )
    if (order === 'before') teapot()
    attach(server, POLICY)
    if (order === 'after') teapot()
    const reply = await send(await running(server), NOT_HTTP)
    expect([reply.status, xfo(reply), headerOf(reply, 'X-Mine'), reply.body]).toEqual([418, 'DENY', '1', 'short and stout'])
  })

  it('its own header wins, and what the policy strips goes', async () => {
    const server = createServer(answer)
    attach(server, POLICY)
    server.on('clientError', (_error, socket) => {
      socket.write(Buffer.from('HTTP/1.1 400 Bad Request\r\nX-Frame-Options: SAMEORIGIN\r\nX-Powered-By: PHP\r\n\r\n'))
      socket.end()
    })
    const reply = await send(await running(server), NOT_HTTP)
    expect([xfo(reply), headerOf(reply, 'X-Powered-By'), headerOf(reply, 'Referrer-Policy')]).toEqual([
      'SAMEORIGIN',
      undefined,
      'no-referrer, strict-origin-when-cross-origin',
    ])
  })

  it.each<[what: string, bytes: string]>([
    ['a malformed chunk', 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n'],
    ['garbage behind a request', `${GET}GARBAGE\r\n\r\n`],
  ])('adds the headers also while a request is in progress: %s', async (_what, bytes) => {
    const server = createServer(() => {})
    attach(server, POLICY)
    server.on('clientError', (_error, socket) => void socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'))
    const reply = await send(await running(server), bytes)
    expect([reply.status, xfo(reply)]).toEqual([400, 'DENY'])
  })

  it.each(['at once', 'later'])('adds the headers behind a response that has been written, where it answers %s', async (when) => {
    const server = createServer(answer)
    attach(server, POLICY)
    server.on('clientError', (_error, socket) => {
      const refuse = () => void socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
      if (when === 'at once') refuse()
      else setTimeout(refuse, 20)
    })
    const raw = await exchange('http', await running(server), `${GET}GARBAGE\r\n\r\n`)
    const replies = raw.split(/(?=HTTP\/1\.1 \d{3} )/).map((one) => parse(one))
    expect(replies.map((reply) => [reply.status, xfo(reply)])).toEqual([
      [200, 'DENY'],
      [400, 'DENY'],
    ])
  })

  it('leaves the body of a response alone that is being written, also where it looks like a head', async () => {
    const part = 'HTTP/1.1 200 OK\r\n\r\n'
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Length': 2 * part.length }).write(part)
      setTimeout(() => response.end(part), 30)
    })
    attach(server, POLICY)
    server.on('clientError', () => {})
    const raw = await exchange(
      'http',
      await running(server),
      `${GET.replace('Host', 'Connection: close\r\nHost')}GARBAGE\r\n\r\n`,
    )
    expect(parse(raw).body).toBe(part + part)
  })

  it('leaves the responses alone that come after it has answered nothing', async () => {
    const layer = compileOverride(false)
    const server = createServer((request, response) => {
      protect(response, layer, { isSecure: () => false, route: () => '/' }, request)
      setTimeout(() => response.end('late'), request.url === '/' ? 50 : 0)
    })
    attach(server, POLICY)
    server.on('clientError', () => {})
    const socket = connect(await running(server), '127.0.0.1').setEncoding('latin1')
    socket.write(`${GET}${GET.replace('/', '/second')}GARBAGE\r\n\r\n`)
    let raw = ''
    for await (const chunk of socket) {
      raw += chunk
      if (raw.match(/late/g)?.length === 2) break
    }
    expect(raw.match(/HTTP\/1\.1 200/g)).toHaveLength(2)
    expect(raw).not.toContain('X-Frame-Options')
  })

  it('leaves a response in progress alone', async () => {
    const layer = compileOverride(false)
    const server = createServer((request, response) => {
      protect(response, layer, { isSecure: () => false, route: () => '/' }, request)
      setTimeout(() => response.end('late'), 50)
    })
    attach(server, POLICY)
    server.on('clientError', () => {})
    const socket = connect(await running(server), '127.0.0.1').setEncoding('latin1')
    socket.write(`${GET}GARBAGE\r\n\r\n`)
    const [bytes] = await once(socket, 'data')
    socket.destroy()
    expect([parse(String(bytes)).status, xfo(parse(String(bytes)))]).toEqual([200, undefined])
  })

  it('leaves what is written behind the head as it is, also where that looks like a head', async () => {
    const body = 'HTTP/1.1 200 OK\r\nX-Powered-By: PHP\r\n\r\n'
    const server = createServer(answer)
    attach(server, POLICY)
    server.on('clientError', (_error, socket) => {
      socket.write('HTTP/1.1 400 Bad Request\r\nContent-Type: message/http\r\n\r\n')
      socket.end(body)
    })
    const reply = await send(await running(server), NOT_HTTP)
    expect([reply.status, xfo(reply), reply.body]).toEqual([400, 'DENY', body])
  })

  it('leaves the bytes of a body as they are, which may be no text', async () => {
    const body = Buffer.from([0xff, 0x1f, 0x8b, 0x80])
    const server = createServer(answer)
    attach(server, POLICY)
    server.on('clientError', (_error, socket) => {
      socket.end(Buffer.concat([Buffer.from('HTTP/1.1 400 Bad Request\r\nContent-Encoding: gzip\r\n\r\n'), body]))
    })
    const reply = await send(await running(server), NOT_HTTP)
    expect([xfo(reply), Buffer.from(reply.body, 'latin1')]).toEqual(['DENY', body])
  })

  it('adds the headers also where the status line is written by itself', async () => {
    const server = createServer(answer)
    attach(server, { ...POLICY, custom: { 'X-Last': '1' } })
    server.on('clientError', (_error, socket) => {
      socket.write("HTTP/1.1 418 I'm a teapot\r\n")
      socket.end('X-Mine: 1\r\n\r\nshort and stout')
    })
    const raw = await exchange('http', await running(server), NOT_HTTP)
    expect(raw).toMatch(/^HTTP\/1\.1 418 I'm a teapot\r\n/)
    const reply = parse(raw)
    expect([xfo(reply), headerOf(reply, 'X-Last'), headerOf(reply, 'X-Mine'), reply.body]).toEqual([
      'DENY',
      '1',
      '1',
      'short and stout',
    ])
  })

  it.each<[how: string, ...pieces: (string | Buffer)[]]>([
    ['within its status line', 'HTTP/1.1 400 ', 'Bad Request\r\nX-Powered-By: PHP\r\n\r\n', 'body'],
    ['within its version', 'HTTP', Buffer.from('/1.1 400 Bad Request\r\n\r\n'), 'body'],
    ['header by header', 'HTTP/1.1 400 Bad Request\r\n', 'X-Frame-Options: SAMEORIGIN\r\nX-Powered-By: PHP\r\n', '\r\nbody'],
    ['within its end', 'HTTP/1.1 400 Bad Request\r', '\n', '\r', '\nbody'],
    ['with lines that end in LF', 'HTTP/1.1 400 Bad Request\nX-Powered-By: PHP\n', '\nbody'],
  ])('completes a head that is written in pieces, cut %s', async (_how, ...pieces) => {
    const server = createServer(answer)
    attach(server, POLICY)
    const written: unknown[] = []
    server.on('clientError', (_error, socket) => {
      for (const [index, piece] of pieces.entries()) socket.write(piece, () => written.push(index))
      socket.end()
    })
    const reply = parse(await exchange('http', await running(server), NOT_HTTP))
    const own = pieces.some((piece) => piece.includes('SAMEORIGIN')) ? 'SAMEORIGIN' : 'DENY'
    const frames = reply.headers.filter(([name]) => name === 'x-frame-options').map(([, value]) => value)
    expect([reply.status, frames, headerOf(reply, 'X-Powered-By'), reply.body]).toEqual([400, [own], undefined, 'body'])
    expect(written).toEqual([...pieces.keys()])
  })

  it.each<[what: string, ...pieces: string[]]>([
    ['in one piece', 'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 400 Bad Request\r\n\r\nbody'],
    ['two of them', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 400 Bad Request\r\n\r\nbody'],
    ['in pieces', 'HTTP/1.1 103 Early Hints\r\n', 'Link: x\r\n\r\nHTTP/1.1 400', ' Bad Request\r\n\r\nbody'],
    ['by itself', 'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n', 'HTTP/1.1 400 Bad Request\r\n\r\nbody'],
  ])('adds the headers to the head behind an interim one, and leaves that as it is: %s', async (_what, ...pieces) => {
    const server = createServer(answer)
    attach(server, POLICY)
    server.on('clientError', async (_error, socket) => {
      for (const piece of pieces) {
        if (piece.endsWith('\r\n\r\n')) await new Promise((written) => socket.write(piece, written))
        else socket.write(piece)
      }
      socket.end()
    })
    const raw = await exchange('http', await running(server), NOT_HTTP)
    const heads = raw.split(/(?=HTTP\/1\.1 \d{3} )/)
    expect(heads.slice(0, -1).join('') + (heads.at(-1) ?? '').replace(/\r\n[\s\S]*\r\n\r\n/, '\r\n\r\n')).toBe(pieces.join(''))
    expect(heads.map((head) => xfo(parse(head)))).toEqual([...heads.slice(1).map(() => undefined), 'DENY'])
  })

  it.each<[how: string, write: (response: ServerResponse) => void]>([
    [
      'at once',
      (response) => void response.writeHead(400, { 'X-Powered-By': 'PHP', 'Content-Type': 'text/html' }).end('<p>bad</p>'),
    ],
    [
      'in chunks',
      (response) => {
        response.statusCode = 400
        response.setHeader('Content-Type', 'text/html').write('<p>')
        response.end(Buffer.from('bad</p>'))
      },
    ],
  ])('adds the headers where it answers by a response of Node that is its own: %s', async (_how, write) => {
    const server = createServer(answer)
    attach(server, POLICY)
    server.on('clientError', (_error, socket) => {
      const response = new ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 } as IncomingMessage)
      response.shouldKeepAlive = false
      response.assignSocket(socket as Socket)
      response.on('finish', () => socket.end())
      write(response)
    })
    const reply = await send(await running(server), NOT_HTTP)
    expect([reply.status, xfo(reply), headerOf(reply, 'X-Powered-By')]).toEqual([400, 'DENY', undefined])
    expect([headerOf(reply, 'Content-Type'), reply.body]).toEqual(['text/html', '<p>bad</p>'])
  })

  it('hands on a head as it is that never ends', async () => {
    const server = createServer(answer)
    attach(server, POLICY)
    server.on('clientError', (_error, socket) => {
      socket.write('HTTP/1.1 400 Bad Request\r\n')
      socket.end('X-Mine: 1')
    })
    expect(await exchange('http', await running(server), NOT_HTTP)).toBe('HTTP/1.1 400 Bad Request\r\nX-Mine: 1')
  })

  it('writes what it is given in the encoding that it is given in', async () => {
    const server = createServer(answer)
    attach(server, POLICY)
    server.on('clientError', (_error, socket) => {
      socket.write(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n').toString('hex'), 'hex')
      socket.end('\xe9', 'latin1')
    })
    const raw = await exchange('http', await running(server), NOT_HTTP)
    expect([xfo(parse(raw)), Buffer.from(raw, 'latin1').at(-1)]).toEqual(['DENY', 0xe9])
  })

  it('leaves bytes alone that are no reply, and may answer nothing', async () => {
    const server = createServer(answer)
    attach(server, POLICY)
    server.on('clientError', (_error, socket) => void socket.end('bye'))
    expect(await exchange('http', await running(server), NOT_HTTP)).toBe('bye')
  })
})

describe('attach and upgrades', () => {
  it('adds no listener that would change what Node answers', () => {
    const server = createServer(answer)
    attach(server, POLICY)
    expect(['upgrade', 'checkExpectation', 'checkContinue', 'connect'].map((event) => server.listenerCount(event))).toEqual([
      0, 0, 0, 0,
    ])
  })

  it('leaves an upgrade to its listener', async () => {
    const server = createServer(answer)
    attach(server, POLICY)
    server.on('upgrade', (_request, socket) => {
      socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\nechoed')
    })
    const socket = connect(await running(server), '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n')
    let raw = ''
    for await (const chunk of socket.setEncoding('latin1')) raw += chunk
    expect(raw).toBe('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\nechoed')
  })
})

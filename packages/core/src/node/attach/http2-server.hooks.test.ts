import { once } from 'node:events'
import { closeSync, createReadStream, openSync } from 'node:fs'
import type { RequestListener } from 'node:http'
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
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { compile, compileOverride, NONCE, type SecureOptions } from '@secure/core'
import { attach, nonceOf, protect, protectSwapped } from '@secure/core/node'
import { describe, expect, it, onTestFinished } from 'vitest'
import { namedAsShared } from '../../../test/named-as-shared.js'
import { closeBehindTest } from '../../../test/running.js'

type Http2Handler = (request: Http2ServerRequest, response: Http2ServerResponse) => void

const POLICY = { xfo: 'DENY' } as const
const NONCED = { csp: { 'script-src': [NONCE] } } as const satisfies SecureOptions

const answer: RequestListener = (_request, response) => void response.end('ok')

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
    closeBehindTest(() => {
      client.destroy()
      server.close()
    })
    return client
  }

  async function asking(server: Http2Server, headers: OutgoingHttpHeaders = {}): Promise<IncomingHttpHeaders> {
    const client = await clientOf(server)
    const stream = client.request({ ':path': '/', ...headers })
    const [answered] = await once(stream, 'response')
    // To the end: Node 26.9 crashes when a client leaves while a file is being sent.
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
      'a listener that has replaced the others',
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
      'stream.write() without a head',
      (server) =>
        server.on('stream', (stream) => {
          stream.write('a')
          stream.end()
        }),
      200,
    ],
    ['stream.end() of data without a head', (server) => server.on('stream', (stream) => stream.end('a')), 200],
    ['what is piped without a head', (server) => server.on('stream', (stream) => createReadStream(file).pipe(stream)), 200],
    [
      'what was held back without a head',
      (server) =>
        server.on('stream', (stream) => {
          stream.cork()
          stream.write('a')
          stream.write('b')
          stream.end()
        }),
      200,
    ],
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

  it('adds none after a request either, where the server has streams only', async () => {
    const server = attached((given) => given.on('stream', by({ ':status': 202 })))
    expect((await asking(server))[':status']).toBe(202)
    expect(server.listenerCount('request')).toBe(0)
  })

  it('lets the given head win, strips what the policy strips, and leaves the given object alone', async () => {
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
  ])("keeps the policy's header where the given head sets it to %s", async (_how, add) => {
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

  it.each<[what: string, change: (server: Http2Server, handler: Http2Handler) => void]>([
    ['in place of all before it', (server, handler) => server.removeAllListeners('request').on('request', handler)],
    ['in front of all', (server, handler) => server.prependListener('request', handler)],
  ])('hears what a handler drops that was added %s after attach', async (_what, change) => {
    const server = attached((before) => before.on('request', (_request, response) => void response.writableEnded))
    change(server, (_request: Http2ServerRequest, response: Http2ServerResponse) => {
      response.removeHeader('X-Frame-Options')
      response.end()
    })
    const answered = await asking(server)
    expect(answered).not.toHaveProperty('x-frame-options')
    expect(answered['x-content-type-options']).toBe('nosniff')
  })

  it('leaves the listener of another copy of this package in front', async () => {
    const other = Object.assign(() => {}, { [Symbol.for('@secure/core/http2-request')]: true })
    const server = attached((before) => before.on('request', answer as never)).prependListener('request', other)
    const removed: unknown[] = []
    server.on('removeListener', (event) => removed.push(event))
    expect((await asking(server))['x-frame-options']).toBe('DENY')
    expect(removed).not.toContain('request')
    expect(server.listeners('request')[0]).toBe(other)
  })

  it('applies what the layer decided, and the nonce, to a response that no request listener has seen', async () => {
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

  it('stays the outermost policy where a layer comes first, and where a nonce is read before any layer', async () => {
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

  it.each([false, true])(
    'gives the nonce of the stream to what Node hands over by another event, a layer after it: %s',
    async (layered) => {
      const server = createHttp2()
      attach(server, NONCED)
      server.on('request', answer as never).on('checkContinue', (request, response) => {
        const nonce = nonceOf(response)
        if (layered)
          protect(response, compileOverride({ xfo: 'SAMEORIGIN' }), { isSecure: () => false, route: () => '/' }, request)
        response.setHeader('Content-Type', 'text/html')
        response.setHeader('X-Nonce', nonce)
        response.end()
      })
      const answered = await asking(server, { expect: '100-continue' })
      expect(answered['content-security-policy']).toBe(`script-src 'nonce-${answered['x-nonce']}'`)
    },
  )

  it('treats what statCheck adds to the headers of a file as given', async () => {
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

  it('calls statCheck as Node does: as a method of the stream, with the part of the file that is asked for', async () => {
    let asked: unknown[] = []
    const descriptor = openSync(file, 'r')
    onTestFinished(() => closeSync(descriptor))
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
    expect(asked).toEqual([true, expect.objectContaining({ offset: 2, length: 3 })])
  })

  it('gives a 304 of a page no policy that could bear a nonce, even where its status is a string', async () => {
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
      'an invalid descriptor',
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
  ])('does not pass the nonce of %s, which was not sent, on to JSON', async (_what, add) => {
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

  it('leaves it to Node to refuse the options of a file', async () => {
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
  ])('lets responses drop headers when attached again to an app that was restarted, %s', async (_when, restart) => {
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

  it('warns about a nonce that shared caches may store', async () => {
    const head = { 'content-type': 'text/html', 'cache-control': 'public' }
    const server = attached((server) => server.on('stream', by(head)), NONCED)
    expect(await namedAsShared(() => asking(server, { ':path': '/shared-stream?token=1' }))).toEqual(['GET /shared-stream'])
  })

  it('gives a pushed response a nonce of its own, and hands on the headers with which it was asked for', async () => {
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
      'stream.pushStream(), without a head',
      (server) =>
        server.on('stream', (stream) =>
          stream.pushStream({ ':path': '/pushed' }, (_error, pushed) => {
            pushed.end('a')
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

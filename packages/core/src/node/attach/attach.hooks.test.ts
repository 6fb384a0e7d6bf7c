import { createServer, type RequestListener, type Server, ServerResponse } from 'node:http'
import { createServer as createHttp2 } from 'node:http2'
import { connect, createServer as createSocketServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { compile, NONCE, type SecureOptions } from '@secure/core'
import { attach, nonceOf, protect } from '@secure/core/node'
import { ask, exchange, headerOf, parse, type Reply, serverFor } from '@secure/loopback'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { anotherCopy } from '../../../test/another-copy.js'
import { namedAsShared } from '../../../test/named-as-shared.js'
import { running } from '../../../test/running.js'

const POLICY = { xfo: 'DENY' } as const
const NONCED = { csp: { 'script-src': [NONCE] } } as const satisfies SecureOptions
const NOT_HTTP = 'NOT HTTP\r\n\r\n'

const answer: RequestListener = (_request, response) => void response.end('ok')
const send = async (port: number, bytes: string): Promise<Reply> => parse(await exchange('http', port, bytes))
const xfo = (reply: Reply) => headerOf(reply, 'X-Frame-Options')

describe('attach', () => {
  it('covers a bare server, both its handlers and its parser', async () => {
    const server = createServer(answer)
    attach(server, POLICY)
    const port = await running(server)
    expect(xfo(await ask('http', port, { path: '/' }))).toBe('DENY')
    expect(xfo(await send(port, NOT_HTTP))).toBe('DENY')
  })

  it('covers an https server', async () => {
    const server = serverFor('https', answer)
    attach(server, { hsts: { maxAge: 60, secureOnly: true } })
    const port = await running(server, 'https')
    for (const reply of [await ask('https', port, { path: '/' }), parse(await exchange('https', port, NOT_HTTP))]) {
      expect(headerOf(reply, 'Strict-Transport-Security')).toBe('max-age=60')
    }
  })

  it.each(['h2c', 'h2'] as const)('covers an HTTP/2 server over %s', async (protocol) => {
    const server = serverFor(protocol, answer)
    attach(server, POLICY)
    const port = await running(server, protocol)
    expect(xfo(await ask(protocol, port, { path: '/' }))).toBe('DENY')
    if (protocol === 'h2') expect(xfo(await ask('https', port, { path: '/' })), 'HTTP/1 of the same server').toBe('DENY')
  })

  it('covers an HTTP/2 server whose first request listener comes later', async () => {
    const server = createHttp2()
    attach(server, POLICY)
    server.on('request', (_request, response) => void response.end())
    const port = await running(server as unknown as Server, 'h2c')
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

  it('replaces the policy and adds no listener when it is called twice', async () => {
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

  it('does not let an old detach take away a newer policy', async () => {
    const server = createServer(answer)
    const detach = attach(server, POLICY)
    attach(server, { xfo: 'SAMEORIGIN' })
    detach()
    expect(xfo(await ask('http', await running(server), { path: '/' }))).toBe('SAMEORIGIN')
  })

  it('does not let an old detach of the same policy take away the newer attachment', async () => {
    const policy = compile(POLICY)
    const server = createServer(answer)
    const old = attach(server, policy)
    attach(server, policy)
    old()
    expect(xfo(await ask('http', await running(server), { path: '/' }))).toBe('DENY')
  })

  it('covers what Node answers when it is called again after somebody has taken the listeners away', async () => {
    const server = createServer(answer)
    attach(server, POLICY)
    server.removeAllListeners('clientError')
    attach(server, POLICY)
    expect(xfo(await send(await running(server), NOT_HTTP))).toBe('DENY')
  })

  it.each<[what: string, target: unknown]>([
    ['an app, which emits events too', Object.assign(() => {}, { prependListener() {}, listen() {} })],
    ['an object', {}],
    ['a server of sockets, which speaks no HTTP', createSocketServer()],
    ['a server of TLS, which speaks no HTTP', createTlsServer()],
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

  it('names the path, without the query, of a page whose nonce shared caches may store', async () => {
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
    const [server, more] = [createServer(), { xfo: 'DENY' }]
    expect(() => Reflect.apply(attach, undefined, [server, {}, more])).toThrow(/^expected one object of options/)
    expect(server.listenerCount('clientError')).toBe(0)
  })
})

describe('attach of two copies of the package', () => {
  it('answers a request that is not HTTP only once', async () => {
    const copy = await anotherCopy()
    expect(copy.attach).not.toBe(attach)
    const server = createServer(answer)
    attach(server, POLICY)
    copy.attach(server, { xfo: 'SAMEORIGIN' })
    const raw = await exchange('http', await running(server), NOT_HTTP)
    expect(raw.match(/HTTP\/1\.1 400/g)).toHaveLength(1)
    expect(xfo(parse(raw))).toBe('SAMEORIGIN')
  })

  it.each(['http', 'h2c'] as const)('have one nonce, whichever is asked: %s', async (protocol) => {
    const copy = await anotherCopy()
    const server = serverFor(protocol, (_request, response) => {
      response.setHeader('Content-Type', 'text/html')
      response.end([copy.nonceOf(response), nonceOf(response)].join())
    })
    attach(server, NONCED)
    const reply = await ask(protocol, await running(server, protocol), { path: '/' })
    const [, sent] = /'nonce-(.+?)'/.exec(headerOf(reply, 'Content-Security-Policy') ?? '') ?? []
    expect(reply.body).toBe([sent, sent].join())
  })

  it('warn where a response has the policy of neither, and give a nonce all the same', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    onTestFinished(() => warned.mockRestore())
    const copy = await anotherCopy()
    const server = createServer((_request, response) => void response.end(copy.nonceOf(response)))
    const port = await running(server)
    for (let turn = 0; turn < 2; turn++) {
      expect((await ask('http', port, { path: '/' })).body).toMatch(/^[\w+/]{24}$/)
    }
    expect(warned).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('no header has that nonce'),
      expect.objectContaining({ code: 'SECURE_NONCE_LOST' }),
    )
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

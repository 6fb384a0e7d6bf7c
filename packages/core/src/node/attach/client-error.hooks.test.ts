import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { compileOverride } from '@secure/core'
import { attach, protect } from '@secure/core/node'
import { exchange, headerOf, parse, type Reply } from '@secure/loopback'
import { describe, expect, it } from 'vitest'
import { running } from '../../../test/running.js'

const POLICY = { xfo: 'DENY' } as const
const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
const NOT_HTTP = 'NOT HTTP\r\n\r\n'

const answer: RequestListener = (_request, response) => void response.end('ok')
const send = async (port: number, bytes: string): Promise<Reply> => parse(await exchange('http', port, bytes))
const xfo = (reply: Reply) => headerOf(reply, 'X-Frame-Options')

describe('attach and what Node answers by itself', () => {
  const cases: [title: string, status: number, bytes: string][] = [
    ['a request that is not HTTP', 400, NOT_HTTP],
    ['a head that is too large', 431, `GET / HTTP/1.1\r\nHost: a\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`],
    [
      'a chunk whose extensions are too large',
      413,
      `POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;${'x'.repeat(20_000)}\r\na\r\n0\r\n\r\n`,
    ],
    ['a missing Host', 400, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['an unknown expectation', 417, 'GET / HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\nConnection: close\r\n\r\n'],
  ]

  it.each(cases)('%s gets its %i with the headers and nothing else changed', async (_title, status, bytes) => {
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

  it('a request that takes too long gets its 408 with the headers', async () => {
    const server = createServer({ headersTimeout: 50, requestTimeout: 100, connectionsCheckingInterval: 20 }, answer)
    attach(server, POLICY)
    const reply = await send(await running(server), 'GET / HTTP/1.1\r\nHost: a\r\n')
    expect([reply.status, xfo(reply)]).toEqual([408, 'DENY'])
  })

  it('one request too many on a connection gets its 503 with the headers', async () => {
    const server = createServer(answer)
    server.maxRequestsPerSocket = 1
    attach(server, POLICY)
    const request = 'GET / HTTP/1.1\r\nHost: a\r\n'
    const raw = await exchange('http', await running(server), `${request}\r\n${request}Connection: close\r\n\r\n`)
    const replies = raw.split(/(?=HTTP\/1\.1 \d{3} )/).map((one) => parse(one))
    expect(replies.map(({ status }) => status)).toEqual([200, 503])
    expect(replies.map(xfo)).toEqual(['DENY', 'DENY'])
  })

  it('answers in place of a response whose head is decided but not written', async () => {
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

  it('writes nothing into a response that has begun', async () => {
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

  it('lets the listener’s own header win, and strips what the policy strips', async () => {
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
  ])('adds the headers even while a request is in progress: %s', async (_what, bytes) => {
    const server = createServer(() => {})
    attach(server, POLICY)
    server.on('clientError', (_error, socket) => void socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'))
    const reply = await send(await running(server), bytes)
    expect([reply.status, xfo(reply)]).toEqual([400, 'DENY'])
  })

  it.each(['at once', 'later'])('adds the headers when the listener answers %s, after a written response', async (when) => {
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

  it('leaves alone the body of a response that is being written, even where it looks like a head', async () => {
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

  it('leaves alone the responses that come after the listener has answered nothing', async () => {
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

  it('leaves what is written after the head as it is, even where it looks like a head', async () => {
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

  it('leaves the bytes of a body, which may not be text, as they are', async () => {
    const body = Buffer.from([0xff, 0x1f, 0x8b, 0x80])
    const server = createServer(answer)
    attach(server, POLICY)
    server.on('clientError', (_error, socket) => {
      socket.end(Buffer.concat([Buffer.from('HTTP/1.1 400 Bad Request\r\nContent-Encoding: gzip\r\n\r\n'), body]))
    })
    const reply = await send(await running(server), NOT_HTTP)
    expect([xfo(reply), Buffer.from(reply.body, 'latin1')]).toEqual(['DENY', body])
  })

  it('adds the headers even where the status line is written by itself', async () => {
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
  ])('adds the headers to the head after an interim one, which stays as it is: %s', async (_what, ...pieces) => {
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
  ])('adds the headers where the listener answers with a Node response of its own: %s', async (_how, write) => {
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

  it('leaves a head that never ends as it is', async () => {
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

  it('leaves alone bytes that are not a reply, and may answer nothing', async () => {
    const server = createServer(answer)
    attach(server, POLICY)
    server.on('clientError', (_error, socket) => void socket.end('bye'))
    expect(await exchange('http', await running(server), NOT_HTTP)).toBe('bye')
  })
})

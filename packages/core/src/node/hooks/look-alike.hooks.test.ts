import { EventEmitter } from 'node:events'
import { createServer, IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { PassThrough } from 'node:stream'
import { compile, NONCE } from '@secure/core'
import { nonceOf, protect, protectSwapped } from '@secure/core/node'
import { ask, exchange } from '@secure/loopback'
import { describe, expect, it } from 'vitest'
import { running } from '../../../test/running.js'

const layer = compile({ xfo: 'DENY', remove: ['X-Powered-By'] })
const framework = { isSecure: () => false, route: () => '/' }

type Headers = Record<string, unknown>

/** What engine.io hands to `engine.use()` for a WebSocket: it keeps headers by name as spelled, and puts them on the 101. */
class WebSocketResponse extends EventEmitter {
  readonly headers: Headers = {}
  constructor(readonly socket = new Socket()) {
    super()
  }
  setHeader(name: string, value: unknown) {
    this.headers[name] = value
  }
  getHeader(name: string) {
    return this.headers[name]
  }
  removeHeader(name: string) {
    delete this.headers[name]
  }
  write() {}
  writeHead() {}
  end() {
    this.emit('finish')
    this.socket.destroy()
  }
}

/** What is left of a response that keeps its headers where only `setHeader` reaches. */
function lesser(more: object = {}): { response: ServerResponse; headers: Headers } {
  const headers: Headers = {}
  const setHeader = (name: string, value: unknown) => {
    headers[name] = value
  }
  return { response: { setHeader, writeHead() {}, end() {}, ...more } as unknown as ServerResponse, headers }
}

function refuse(): never {
  throw new Error('sent')
}

/** A request without a connection, as made by code that turns a fetch handler's request into one of Node. */
const unconnected = () => new IncomingMessage(new EventEmitter() as Socket)

/** As universal-middleware's `connectToWeb` makes it: what is written goes to a stream, and nothing asks for a head. */
function passedThrough(request = unconnected()): ServerResponse {
  const response = new ServerResponse(request)
  const body = new PassThrough()
  Object.assign(response, { write: body.write.bind(body), end: body.end.bind(body), writeHead: () => response })
  return response
}

describe.each([
  ['protect', protect],
  ['protectSwapped', protectSwapped],
] as const)('%s of a response that is not Node’s', (_, mark) => {
  const marked = (response: unknown, policy = layer) => mark(response as ServerResponse, policy, framework, undefined)

  it('gives the 101 of a WebSocket of engine.io its headers, by a writeHead without arguments', () => {
    const response = new WebSocketResponse()
    marked(response)
    response.setHeader('Referrer-Policy', 'origin')
    response.removeHeader('X-Content-Type-Options')
    response.writeHead()
    expect(response.headers).toMatchObject({ 'X-Frame-Options': 'DENY', 'Referrer-Policy': 'origin' })
    expect(response.headers).not.toHaveProperty('X-Content-Type-Options')
  })

  it('gives it headers where it has no more than setHeader and writeHead', () => {
    const { response, headers } = lesser()
    marked(response, compile({ csp: { 'script-src': [NONCE] } }))
    const nonce = nonceOf(response)
    for (const _ of [1, 2]) response.writeHead(200)
    expect(headers['Content-Security-Policy']).toBe(`script-src 'nonce-${nonce}'`)
  })

  it.each<[what: string, methods: object]>([
    ['no method at all', {}],
    ['no setHeader', { getHeader() {}, writeHead() {}, end() {} }],
    ['no writeHead', { setHeader() {} }],
    ['a setHeader that throws once something was sent', { headersSent: true, setHeader: refuse, end() {} }],
  ])('leaves it alone, and adds no method to it, where it has %s', (_what, methods) => {
    const response = { ...methods } as unknown as ServerResponse
    const { nonce } = marked(response)
    response.end?.()
    expect(nonce).toBeUndefined()
    expect(Object.keys(response)).toEqual(Object.keys(methods))
  })

  it.each<[what: string, response: object, context?: unknown]>([
    ['koa’s and hono’s next', async () => {}],
    ['a reply of Fastify', { raw: {}, header() {}, send() {} }],
    ['a response of fetch', new Response()],
    ['a plugin’s options, beside Fastify’s instance', {}, { addHook() {} }],
  ])('refuses %s: the adapter is that of another framework', (_what, response, context) => {
    expect(() => mark(response as ServerResponse, layer, framework as never, context)).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'response', fix: expect.stringContaining('for this framework') }),
    )
  })

  it.each(['write', 'end'] as const)('sets the headers before its own %s, which asks for no head', (method) => {
    const response = passedThrough()
    response.setHeader('X-Powered-By', 'PHP')
    response.setHeader('Referrer-Policy', 'origin')
    marked(response)
    response.removeHeader('X-Content-Type-Options')
    response[method]('<p>')
    expect(response.getHeaders()).toMatchObject({ 'x-frame-options': 'DENY', 'referrer-policy': 'origin' })
    for (const name of ['X-Powered-By', 'X-Content-Type-Options']) expect(response.hasHeader(name)).toBe(false)
  })

  it('sets the headers before its own end where only its request has a connection', () => {
    const response = passedThrough(new IncomingMessage(new Socket()))
    marked(response)
    response.end()
    expect(response.getHeader('X-Frame-Options')).toBe('DENY')
  })

  it.each<[what: string, socket: () => unknown]>([
    ['one that was never connected', () => new Socket()],
    ['missing', () => null],
    ['an object', () => ({})],
  ])('sets the headers before its own end, under Node’s writeHead, where its request’s connection is %s', (_what, socket) => {
    const response = new ServerResponse(new IncomingMessage(socket() as Socket))
    let found: Headers = {}
    response.end = function (this: ServerResponse) {
      found = { ...this.getHeaders() }
      return this
    } as typeof response.end
    response.setHeader('X-Powered-By', 'PHP')
    marked(response)
    response.end('<p>')
    expect(found).toMatchObject({ 'x-frame-options': 'DENY' })
    expect(found).not.toHaveProperty('x-powered-by')
  })

  it('sets the headers before the end of its own class where its request was never connected', () => {
    class Captured extends ServerResponse {
      found: Headers = {}
      override write() {
        return true
      }
      override end() {
        this.found = { ...this.getHeaders() }
        return this
      }
    }
    const response = new Captured(new IncomingMessage(new Socket()))
    marked(response)
    response.write()
    response.end()
    expect(response.found).toMatchObject({ 'x-frame-options': 'DENY' })
  })

  it('leaves what its own writeHead was given to that writeHead, and completes nothing twice', () => {
    const response = passedThrough()
    response.writeHead = ((_status: number, given: Headers) => {
      for (const [name, value] of Object.entries(given)) response.setHeader(name, value as string)
    }) as never
    marked(response)
    response.writeHead(200, { 'X-Frame-Options': 'SAMEORIGIN' })
    response.write('<p>')
    response.removeHeader('Referrer-Policy')
    response.end()
    expect(response.getHeader('X-Frame-Options')).toBe('SAMEORIGIN')
    expect(response.hasHeader('Referrer-Policy')).toBe(false)
  })

  it('sets the headers where a mock says that they are sent before anything is', () => {
    const { response, headers } = lesser({
      headersSent: false,
      send(this: ServerResponse & { headersSent: boolean }) {
        this.headersSent = true
        this.end()
      },
    })
    marked(response)
    ;(response as unknown as { send(): void }).send()
    expect(headers['X-Frame-Options']).toBe('DENY')
  })
})

describe('a response of a server', () => {
  it('takes the same hook as any other while it waits for the one before it', async () => {
    const marked: ServerResponse[] = []
    const server = createServer((request, response) => {
      protect(response, layer, framework, request)
      marked.push(response)
      if (marked.length === 2) for (const each of marked) each.end()
    })
    const port = await running(server)
    const request = 'GET / HTTP/1.1\r\nHost: a\r\n'
    const raw = await exchange('http', port, `${request}\r\n${request}Connection: close\r\n\r\n`)
    expect(raw.match(/^X-Frame-Options: DENY\r$/gm)).toHaveLength(2)
    expect(Object.keys(marked[1] as object)).toEqual(Object.keys(marked[0] as object))
  })

  it('keeps an end of its own', async () => {
    let methods: unknown[] = []
    const port = await running(
      createServer((request, response) => {
        const own = { writeHead: response.writeHead.bind(response), end: response.end.bind(response) }
        Object.assign(response, own)
        protect(response, layer, framework, request)
        methods = [response.end === own.end, Object.hasOwn(response, 'write')]
        response.end()
      }),
    )
    await ask('http', port, { path: '/' })
    expect(methods).toEqual([true, false])
  })
})

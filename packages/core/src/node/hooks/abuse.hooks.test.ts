import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { promisify } from 'node:util'
import { compile, NONCE } from '@secure/core'
import { attach, nonceOf, protect } from '@secure/core/node'
import { ask, exchange, headerOf, listen, type Running } from '@secure/loopback'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const POLICY = { csp: { 'script-src': [NONCE] } }
const layer = compile(POLICY)
const framework = { isSecure: () => false, route: () => '/' }
const unhandled: unknown[] = []
const note = (error: unknown) => void unhandled.push(error)
let app: Running | undefined

beforeEach(() => {
  process.on('unhandledRejection', note).on('uncaughtException', note)
})
afterEach(async () => {
  process.off('unhandledRejection', note).off('uncaughtException', note)
  await app?.close()
  app = undefined
  expect(unhandled.splice(0)).toEqual([])
})

async function start(handler: RequestListener): Promise<number> {
  const server = createServer((request, response) => {
    protect(response, layer, framework, undefined)
    handler(request, response)
  })
  attach(server, POLICY)
  app = await listen('http', server)
  return app.port ?? 0
}

describe('under abuse', () => {
  it('survives requests that are aborted before and while they are answered', async () => {
    const port = await start((_request, response) => {
      setImmediate(() => {
        response.setHeader('Content-Type', 'text/html')
        response.write(nonceOf(response))
        setImmediate(() => response.end('end'))
      })
    })
    await Promise.all(
      Array.from({ length: 500 }, async (_, index) => {
        const socket = connect(port, '127.0.0.1').on('error', () => {})
        socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
        if (index % 3 === 0) await once(socket, 'connect')
        if (index % 3 === 1) await Promise.race([once(socket, 'data'), once(socket, 'close')])
        socket.destroy()
      }),
    )
    expect((await ask('http', port, { path: '/' })).status).toBe(200)
  })

  it('keeps apart two responses of which one is written by a getter in the headers of the other', async () => {
    const parked: ServerResponse[] = []
    const port = await start((request, response) => {
      if (request.url === '/parked') return void parked.push(response)
      let reads = 0
      const headers = {
        'X-Frame-Options': 'DENY',
        get 'X-Powered-By'() {
          if (reads++ === 1) parked.pop()?.end()
          return 'getter'
        },
      }
      response.writeHead(200, headers).end()
      parked.pop()?.end()
    })
    const other = ask('http', port, { path: '/parked' })
    await vi.waitUntil(() => parked.length > 0)
    const { headers } = await ask('http', port, { path: '/' })
    expect(headers.filter(([name]) => /^x-(?:frame|powered)/.test(name))).toEqual([['x-frame-options', 'DENY']])
    expect(headerOf(await other, 'x-frame-options')).toBe('SAMEORIGIN')
  })

  it('survives sockets that close in the middle of a head', async () => {
    const port = await start((_request, response) => void response.end())
    await Promise.all(
      Array.from({ length: 500 }, async (_, index) => {
        const socket: Socket = connect(port, '127.0.0.1').on('error', () => {})
        socket.write('GET / HTTP/1.1\r\nHost: a\r\nX-Half: '.slice(0, 5 + (index % 30)))
        await once(socket, 'connect')
        if (index % 2 === 0) socket.destroy()
        else socket.end()
      }),
    )
    expect((await ask('http', port, { path: '/' })).status).toBe(200)
  })

  it('answers 10,000 pipelined requests, each with its own nonce', async () => {
    const port = await start((_request, response) => void response.setHeader('Content-Type', 'text/html').end())
    const one = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
    const raw = await exchange('http', port, `${one.repeat(9_999)}GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
    const nonces = [...raw.matchAll(/Content-Security-Policy: script-src 'nonce-([^']+)'/g)].map(([, nonce]) => nonce)
    expect([raw.match(/HTTP\/1\.1 200 OK/g)?.length, nonces.length, new Set(nonces).size]).toEqual([10_000, 10_000, 10_000])
  })

  it('adds to a head that is as large as clients accept', async () => {
    const port = await start((_request, response) => {
      for (let index = 0; index < 60; index++) response.setHeader(`X-Large-${index}`, 'x'.repeat(200))
      response.end('ok')
    })
    const { headers } = await fetch(`http://127.0.0.1:${port}/`)
    expect([headers.get('x-large-59')?.length, headers.get('x-frame-options')]).toEqual([200, 'SAMEORIGIN'])
  })

  it('refuses a second head as Node does, and leaves the first one whole', async () => {
    const port = await start((_request, response) => {
      response.writeHead(200, { 'X-First': '1' })
      let refused = ''
      try {
        response.writeHead(201)
      } catch (error) {
        refused = (error as { code: string }).code
      }
      response.end(refused)
    })
    const reply = await ask('http', port, { path: '/' })
    expect([reply.status, reply.body, headerOf(reply, 'X-First'), headerOf(reply, 'X-Frame-Options')]).toEqual([
      200,
      'ERR_HTTP_HEADERS_SENT',
      '1',
      'SAMEORIGIN',
    ])
  })

  it('has every header on the page after a head that Node refused', async () => {
    const port = await start((_request, response) => {
      try {
        response.writeHead(200, { 'X-Bad': 'line\r\nbreak', 'X-Frame-Options': 'DENY' })
      } catch {
        response.writeHead(500, { 'Content-Type': 'text/plain' })
      }
      response.end('done')
    })
    const reply = await ask('http', port, { path: '/' })
    expect([reply.status, headerOf(reply, 'X-Frame-Options'), headerOf(reply, 'Referrer-Policy')]).toEqual([
      500,
      'SAMEORIGIN',
      'no-referrer, strict-origin-when-cross-origin',
    ])
  })

  it('writes the page after a refused head as if it were the first', async () => {
    const port = await start((_request, response) => {
      try {
        response.writeHead(200, { 'Content-Type': 'text/html', 'X-Bad': 'line\r\nbreak' })
      } catch {
        response.setHeader('Content-Type', 'application/json')
        response.writeHead(500)
      }
      response.end('{}')
    })
    const reply = await ask('http', port, { path: '/' })
    expect([reply.status, headerOf(reply, 'Referrer-Policy')]).toEqual([500, 'no-referrer, strict-origin-when-cross-origin'])
    // The page that the nonce was drawn for was not sent.
    expect(headerOf(reply, 'Content-Security-Policy')).toBe("script-src 'none'")
  })

  it("does not mistake headers of a refused head for the handler's", async () => {
    const port = await start((request, response) => {
      try {
        response.writeHead(200, { 'X-Bad': 'line\r\nbreak' })
      } catch {
        protect(response, compile({ xfo: 'DENY' }), framework, request)
        response.writeHead(500)
      }
      response.end()
    })
    const reply = await ask('http', port, { path: '/' })
    expect([reply.status, headerOf(reply, 'X-Frame-Options')]).toEqual([500, 'DENY'])
  })

  it('sends a header that was dropped and set again, after a refused head and a clearing of all headers', async () => {
    const port = await start((_request, response) => {
      response.removeHeader('X-Frame-Options')
      response.setHeader('X-Frame-Options', 'DENY')
      try {
        response.writeHead(200, { 'X-Bad': 'line\r\nbreak' })
      } catch {
        for (const name of response.getHeaderNames()) response.removeHeader(name)
        response.writeHead(500)
      }
      response.end()
    })
    const reply = await ask('http', port, { path: '/' })
    expect([reply.status, headerOf(reply, 'X-Frame-Options')]).toEqual([500, 'SAMEORIGIN'])
  })

  it('keeps no memory of 200,000 responses', { timeout: 120_000 }, async () => {
    const program = `
      import { createServer } from 'node:http'
      import { connect } from 'node:net'
      import { compile, compileOverride, NONCE } from '@secure/core'
      import { attach, nonceOf, protect } from '@secure/core/node'
      const layers = [compile({ csp: { 'script-src': [NONCE] } }), compileOverride({ xfo: 'DENY' })]
      const framework = { isSecure: () => false, route: () => '/' }
      const server = createServer((request, response) => {
        for (const layer of layers) protect(response, layer, framework, request)
        response.setHeader('Content-Type', 'text/html')
        response.removeHeader('Referrer-Policy')
        response.end(nonceOf(response))
      })
      attach(server, {})
      server.listen(0, '127.0.0.1', async () => {
        const heap = {}
        for (let done = 0; done <= 200_000; done += 2_000) {
          await batch(server.address().port)
          if (done === 20_000 || done === 200_000) {
            for (const _ of [1, 2, 3]) { gc(); await new Promise((resolve) => setTimeout(resolve, 50)) }
            heap[done] = process.memoryUsage().heapUsed
          }
        }
        console.log(heap[200_000] - heap[20_000])
        process.exit()
      })
      function batch(port) {
        const one = 'GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n'
        return new Promise((resolve) => {
          const socket = connect(port, '127.0.0.1', () => socket.write(one.repeat(1_999) + 'GET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n'))
          socket.resume().on('close', resolve)
        })
      }`
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--input-type=module', '-e', program], {
      cwd: new URL('.', import.meta.url).pathname,
    })
    expect(Number(stdout)).toBeLessThan(2 * 1024 * 1024)
  })
})

import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { compile, compileOverride } from './compile.js'
import { FetchState } from './fetch.js'
import { NONCE, Secure, type SecureOptions } from './index.js'

const OFF = { hsts: false, xfo: false, xxp: false, content: false, referrer: false, cache: false } as const
const framework = { isSecure: () => true, route: () => 'GET /' }
const begin = (options: SecureOptions = {}) => new FetchState(compile(options), framework, undefined)
const only = (options: SecureOptions) => begin({ ...OFF, ...options })
const csp = { 'script-src': [NONCE] }
const html = { 'Content-Type': 'text/html' }

afterEach(() => vi.restoreAllMocks())

describe('FetchState', () => {
  it('writes the policy’s headers on the response itself', () => {
    const response = new Response('hello')
    expect(begin().fill(response)).toBe(response)
    const headers = new Headers(new Secure().headers())
    headers.set('content-type', 'text/plain;charset=UTF-8')
    expect([...response.headers]).toEqual([...headers])
  })

  it('copies a response that cannot be changed, even where its error is from another realm', () => {
    const response = new Response('kept')
    const refuse = () => {
      throw runInNewContext("new TypeError('immutable')")
    }
    Object.assign(response.headers, { set: refuse })
    const filled = begin().fill(response)
    expect(filled).not.toBe(response)
    expect(filled.headers.get('x-frame-options')).toBe('SAMEORIGIN')
  })

  it('sends a response without its reason phrase where that phrase cannot be sent on', async () => {
    const reply = 'HTTP/1.1 200 Tr\xe8s bien\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok'
    const upstream = createServer((socket) => socket.end(reply, 'latin1')).listen(0, '127.0.0.1')
    await once(upstream, 'listening')
    const response = await fetch(`http://127.0.0.1:${(upstream.address() as AddressInfo).port}`)
    upstream.close()
    const filled = begin().fill(response)
    expect([filled.headers.get('x-frame-options'), filled.status, await filled.text()]).toEqual(['SAMEORIGIN', 200, 'ok'])
  })

  it('keeps a fetched response as long as its copy, because Node cancels the body with it', async () => {
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    const upstream = createServer((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab')
        setTimeout(() => socket.end('cd'), 100)
      })
    }).listen(0, '127.0.0.1')
    await once(upstream, 'listening')
    const { port } = upstream.address() as AddressInfo
    const filled = await (async () => begin().fill(await fetch(`http://127.0.0.1:${port}`)))()
    for (let turn = 0; turn < 5; turn++) {
      collect()
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    expect(await filled.text()).toBe('abcd')
    upstream.close()
  })

  it.each(['gzip', 'GZip', 'br'])('leaves out, on Deno, an encoding that fetch() has undone: %s', (encoding) => {
    // The server would take it for the copy’s.
    vi.stubGlobal('Deno', {})
    const headers = { 'Content-Encoding': encoding, 'Content-Length': '30' }
    const response = new Response('page', { headers })
    const refuse = () => {
      throw new TypeError('immutable')
    }
    Object.assign(response.headers, { set: refuse })
    const filled = begin().fill(response)
    vi.unstubAllGlobals()
    expect([...filled.headers.keys()].filter((name) => /^content-(?:encoding|length)$/.test(name))).toEqual([])
    expect(begin().fill(new Response('page', { headers })).headers.get('content-encoding')).toBe(encoding)
  })

  it.each([
    ['of a HEAD', 200, true],
    ['of a part', 206, false],
  ])('keeps, on Deno, the encoding %s, which fetch() does not undo', (_, status, bodyless) => {
    vi.stubGlobal('Deno', {})
    const response = new Response('page', { status, headers: { 'Content-Encoding': 'gzip', 'Content-Length': '4' } })
    Object.assign(response.headers, {
      set() {
        throw new TypeError('immutable')
      },
    })
    const { headers } = begin().fill(response, bodyless)
    vi.unstubAllGlobals()
    expect([headers.get('content-encoding'), headers.get('content-length')]).toEqual(['gzip', '4'])
  })

  describe('where a class in place of Response makes the real one late, as that of @hono/node-server does', () => {
    const Real = Response
    class Late {
      readonly #init: ResponseInit
      readonly #headers: Headers
      #real: Response | undefined
      constructor(_body: null, init: ResponseInit) {
        this.#init = init
        this.#headers = new Headers(init.headers)
      }
      get status() {
        return this.#init.status
      }
      get headers() {
        return this.#real?.headers ?? this.#headers
      }
      get bodyUsed() {
        this.#real ??= new Real(null, this.#init)
        return this.#real.bodyUsed
      }
    }
    beforeEach(() => void vi.stubGlobal('Response', Late))
    afterEach(() => void vi.unstubAllGlobals())

    it('keeps what was set', () => {
      const response = new Response(null, { status: 200, headers: { 'X-Own': '1', 'X-Deleted': '1' } })
      response.headers.delete('X-Deleted')
      for (const cookie of ['a=1', 'b=2']) response.headers.append('Set-Cookie', cookie)
      expect(only({ xfo: 'DENY' }).fill(response)).toBe(response)
      expect(response.bodyUsed).toBe(false)
      expect([...response.headers]).toEqual([
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['x-frame-options', 'DENY'],
        ['x-own', '1'],
      ])
    })

    it.each([101, 600])('does not ask for a real one with status %i, which it cannot have', (status) => {
      const response = only({ xfo: 'DENY' }).fill(new Response(null, { status }))
      expect([response.status, response.headers.get('x-frame-options')]).toEqual([status, 'DENY'])
    })
  })

  it('copies a response that was read already only where no body will be read', async () => {
    const read = Object.assign(new Response('read'), {})
    await read.text()
    const refuse = () => {
      throw new TypeError('immutable')
    }
    Object.assign(read.headers, { set: refuse })
    expect(begin().fill(read)).toBe(read)
    expect(begin().fill(read, true).headers.get('x-frame-options')).toBe('SAMEORIGIN')
    const unread = new Response('body')
    Object.assign(unread.headers, { set: refuse })
    expect(await begin().fill(unread, true).text()).toBe('body')
  })

  it('writes the headers again without doubling them', () => {
    const state = begin({ csp: true })
    const once = [...state.fill(new Response()).headers]
    const response = state.fill(new Response())
    expect([...state.fill(response).headers]).toEqual(once)
  })

  it('leaves alone what the handler has set', () => {
    const headers = { 'X-Frame-Options': 'DENY', 'Cache-Control': 'max-age=60' }
    const response = begin().fill(new Response('', { headers }))
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    expect(response.headers.get('cache-control')).toBe('max-age=60')
    expect(response.headers.has('pragma')).toBe(false)
    expect(response.headers.has('expires')).toBe(false)
  })

  it('leaves out what the handler does not want, unless it sets it after all', () => {
    const state = only({ xfo: 'DENY', server: 'x' })
    state.drop('x-frame-options')
    state.drop('server')
    const response = state.fill(new Response('', { headers: { Server: 'own' } }))
    expect(response.headers.has('x-frame-options')).toBe(false)
    expect(response.headers.get('server')).toBe('own')
  })

  it('lets the handler win where it drops a header and then sets it', () => {
    const state = only({ server: 'ours' })
    state.drop('server')
    expect(state.fill(new Response('', { headers: { Server: 'own' } })).headers.get('server')).toBe('own')
  })

  it('removes what is to be removed, whoever set it', () => {
    const headers = { 'X-Powered-By': 'x', Via: 'y', 'X-Other': 'z' }
    expect([...only({}).fill(new Response(null, { headers })).headers.keys()]).toEqual(['via', 'x-other'])
    expect([
      ...only({ remove: ['Via'] })
        .fill(new Response(null, { headers }))
        .headers.keys(),
    ]).toEqual(['x-other', 'x-powered-by'])
    expect([...only({ remove: false }).fill(new Response(null, { headers })).headers.keys()]).toHaveLength(3)
  })

  it('replaces what the handler has set, when the policy is enforced', () => {
    const state = only({ xfo: 'DENY', server: 'ours', mode: 'enforce' })
    state.drop('x-frame-options')
    const headers = { 'X-Frame-Options': 'ALLOWALL', Server: 'theirs', 'X-Other': 'z' }
    expect(Object.fromEntries(state.fill(new Response(null, { headers })).headers)).toEqual({
      'x-frame-options': 'DENY',
      server: 'ours',
      'x-other': 'z',
    })
  })

  it('also enforces that a header is withheld', () => {
    const upstream = () => new Response(null, { status: 304, headers: { 'Content-Security-Policy': 'img-src *' } })
    expect(only({ csp, mode: 'enforce' }).fill(upstream()).headers.has('content-security-policy')).toBe(false)
    expect(only({ csp }).fill(upstream()).headers.get('content-security-policy')).toBe('img-src *')
  })

  it('keeps every cookie', () => {
    const headers = new Headers([
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ])
    expect(begin().fill(new Response('', { headers })).headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  it.each([200, 201, 301, 404, 405, 418, 500, 503])('covers %i', (status) => {
    const response = only({ xfo: 'DENY' }).fill(new Response('body', { status }))
    expect(response.status).toBe(status)
    expect(response.headers.get('x-frame-options')).toBe('DENY')
  })

  it.each([204, 205, 304])('covers %i, which has no body', (status) => {
    const response = only({ xfo: 'DENY' }).fill(new Response(null, { status }))
    expect(response.status).toBe(status)
    expect(response.body).toBeNull()
    expect(response.headers.get('x-frame-options')).toBe('DENY')
  })

  describe('where the headers are immutable', () => {
    it('copies a redirect', () => {
      const redirect = Response.redirect('https://a.example/', 307)
      const response = only({ xfo: 'DENY' }).fill(redirect)
      expect(response).not.toBe(redirect)
      expect(response.status).toBe(307)
      expect(Object.fromEntries(response.headers)).toEqual({ location: 'https://a.example/', 'x-frame-options': 'DENY' })
    })

    /** What `fetch()` returns for an upstream's response, without a network. */
    const upstream = (body: string, init: ResponseInit) => {
      const response = new Response(body, init)
      const refuse = () => {
        throw new TypeError('immutable')
      }
      Object.assign(response.headers, { set: refuse, delete: refuse, append: refuse })
      return response
    }

    it('copies an upstream’s response: body, status, headers', async () => {
      const headers = new Headers([
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
        ['X-Powered-By', 'x'],
        ['Content-Type', 'text/html'],
      ])
      const state = only({ csp, xfo: 'DENY' })
      const response = state.fill(upstream('<p>', { status: 201, statusText: 'Made', headers }))
      expect([response.status, response.statusText, await response.text()]).toEqual([201, 'Made', '<p>'])
      expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
      expect(response.headers.has('x-powered-by')).toBe(false)
      expect(response.headers.get('content-security-policy')).toBe(`script-src 'nonce-${state.nonce}'`)
    })

    it('keeps the nonce that the page has already read', () => {
      const state = only({ csp })
      const nonce = state.readNonce()
      const response = state.fill(upstream('<p>', { headers: html }))
      expect(response.headers.get('content-security-policy')).toBe(`script-src 'nonce-${nonce}'`)
    })

    it('lets a network error pass', () => {
      const error = Response.error()
      expect(begin().fill(error)).toBe(error)
      expect(error.type).toBe('error')
    })

    it('does not copy where there is nothing to write', () => {
      const redirect = Response.redirect('https://a.example/')
      expect(only({ remove: [] }).fill(redirect)).toBe(redirect)
    })
  })

  it('throws for what is not a response, such as a promise of one', () => {
    for (const other of [Promise.resolve(new Response('a')), { ok: 1 }, 'text', undefined])
      expect(() => begin().fill(other as unknown as Response)).toThrow(
        expect.objectContaining({
          code: 'ERR_SECURE_TYPE',
          path: 'response',
          fix: other instanceof Promise ? 'Await it first.' : undefined,
        }),
      )
  })

  it.each([new Secure(), {}, undefined])('throws for a policy that is not compiled: %s', (policy) => {
    expect(() => new FetchState(policy as never, framework, undefined)).toThrow(
      expect.objectContaining({ path: 'layer', fix: 'Give compile(policy), made once for all requests.' }),
    )
  })

  it('lets through errors that are not about headers', () => {
    const state = new FetchState(
      compile({ hsts: { secureOnly: true } }),
      {
        ...framework,
        isSecure: () => {
          throw new RangeError('the framework’s own')
        },
      },
      undefined,
    )
    expect(() => state.fill(new Response())).toThrow(RangeError)
  })

  it('does not consume the body of a stream', async () => {
    const pull = vi.fn((controller: ReadableStreamDefaultController) => {
      controller.enqueue(new TextEncoder().encode('chunk'))
      controller.close()
    })
    const stream = new ReadableStream({ pull }, { highWaterMark: 0 })
    const response = begin({ csp }).fill(new Response(stream, { headers: html }))
    await Promise.resolve()
    expect(pull).not.toHaveBeenCalled()
    expect(response.bodyUsed).toBe(false)
    expect(response.body).toBe(stream)
    expect(await response.text()).toBe('chunk')
  })

  describe('with a nonce', () => {
    const policy = (response: Response) => response.headers.get('content-security-policy')

    it('gives it to pages, and keeps them out of shared caches', () => {
      const state = only({ csp })
      const response = state.fill(new Response('<p>', { headers: html }))
      expect(policy(response)).toBe(`script-src 'nonce-${state.nonce}'`)
      expect(response.headers.get('cache-control')).toBe('private, no-cache')
    })

    it('gives the constant form to anything but a page', () => {
      const state = only({ csp })
      const response = state.fill(Response.json({}))
      expect(policy(response)).toBe("script-src 'none'")
      expect(response.headers.has('cache-control')).toBe(false)
      expect(state.nonce).toBeUndefined()
    })

    it('gives it to whoever asked for it', () => {
      const state = only({ csp })
      const nonce = state.readNonce()
      expect(policy(state.fill(new Response('text')))).toBe(`script-src 'nonce-${nonce}'`)
    })

    it('never gives it to a 304', () => {
      const state = only({ csp, xfo: 'DENY' })
      state.readNonce()
      const response = state.fill(new Response(null, { status: 304, headers: html }))
      expect(policy(response)).toBeNull()
      expect(response.headers.has('cache-control')).toBe(false)
      expect(response.headers.get('x-frame-options')).toBe('DENY')
    })

    it('warns where the handler made the page public', () => {
      const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
      const headers = { ...html, 'Cache-Control': 'public, max-age=60' }
      const response = only({ csp }).fill(new Response('<p>', { headers }))
      expect(response.headers.get('cache-control')).toBe('public, max-age=60')
      expect(warning).toHaveBeenCalledWith(expect.stringContaining('GET / sends HTML, and so a nonce,'), expect.anything())
    })
  })

  it('follows the policy that is in force when the response is filled', () => {
    const state = begin()
    state.cover(compileOverride({ xfo: 'DENY', hsts: false }), framework, undefined)
    const { headers } = state.fill(new Response())
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.has('strict-transport-security')).toBe(false)
    state.cover(compileOverride(false), framework, undefined)
    expect([...state.fill(new Response(null, { headers: { 'X-Powered-By': 'x' } })).headers.keys()]).toEqual(['x-powered-by'])
  })
})

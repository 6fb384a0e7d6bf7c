import { createServer, IncomingMessage, type RequestListener, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { compile, NONCE, Secure } from '@secure/core'
import { exposeNonce, nonceOf, protect } from '@secure/core/node'
import { ask, exchange, headerOf, type Reply } from '@secure/loopback'
import { wrapWriteHead } from '@secure/loopback/wrap-write-head'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { anotherCopy } from '../../../test/another-copy.js'
import { running } from '../../../test/running.js'

const layer = compile({ remove: ['X-Powered-By', 'Server'] })
const framework = { isSecure: () => false, route: () => '/' }
const NOTHING = { hsts: false, xxp: false, content: false, referrer: false, cache: false } as const

afterEach(() => void vi.restoreAllMocks())

/** The reply of a Node handler, whose response is marked first unless told otherwise. */
async function replyOf(handler: RequestListener, { marks = true, options = {} } = {}): Promise<Reply> {
  const server = createServer(options, (request, response) => {
    if (marks) protect(response, layer, framework, request)
    handler(request, response)
  })
  return ask('http', await running(server), { path: '/' })
}

const xfo = (reply: Reply) => headerOf(reply, 'X-Frame-Options')
const cookies = (reply: Reply) => reply.headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value)

describe('traps of node:http', () => {
  it('a layer from another copy of the package goes over the policy, and takes nothing else away', async () => {
    const copy = await anotherCopy()
    expect(copy.protect).not.toBe(protect)
    const inner = copy.compileOverride({ coop: 'same-origin', referrer: 'origin' })
    const reply = await replyOf((request, response) => {
      response.setHeader('X-Powered-By', 'PHP')
      copy.protect(response, inner, framework, request)
      response.end('ok')
    })
    expect([xfo(reply), headerOf(reply, 'Cross-Origin-Opener-Policy'), headerOf(reply, 'Referrer-Policy')]).toEqual([
      'SAMEORIGIN',
      'same-origin',
      'origin',
    ])
    expect(headerOf(reply, 'X-Powered-By')).toBeUndefined()
  })

  it('an override from another copy that extends what it cannot see leaves the policy alone, and says so', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const copy = await anotherCopy()
    const inner = copy.compileOverride({
      csp: (csp) => csp.imgSrc('https://cdn.example'),
      xfo: (xfo) => xfo.deny(),
      referrer: 'origin',
    })
    const reply = await replyOf((request, response) => {
      copy.protect(response, inner, framework, request)
      response.end('ok')
    })
    const sent = ['X-Frame-Options', 'Content-Security-Policy', 'Referrer-Policy'].map((name) => headerOf(reply, name))
    expect(sent).toEqual(['SAMEORIGIN', undefined, 'origin'])
    expect(warned).toHaveBeenCalledWith(
      expect.stringContaining('npm ls'),
      expect.objectContaining({ code: 'SECURE_OVERRIDE_IGNORED' }),
    )
  })

  it('an override from another copy, without a nonce, over a policy of that copy, shows the nonce of the policy that is sent', async () => {
    vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const copy = await anotherCopy()
    const csp = { 'script-src': [NONCE] }
    const locals: { cspNonce?: string } = {}
    const reply = await replyOf(
      (request, response) => {
        const inside = { ...framework, response: () => response }
        exposeNonce(protect(response, compile({ csp }), inside, request), locals)
        copy.exposeNonce(copy.protect(response, copy.compile({ csp }), inside, request), locals)
        copy.protect(response, copy.compileOverride({ csp: false }), inside, request)
        response.setHeader('Content-Type', 'text/html').end(locals.cspNonce)
      },
      { marks: false },
    )
    expect(headerOf(reply, 'Content-Security-Policy')).toBe(`script-src 'nonce-${reply.body}'`)
  })

  it('of several policies that the handler sets, the first may have the nonce', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const reply = await replyOf(
      (request, response) => {
        protect(response, compile({ csp: { 'script-src': [NONCE] } }), framework, request)
        const own = `script-src 'nonce-${nonceOf(response)}'`
        response.writeHead(200, [
          ...['Content-Type', 'text/html'],
          ...['Content-Security-Policy', own, 'Content-Security-Policy', "default-src 'self'"],
        ])
        response.end(own)
      },
      { marks: false },
    )
    const sent = reply.headers.filter(([name]) => name === 'content-security-policy').map(([, value]) => value)
    expect([sent.join().split(/, ?/), warned.mock.calls]).toEqual([[reply.body, "default-src 'self'"], []])
  })

  it('a removeHeader that somebody put onto the prototype before, and takes back, takes nothing else with it', async () => {
    const { prototype } = ServerResponse
    const before = Object.getOwnPropertyDescriptors(prototype)
    onTestFinished(() => {
      for (const name of Reflect.ownKeys(prototype)) Reflect.deleteProperty(prototype, name)
      Object.defineProperties(prototype, before)
    })
    const { removeHeader } = prototype
    Object.defineProperty(prototype, 'removeHeader', {
      value(this: ServerResponse, name: string) {
        removeHeader.call(this, name)
      },
      writable: true,
      configurable: true,
    })
    const copy = await anotherCopy()
    const reply = await replyOf(
      (request, response) => {
        copy.protectSwapped(response, copy.compile({}), framework, request)
        Reflect.deleteProperty(prototype, 'removeHeader')
        response.removeHeader('X-Frame-Options')
        response.end('ok')
      },
      { marks: false },
    )
    expect([xfo(reply), headerOf(reply, 'X-Content-Type-Options')]).toEqual([undefined, 'nosniff'])
  })

  it('an object that only looks like a response gets the headers', () => {
    const headers = new Map<string, unknown>()
    const mock = {
      statusCode: 200,
      headersSent: false,
      setHeader: (name: string, value: unknown) => headers.set(name, value),
      getHeader: (name: string) => headers.get(name),
      removeHeader: (name: string) => headers.delete(name),
      getHeaderNames: () => [...headers.keys()],
      writeHead: () => mock,
    } as unknown as ServerResponse
    expect(nonceOf(mock)).toMatch(/^[\w+/]{24}$/)
    protect(mock, layer, framework, undefined)
    mock.writeHead(200)
    expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN')
  })

  it('a response that says too early that its head is sent is not believed, only Node is', async () => {
    const reply = await replyOf((_request, response) => {
      Object.defineProperty(response, 'headersSent', { get: () => true })
      response.removeHeader('Referrer-Policy')
      response.end('ok')
    })
    expect([xfo(reply), headerOf(reply, 'Referrer-Policy')]).toEqual(['SAMEORIGIN', undefined])
  })

  it('a writeHead that was wrapped before the response was marked still sees its own calls', async () => {
    const seen: unknown[] = []
    const reply = await replyOf(
      (request, response) => {
        const { writeHead } = response
        response.writeHead = function (this: ServerResponse, ...args: unknown[]) {
          seen.push(args[0], this.hasHeader('X-Frame-Options'))
          return Reflect.apply(writeHead, this, args)
        } as typeof writeHead
        protect(response, layer, framework, request)
        response.end('ok')
      },
      { marks: false },
    )
    expect([xfo(reply), seen]).toEqual(['SAMEORIGIN', [200, true]])
  })

  it('a removeHeader that other middleware put on the response before is still called', async () => {
    const asked: string[] = []
    const reply = await replyOf(
      (request, response) => {
        const { removeHeader } = response
        response.removeHeader = function (this: ServerResponse, name: string) {
          asked.push(name)
          removeHeader.call(this, name)
        }
        protect(response, layer, framework, request)
        response.removeHeader('X-Frame-Options')
        response.end('ok')
      },
      { marks: false },
    )
    expect([xfo(reply), headerOf(reply, 'X-Content-Type-Options')]).toEqual([undefined, 'nosniff'])
    expect(asked).toContain('X-Frame-Options')
  })

  it('a writeHead that is wrapped afterwards changes nothing', async () => {
    const reply = await replyOf((_request, response) => {
      const { writeHead } = response
      response.writeHead = function (this: ServerResponse, ...args: unknown[]) {
        this.setHeader('X-Wrapped', '1')
        return Reflect.apply(writeHead, this, args)
      } as typeof writeHead
      response.end('ok')
    })
    expect([xfo(reply), headerOf(reply, 'X-Wrapped')]).toEqual(['SAMEORIGIN', '1'])
  })

  it('a response class of the user gets the headers, and stays as it is', async () => {
    class Own extends ServerResponse {}
    const reply = await replyOf((_request, response) => void response.end(String(response instanceof Own)), {
      options: { ServerResponse: Own, IncomingMessage },
    })
    expect([xfo(reply), reply.body]).toEqual(['SAMEORIGIN', 'true'])
    expect(Object.getOwnPropertyNames(Own.prototype)).toEqual(['constructor'])
  })

  it('headers count even when they are given to writeHead after an undefined reason', async () => {
    const reply = await replyOf(
      (_request, response) =>
        void response.writeHead(200, undefined, { 'X-Powered-By': 'PHP', 'X-Frame-Options': 'DENY' } as never).end(),
    )
    expect([xfo(reply), headerOf(reply, 'X-Powered-By'), headerOf(reply, 'X-Content-Type-Options')]).toEqual([
      'DENY',
      undefined,
      'nosniff',
    ])
  })

  it('a 304 of a page has no policy that could bear a nonce, even where writeHead is given the status as a string', async () => {
    const reply = await replyOf(
      (request, response) => {
        protect(response, compile({ csp: { 'script-src': NONCE } }), framework, request)
        response.writeHead('304' as never, { 'Content-Type': 'text/html' }).end()
      },
      { marks: false },
    )
    expect([reply.status, xfo(reply), headerOf(reply, 'Content-Security-Policy')]).toEqual([304, 'SAMEORIGIN', undefined])
  })

  it.each<[how: string, handler: RequestListener]>([
    ['setHeader', (_request, response) => void response.setHeader('X-Frame-Options', []).end()],
    [
      'setHeader under another header',
      (_request, response) => void response.setHeader('X-Frame-Options', []).writeHead(200, { a: 'b' }).end(),
    ],
    ['an object given to writeHead', (_request, response) => void response.writeHead(200, { 'X-Frame-Options': [] }).end()],
    ['an array given to writeHead', (_request, response) => void response.writeHead(200, ['X-Frame-Options', []] as never).end()],
    ['pairs given to writeHead', (_request, response) => void response.writeHead(200, [['X-Frame-Options', []]] as never).end()],
    [
      'an object given to writeHead, where the response has another value',
      (_request, response) =>
        void response
          .setHeader('X-Frame-Options', 'DENY')
          .writeHead(200, { 'x-frame-options': [] as never })
          .end(),
    ],
    [
      'writeHead after setHeader, in capitals',
      (_request, response) =>
        void response
          .setHeader('X-Frame-Options', 'DENY')
          .writeHead(200, { 'X-Frame-Options': [] as never })
          .end(),
    ],
    [
      'an object given to writeHead on a response that has headers',
      (_request, response) => void response.setHeader('a', 'b').writeHead(200, { 'X-Frame-Options': [] }).end(),
    ],
    [
      'an array given to writeHead on a response that has headers',
      (_request, response) =>
        void response
          .setHeader('a', 'b')
          .writeHead(200, ['X-Frame-Options', []] as never)
          .end(),
    ],
    [
      'setHeader once it was dropped',
      (_request, response) => {
        response.removeHeader('X-Frame-Options')
        response.setHeader('X-Frame-Options', []).end()
      },
    ],
  ])("a header set to nothing by %s does not count, and the policy's stays", async (_how, handler) => {
    expect(xfo(await replyOf(handler))).toBe('SAMEORIGIN')
  })

  it('a header that is set to nothing and then dropped is the policy’s again, like any that is taken back', async () => {
    const reply = await replyOf((_request, response) => {
      response.setHeader('X-Frame-Options', []).removeHeader('X-Frame-Options')
      response.end()
    })
    expect(xfo(reply)).toBe('SAMEORIGIN')
  })

  it('a value that Node refuses is refused as it is without Secure', async () => {
    const handler: RequestListener = (_request, response) => {
      try {
        response.writeHead(200, { 'X-Frame-Options': undefined })
      } catch (error) {
        response.writeHead(500).end((error as { code: string }).code)
      }
    }
    const reply = await replyOf(handler)
    expect([reply.status, reply.body, xfo(reply)]).toEqual([500, 'ERR_HTTP_INVALID_HEADER_VALUE', 'SAMEORIGIN'])
  })

  it('an array given to writeHead keeps its two cookies on an untouched response', async () => {
    const reply = await replyOf(
      (_request, response) => void response.writeHead(200, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']).end(),
    )
    expect([xfo(reply), cookies(reply)]).toEqual(['SAMEORIGIN', ['a=1', 'b=2']])
  })

  it('an array on a response that has headers is merged as it is without Secure', async () => {
    const handler: RequestListener = (_request, response) => {
      response.setHeader('X-Own', '1')
      response.writeHead(200, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-Frame-Options', 'DENY']).end()
    }
    const [bare, marked] = [await replyOf(handler, { marks: false }), await replyOf(handler)]
    expect([cookies(marked), xfo(marked)]).toEqual([cookies(bare), 'DENY'])
    expect(headerOf(marked, 'Referrer-Policy')).toBe('no-referrer, strict-origin-when-cross-origin')
  })

  it('an array with one name too many is refused as it is without Secure', async () => {
    const handler: RequestListener = (_request, response) => {
      try {
        response.writeHead(200, ['X-Own'])
      } catch (error) {
        response.writeHead(500).end((error as { code: string }).code)
      }
    }
    const [bare, marked] = [await replyOf(handler, { marks: false }), await replyOf(handler)]
    expect([marked.status, marked.body, xfo(marked)]).toEqual([500, bare.body, 'SAMEORIGIN'])
  })

  it('a header that an error page sets itself after a writeHead that threw stays', async () => {
    const reply = await replyOf((_request, response) => {
      try {
        response.writeHead(200, { 'X-Own': 'a\nb' })
      } catch {
        response.setHeader('X-Frame-Options', 'DENY')
        response.statusCode = 500
        response.end()
      }
    })
    expect([reply.status, xfo(reply), headerOf(reply, 'X-Content-Type-Options')]).toEqual([500, 'DENY', 'nosniff'])
  })

  it('a writeHead that threw leaves nothing of the policy for the page after it', async () => {
    const reply = await replyOf((_request, response) => {
      try {
        response.writeHead(200, { 'X-Own': 'a\nb' })
      } catch {
        const found = response.getHeader('X-Frame-Options')
        response.statusCode = 500
        response.appendHeader('X-Frame-Options', 'DENY').end(String(found))
      }
    })
    expect([reply.body, xfo(reply), headerOf(reply, 'X-Content-Type-Options')]).toEqual(['undefined', 'DENY', 'nosniff'])
  })

  it("a writeHead that threw leaves nothing of the handler's headers for the page after it", async () => {
    const reply = await replyOf((_request, response) => {
      try {
        response.writeHead(200, { 'Content-Length': 5, 'Set-Cookie': 'sid=secret', 'Cache-Control': 'public', 'X-Own': 'a\nb' })
      } catch {
        response.statusCode = 500
        response.end('sorry, that did not work')
      }
    })
    expect([reply.status, reply.body]).toEqual([500, 'sorry, that did not work'])
    expect(headerOf(reply, 'Content-Length')).not.toBe('5')
    expect(cookies(reply)).toEqual([])
    expect(headerOf(reply, 'Cache-Control')).toBe('no-cache, no-store, must-revalidate, max-age=0')
  })

  it('a writeHead that threw leaves what was set before it', async () => {
    const reply = await replyOf((_request, response) => {
      response.setHeader('X-Before', 'a')
      try {
        response.writeHead(200, { 'X-Own': 'a\nb' })
      } catch {
        response.end()
      }
    })
    expect([headerOf(reply, 'X-Before'), xfo(reply)]).toEqual(['a', 'SAMEORIGIN'])
  })

  it('a page whose writeHead threw leaves no nonce to the JSON after it', async () => {
    const reply = await replyOf(
      (request, response) => {
        protect(response, compile({ csp: { 'script-src': NONCE }, cache: false }), framework, request)
        try {
          response.writeHead(200, { 'Content-Type': 'text/html', 'X-Own': 'a\nb' })
        } catch {
          response.writeHead(500, { 'Content-Type': 'application/json' }).end('{}')
        }
      },
      { marks: false },
    )
    expect([reply.status, headerOf(reply, 'Content-Security-Policy')]).toEqual([500, "script-src 'none'"])
    expect(headerOf(reply, 'Cache-Control')).toBeUndefined()
  })

  it('a policy that was not compiled is refused where it is given', () => {
    const response = new ServerResponse(new IncomingMessage(new Socket()))
    expect(() => protect(response, new Secure() as never, framework, undefined)).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'layer' }),
    )
  })

  it('an invalid name is refused by removeHeader as it is without Secure', async () => {
    const handler: RequestListener = (_request, response) => {
      const codes = [undefined, 42].map((name) => {
        try {
          return response.removeHeader(name as never)
        } catch (error) {
          return (error as { code: string }).code
        }
      })
      response.end(codes.join())
    }
    expect((await replyOf(handler)).body).toBe((await replyOf(handler, { marks: false })).body)
  })

  it('an array that threw leaves nothing of the policy either, and the nonce of the page after it is the one that is sent', async () => {
    const reply = await replyOf(
      (request, response) => {
        protect(response, compile({ csp: { 'script-src': NONCE } }), framework, request)
        // Node has a record then, and puts the array into it before it throws.
        response.setHeader('X-Other', 'a').removeHeader('X-Other')
        try {
          response.writeHead(200, ['Content-Type', 'text/html', 'Content-Length', '0', 'Trailer', 'X-T'])
        } catch {
          response.removeHeader('Content-Length')
          response.removeHeader('Trailer')
          response.statusCode = 500
          response.setHeader('Content-Type', 'text/html')
          response.end(nonceOf(response))
        }
      },
      { marks: false },
    )
    expect(headerOf(reply, 'Content-Security-Policy')).toContain(`'nonce-${reply.body}'`)
    expect(xfo(reply)).toBe('SAMEORIGIN')
  })

  it('an array that throws drops no header of the page after it', async () => {
    const reply = await replyOf((_request, response) => {
      response.setHeader('ETag', 'a').removeHeader('ETag')
      try {
        response.writeHead(200, ['X-Bad', 'a\nb'])
      } catch {
        response.statusCode = 500
        response.end()
      }
    })
    expect([reply.status, xfo(reply), headerOf(reply, 'X-Content-Type-Options')]).toEqual([500, 'SAMEORIGIN', 'nosniff'])
  })

  it('a head that a wrapper holds back is made again when it is written', async () => {
    const reply = await replyOf(
      (request, response) => {
        const { writeHead } = response
        let held = true
        response.writeHead = ((...args: unknown[]) =>
          held ? response : Reflect.apply(writeHead, response, args)) as typeof writeHead
        protect(response, compile({ csp: { 'script-src': NONCE } }), framework, request)
        response.writeHead(200)
        response.setHeader('Content-Type', 'text/html').setHeader('X-Frame-Options', 'DENY')
        const nonce = nonceOf(response)
        held = false
        response.end(nonce)
      },
      { marks: false },
    )
    expect(headerOf(reply, 'Content-Security-Policy')).toBe(`script-src 'nonce-${reply.body}'`)
    expect(xfo(reply)).toBe('DENY')
  })

  it('whoever watches setHeader behind a wrapper sees every header', async () => {
    const seen: string[] = []
    await replyOf(
      (request, response) => {
        const { writeHead, setHeader } = response
        response.writeHead = ((...args: unknown[]) => Reflect.apply(writeHead, response, args)) as typeof writeHead
        response.setHeader = (name, value) => {
          seen.push(name)
          return setHeader.call(response, name, value)
        }
        protect(response, layer, framework, request)
        response.end()
      },
      { marks: false },
    )
    expect(seen).toEqual(new Secure().entries().map(([name]) => name))
  })

  it("an object given to writeHead is the caller's, and is not changed", async () => {
    const headers = Object.freeze({ 'X-Powered-By': 'PHP', Server: 'Apache', 'Content-Type': 'text/plain' })
    const reply = await replyOf((_request, response) => void response.writeHead(200, headers).end())
    expect([headerOf(reply, 'X-Powered-By'), headerOf(reply, 'Server'), headerOf(reply, 'Content-Type')]).toEqual([
      undefined,
      undefined,
      'text/plain',
    ])
    expect(Object.keys(headers)).toHaveLength(3)
  })

  it('an object without a prototype that looks like the record is not taken for it', async () => {
    const headers = Object.assign(Object.create(null), { 'x-frame-options': 'DENY', 'x-powered-by': 'PHP' })
    const reply = await replyOf((_request, response) => void response.writeHead(200, headers).end())
    expect([xfo(reply), headerOf(reply, 'X-Powered-By')]).toEqual(['DENY', undefined])
  })

  it('a header that an object given to writeHead only inherits is not sent, and takes no place', async () => {
    const headers = Object.assign(Object.create({ 'X-Frame-Options': 'ALLOWALL' }), { 'X-Own': '1' })
    const reply = await replyOf((_request, response) => void response.writeHead(200, headers).end())
    expect([xfo(reply), headerOf(reply, 'X-Own')]).toEqual(['SAMEORIGIN', '1'])
  })

  it('getHeaders() after the head does not fail, and headers that were stripped are gone', async () => {
    const reply = await replyOf((_request, response) => {
      response.setHeader('Server', 'Apache')
      response.writeHead(200)
      response.end(JSON.stringify(Object.keys(response.getHeaders())))
    })
    expect(JSON.parse(reply.body)).not.toContain('server')
  })
})

describe.each([
  ['as it comes', () => {}],
  ['that something has wrapped before', wrapWriteHead],
])('writeHead of an untouched response %s', (_how, wrap) => {
  /** All that answers two requests in a row, without Secure and with it, except for the policy's own lines and their places. */
  async function bareAndMarked(handler: RequestListener): Promise<[bare: string[], marked: string[]]> {
    const answers: string[][] = []
    for (const marks of [false, true]) {
      const server = createServer((request, response) => {
        wrap(response)
        if (marks) protect(response, compile({ ...NOTHING, xfo: 'DENY' }), framework, request)
        handler(request, response)
      })
      const port = await running(server)
      const request = 'GET / HTTP/1.1\r\nHost: a\r\n'
      const raw = await exchange('http', port, `${request}\r\n${request}Connection: close\r\n\r\n`)
      if (marks) expect(raw.match(/^X-Frame-Options: DENY\r$/gm)).toHaveLength(2)
      answers.push(
        raw
          .replace(/^(?:X-Frame-Options|Date): .*\r\n/gm, '')
          .split('\r\n')
          .sort(),
      )
    }
    return answers as [string[], string[]]
  }

  const BAD = { 'X-Bad': 'a\nb' }

  const NAMED: [what: string, ...args: unknown[]][] = [
    ['chunks, as an array', 200, ['Transfer-Encoding', 'chunked', 'X-Bad', 'a\nb']],
    ['chunks, for an invalid status', 42, ['Transfer-Encoding', 'chunked']],
    ['a length', 42, ['Content-Length', '3']],
    ['chunks and a length, as an object', 42, { 'Transfer-Encoding': 'chunked', 'Content-Length': 3 }],
    ['the connection', 42, ['Connection', 'close']],
    ['the connection, as an object', 42, { Connection: 'close' }],
    ['the date', 42, { Date: 'now' }],
  ]
  const refused =
    (args: unknown[], page: RequestListener): RequestListener =>
    (request, response) => {
      try {
        Reflect.apply(response.writeHead, response, args)
      } catch {
        page(request, response)
      }
    }

  it.each([...NAMED, ['chunks, as an object', 200, { 'Transfer-Encoding': 'chunked', ...BAD }]])(
    'that Node refuses leaves a page of chunks after it as it is without Secure, where it has named %s',
    async (_what, ...args) => {
      const page: RequestListener = (_request, response) => {
        response.writeHead(502, { 'Content-Type': 'text/plain' })
        response.write('bad ')
        response.end('gateway')
      }
      const [bare, marked] = await bareAndMarked(refused(args, page))
      expect(marked).toEqual(bare)
    },
  )

  // From an object that it gets as it is, Node has kept the chunks that it has read.
  it.each(NAMED)(
    'that Node refuses leaves a page of one piece after it as it is without Secure, where it has named %s',
    async (_what, ...args) => {
      const page: RequestListener = (_request, response) => {
        response.statusCode = 502
        response.end('bad gateway')
      }
      const [bare, marked] = await bareAndMarked(refused(args, page))
      expect(marked).toEqual(bare)
    },
  )

  it.each<[what: string, ...args: unknown[]]>([
    ['an object', 200, BAD],
    ['an array', 200, Object.entries(BAD).flat()],
    ['nothing', 42],
  ])('that Node refuses with %s leaves the two cookies of an array given after it', async (what, ...args) => {
    const page: RequestListener = (_request, response) => {
      response.writeHead(500, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']).end()
    }
    const [bare, marked] = await bareAndMarked(refused(args, page))
    expect(bare.filter((line) => line.startsWith('Set-Cookie'))).toHaveLength(4)
    // With documented methods alone, up to Node 20, the response that a wrapper is shown has headers from then on.
    if (process.env.SECURE_HOOK === 'writeHead' && wrap === wrapWriteHead && what !== 'an array') return
    expect(marked).toEqual(bare)
  })

  it('that Node refuses keeps what Node itself keeps of it where headers had been set and removed', async () => {
    const page: RequestListener = (_request, response) => void response.writeHead(500).end('error')
    const [bare, marked] = await bareAndMarked((request, response) => {
      response.setHeader('X-Own', '1').removeHeader('X-Own')
      refused([200, { 'X-Kept': '1', ...BAD }], page)(request, response)
    })
    expect(bare).toContain('X-Kept: 1')
    // With documented methods alone, a response that was emptied is like one that never had a header.
    if (process.env.SECURE_HOOK !== 'writeHead') expect(marked).toEqual(bare)
  })

  it.each<[what: string, headers: Record<string, unknown>]>([
    ['one name in two spellings', { 'Set-Cookie': 'a=1', 'set-cookie': 'b=2', 'X-Powered-By': 'PHP' }],
    ['a name that is empty', { '': 'x', 'X-Own': '1' }],
    ['an invalid name', { 'X Own': '1' }],
    ['a name of an object’s own', JSON.parse('{ "__proto__": "x" }')],
    ['a list', { 'Set-Cookie': ['a=1', 'b=2'], 'X-Own': ['1', '2'] }],
    ['a number and an undefined value', { 'X-Own': 5, 'X-Other': undefined }],
  ])('writes an object that has %s as it does without Secure', async (_what, headers) => {
    const [bare, marked] = await bareAndMarked((_request, response) => {
      try {
        response.writeHead(200, headers as never).end()
      } catch (error) {
        response.writeHead(500).end((error as { code: string }).code)
      }
    })
    expect(marked).toEqual(bare.filter((line) => !line.startsWith('X-Powered-By')))
  })
})

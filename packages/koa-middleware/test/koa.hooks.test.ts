import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Router from '@koa/router'
import { NONCE, Secure } from '@secure/core'
import { ask, headerOf } from '@secure/loopback'
import Koa from 'koa'
import request from 'supertest'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import secure, { attach, headersOf, secure as named, override } from '../src/index.js'

const silent = (): Koa => Object.assign(new Koa(), { silent: true })

/** A server that is closed when the test is over. */
async function listen(app: Koa): Promise<Server> {
  const server = app.listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return server
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('secure() in Koa', () => {
  it('is the default and a named export', () => expect(named).toBe(secure))

  it('throws for a bad option at the call', () => {
    expect(() => secure({ xfo: 'DENNY' as 'DENY' })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNKNOWN_VALUE', path: 'xfo' }),
    )
    expect(() => override({ hsts: { maxAge: -1 } })).toThrow(expect.objectContaining({ path: 'hsts.maxAge' }))
  })

  it('warns of the path that was asked for, where a proxy has changed the URL', async () => {
    const warned: string[] = []
    const note = ({ message }: Error) => void warned.push(message)
    process.on('warning', note)
    onTestFinished(() => void process.off('warning', note))
    const app = silent().use(secure({ csp: { 'script-src': [NONCE] } }))
    app.use((ctx) => {
      ctx.url = '/internal/page'
      ctx.set('Cache-Control', 'public, max-age=60')
      ctx.body = '<p>'
    })
    await request(app.callback()).get('/page?q=1')
    await vi.waitUntil(() => warned.length > 0)
    expect(warned).toEqual([expect.stringMatching(/^GET \/page sends HTML/)])
  })

  it('lets contexts pass that have no response, such as those of koa-websocket', async () => {
    const websocket = { state: {} } as Koa.Context
    for (const middleware of [secure({ csp: { 'script-src': [NONCE] } }), override({ xfo: false })]) {
      expect(await middleware(websocket, async () => 'the handler')).toBe('the handler')
    }
  })

  it.each<[where: string, ctx: object, next: object]>([
    ['Express', { res: { writeHead() {} } }, { writeHead() {} }],
    ['a hook of Fastify', { raw: {} }, { raw: {} }],
    ['Fastify, as a plugin', { addHook() {} }, {}],
  ])('says so where %s takes it for its own', (_where, ctx, next) => {
    expect(() => secure()(ctx as never, next as never)).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'next', fix: expect.stringContaining('for this framework') }),
    )
  })

  it('throws for a second object of options', () => {
    for (const call of [secure, override]) {
      expect(() => Reflect.apply(call, undefined, [{}, { xfo: 'DENY' }])).toThrow(/^expected one object of options/)
      expect(() => [{}, { xfo: 'DENY' } as const].map(call)).not.toThrow()
    }
  })

  it('takes a Secure, and shows supertest the headers', async () => {
    const app = silent().use(secure(new Secure({ xfo: 'DENY' })))
    const reply = await request(app.callback()).get('/')
    expect([reply.status, reply.headers['x-frame-options']]).toEqual([404, 'DENY'])
  })

  it('covers middleware that comes before it only with attach()', async () => {
    const app = silent()
    app.use(() => {
      throw new Error('early')
    })
    app.use(secure())
    const server = await listen(app)
    const bare = await request(server).get('/')
    attach(server, {})
    const attached = await request(server).get('/')
    expect([bare.headers['x-frame-options'], attached.headers['x-frame-options']]).toEqual([undefined, 'SAMEORIGIN'])
  })

  it('covers only the routes of the router that it is used in, with @koa/router', async () => {
    const inner = new Router({ prefix: '/inner' })
    inner.use(secure({ xfo: 'DENY' }))
    inner.get('/', (ctx) => {
      ctx.body = 'in'
    })
    const app = silent().use(inner.routes())
    const [within, without] = [await request(app.callback()).get('/inner'), await request(app.callback()).get('/')]
    expect([within.headers['x-frame-options'], without.headers['x-frame-options']]).toEqual(['DENY', undefined])
  })

  it('answers a request whose target is not a URL, even when a warning has to name it', async () => {
    const app = silent().use(secure({ csp: { 'script-src': [NONCE] } }))
    app.use((ctx) => {
      ctx.respond = false
      ctx.set('Cache-Control', 'public')
      ctx.type = 'html'
      setImmediate(() => ctx.res.writeHead(200).end(ctx.state.cspNonce))
    })
    const warned = new Promise<Error>((resolve) => process.once('warning', resolve))
    const { port } = (await listen(app)).address() as AddressInfo
    const reply = await ask('http', port, { path: 'http://[/x?secret' })
    expect([reply.status, headerOf(reply, 'Content-Security-Policy')]).toEqual([200, `script-src 'nonce-${reply.body}'`])
    expect((await warned).message).toMatch(/^GET http:\/\/\[\/x sends HTML, and so a nonce,/)
  })

  it('warns when two requests share their state', async () => {
    const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const common = {}
    const app = silent()
    app.use((ctx, next) => {
      ctx.state = common
      return next()
    })
    app.use(secure({ csp: { 'script-src': [NONCE] } }))
    let answered = (_: unknown) => {}
    const fast = new Promise((resolve) => {
      answered = resolve
    })
    app.use(async (ctx) => {
      if (ctx.path === '/slow') await fast
      ctx.body = '<p>'
    })
    const server = await listen(app)
    for (const _turn of [1, 2]) await request(server).get('/fast')
    const codes = () => warning.mock.calls.map(([, options]) => (options as { code?: string }).code)
    expect(codes()).toEqual([])
    const slow = request(server).get('/slow').then()
    await new Promise((resolve) => server.once('request', resolve))
    answered(await request(server).get('/fast'))
    await slow
    expect(codes()).toEqual(['SECURE_NONCE_LOST'])
  })

  it('types the nonce in ctx.state', async () => {
    const app = silent().use(secure({ csp: { 'script-src': [NONCE] } }))
    app.use((ctx) => {
      const nonce: string = ctx.state.cspNonce
      ctx.body = { nonce, again: { ...ctx.state }.cspNonce }
    })
    const { body, headers } = await request(app.callback()).get('/')
    expect(headers['content-security-policy']).toBe(`script-src 'nonce-${body.nonce}'`)
    expect(body.again).toBe(body.nonce)
  })

  it('fits into typed lists of an app that has a state of its own', async () => {
    const own: Koa.Middleware<{ user: string }> = (ctx) => {
      ctx.state.user = 'me'
      ctx.body = ctx.state.user
    }
    const list: Koa.Middleware<{ user: string }>[] = [secure(), override({ xfo: 'DENY' }), own]
    const app = silent()
    for (const middleware of list) app.use(middleware)
    const { text, headers } = await request(app.callback()).get('/')
    expect([text, headers['x-frame-options']]).toEqual(['me', 'DENY'])
  })

  it('shows a logger the headers that were sent', async () => {
    const app = silent()
    const logged = new Promise((resolve) => {
      app.use(async (ctx, next) => {
        ctx.res.on('finish', () => resolve(headersOf(ctx)['x-frame-options']))
        await next()
      })
    })
    app.use(secure())
    await request(app.callback()).get('/')
    expect(await logged).toBe('SAMEORIGIN')
  })
})

import dns from 'node:dns'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import helmet from '@fastify/helmet'
import { type ContentSecurityPolicy, compile, NONCE, Secure, XFrameOptions } from '@secure/core'
import { ask, exchange, headerOf, parse } from '@secure/loopback'
import Fastify, { type FastifyInstance, type FastifyRegisterOptions, type FastifyReply } from 'fastify'
import Fastify50 from 'fastify50'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { anotherCopy } from '../../core/test/another-copy.js'
import secure, { type FastifySecureOptions, headersOf, secure as named, override } from '../src/index.js'

/** The plugin as a new process loads it: it has not warned about anything yet. */
async function freshPlugin(): Promise<typeof secure> {
  vi.resetModules()
  return (await import('../src/index.js')).default
}

afterEach(() => {
  vi.restoreAllMocks()
})

/** The port of an app, which is closed when the test is over. */
async function listen(app: FastifyInstance, host = '127.0.0.1'): Promise<number> {
  onTestFinished(() => app.close())
  await app.listen({ port: 0, host })
  return (app.server.address() as AddressInfo).port
}

describe('the plugin in Fastify', () => {
  it('is the default and a named export', () => expect(named).toBe(secure))

  it('rejects ready() for a bad option', async () => {
    const app = Fastify()
    app.register(secure, { xfo: 'DENNY' as 'DENY' })
    await expect(app.ready()).rejects.toMatchObject({ code: 'ERR_SECURE_UNKNOWN_VALUE', path: 'xfo' })
  })

  it('takes a Secure, and shows inject() the headers', async () => {
    const app = Fastify()
    await app.register(secure, new Secure({ xfo: 'DENY' }))
    const { headers, statusCode } = await app.inject('/')
    expect([statusCode, headers['x-frame-options']]).toEqual([404, 'DENY'])
  })

  it('knows that the request came over TLS, even where a proxy adds its own protocol to the header', async () => {
    const app = Fastify({ trustProxy: true })
    app.register(secure, { hsts: { maxAge: 60, secureOnly: true } })
    app.get('/', (request) => {
      request.raw.headers['x-forwarded-proto'] += ',http'
      return request.protocol
    })
    const reply = await app.inject({ url: '/', headers: { 'X-Forwarded-Proto': 'https' } })
    expect([reply.body, reply.headers['strict-transport-security']]).toEqual(['http', 'max-age=60'])
  })

  it.each<[what: string, policy: () => Promise<unknown> | unknown, fix: unknown]>([
    [
      'a policy of another copy of the core',
      async () => new (await anotherCopy()).Secure({ xfo: 'DENY' }),
      expect.stringMatching(/^Two copies are loaded/),
    ],
    ['a builder', () => new XFrameOptions().deny(), expect.any(String)],
    ['a compiled layer', () => compile({ xfo: 'DENY' }), expect.any(String)],
    ['a map', () => new Map([['xfo', 'DENY']]), expect.any(String)],
    ['an array', () => ['DENY'], expect.any(String)],
  ])('refuses %s instead of sending the default', async (_, policy, fix) => {
    const app = Fastify()
    app.register(secure, (await policy()) as object)
    await expect(app.ready()).rejects.toMatchObject({ code: 'ERR_SECURE_TYPE', fix })
  })

  it('says how to register it when it was called instead', async () => {
    const app = Fastify()
    app.register((secure as unknown as () => Promise<never>)() as never)
    await expect(app.ready()).rejects.toMatchObject({
      fix: 'Register the plugin itself with Fastify: app.register(secure, { … }).',
    })
  })

  it('says so where another framework takes it for middleware', async () => {
    const [request, response] = [{ url: '/' }, { writeHead() {} }]
    const asMiddleware = secure as unknown as (...args: unknown[]) => Promise<void>
    await expect(asMiddleware(request, response, () => {})).rejects.toMatchObject({ expected: 'to be called by Fastify' })
  })

  it("lays the inner policy over the outer one when it is registered twice, on the server's own answers too", async () => {
    const app = Fastify()
    await app.register(secure, { xfo: 'DENY', custom: { 'X-Outer': '1' } })
    await app.register(secure, { hsts: false })
    const port = await listen(app)
    const replies = [
      await ask('http', port, { path: '/%E0%A4%A' }),
      await ask('http', port, { path: '/missing' }),
      parse(await exchange('http', port, 'NOT HTTP\r\n\r\n')),
    ]
    for (const reply of replies) {
      const headers = ['X-Frame-Options', 'Strict-Transport-Security', 'X-Outer'].map((name) => headerOf(reply, name))
      expect(headers).toEqual(['SAMEORIGIN', undefined, '1'])
    }
  })

  it('leaves the options of register() itself alone', async () => {
    const app = Fastify()
    await app.register(secure, { prefix: '/x', logLevel: 'warn', logSerializers: {}, xfo: 'DENY' } as object)
    expect((await app.inject('/')).headers['x-frame-options']).toBe('DENY')
  })

  it('covers routes declared before it', async () => {
    const app = Fastify()
    app.get('/', () => 'early')
    app.register(secure)
    expect((await app.inject('/')).headers['x-frame-options']).toBe('SAMEORIGIN')
  })

  it('leaves the root and its server alone when it is registered in a child scope', async () => {
    const app = Fastify()
    await app.register(async (child) => {
      await child.register(secure, { xfo: 'DENY' })
      child.get('/child', () => 'in')
    })
    app.get('/', () => 'out')
    const port = await listen(app)
    const paths = await Promise.all(['/child', '/', '/missing'].map((path) => ask('http', port, { path })))
    const broken = parse(await exchange('http', port, 'NOT HTTP\r\n\r\n'))
    expect([...paths, broken].map((reply) => headerOf(reply, 'X-Frame-Options'))).toEqual([
      'DENY',
      undefined,
      undefined,
      undefined,
    ])
  })

  it('leaves a route its own config', async () => {
    const app = Fastify()
    await app.register(secure)
    app.get('/', { config: { own: 'mine' } as object, secure: { xfo: 'DENY' } }, (request) => request.routeOptions.config)
    const reply = await app.inject('/')
    expect([reply.json().own, reply.headers['x-frame-options']]).toEqual(['mine', 'DENY'])
  })

  it('takes an option from an onRoute hook under two registrations', async () => {
    const app = Fastify()
    await app.register(secure)
    await app.register(async (scope) => {
      await scope.register(secure, { xfo: 'DENY', attach: false })
      scope.addHook('onRoute', (route) => {
        ;(route as { secure?: object }).secure = { xfo: false }
      })
      scope.get('/', () => '')
    })
    const { headers } = await app.inject('/')
    expect([headers['x-frame-options'], headers['x-content-type-options']]).toEqual([undefined, 'nosniff'])
  })

  it.each([
    ['replaces', () => ({ rateLimit: 5 })],
    ['clones', structuredClone],
  ])('does not start if an onRoute hook %s the config of a route with an override', async (_does, replace) => {
    const app = Fastify()
    await app.register(secure)
    app.addHook('onRoute', (route) => {
      route.config = replace(route.config) as NonNullable<typeof route.config>
    })
    app.get('/', () => '')
    await expect(app.ready()).resolves.toBeDefined()
    const lost = Fastify()
    await lost.register(secure)
    lost.addHook('onRoute', (route) => {
      route.config = replace(route.config) as NonNullable<typeof route.config>
    })
    lost.get('/admin', { secure: { xfo: 'DENY' } }, () => '')
    await expect(lost.ready()).rejects.toMatchObject({
      code: 'ERR_SECURE_TYPE',
      path: 'config',
      message: expect.stringMatching(/^GET \/admin: config: /),
    })
  })

  it('can be told not to attach itself', async () => {
    const app = Fastify()
    await app.register(secure, { attach: false })
    const port = await listen(app)
    const [page, broken] = [await ask('http', port, { path: '/' }), parse(await exchange('http', port, 'NOT HTTP\r\n\r\n'))]
    expect([headerOf(page, 'X-Frame-Options'), headerOf(broken, 'X-Frame-Options')]).toEqual(['SAMEORIGIN', undefined])
  })

  it('takes the place of another app on its server, and is not laid over that app', async () => {
    const server = createServer()
    for (const options of [{ xfo: 'DENY', custom: { 'X-First': '1' } }, { referrer: 'same-origin' }] as const) {
      const app = Fastify({
        serverFactory: (handler) => server.removeAllListeners('request').on('request', handler),
      })
      await app.register(secure, options)
      app.get('/', () => '')
      await app.ready()
    }
    onTestFinished(() => void server.close())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const replies = [await ask('http', port, { path: '/' }), parse(await exchange('http', port, 'NOT HTTP\r\n\r\n'))]
    for (const reply of replies) {
      const seen = ['X-Frame-Options', 'X-First', 'Referrer-Policy'].map((name) => headerOf(reply, name))
      expect(seen).toEqual(['SAMEORIGIN', undefined, 'same-origin'])
    }
  })

  it.each<
    [
      what: string,
      around: FastifyRegisterOptions<object>,
      options: FastifySecureOptions,
      also: object | undefined,
      warned: boolean,
    ]
  >([
    ['in a scope without a prefix', {}, {}, undefined, true],
    ['in a scope with a prefix', { prefix: '/shop' }, {}, undefined, false],
    ['in a scope on purpose', {}, { attach: false }, undefined, false],
    ['on the root too', {}, {}, {}, false],
  ])('says whether unknown paths have no headers when it is registered %s', async (_, around, options, onRoot, warned) => {
    const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const plugin = await freshPlugin()
    const app = Fastify()
    for (const _scope of [1, 2])
      await app.register(async (scope) => {
        await scope.register(plugin, options)
      }, around)
    if (onRoot !== undefined) await app.register(plugin, onRoot)
    await app.ready()
    expect(warning.mock.calls.map(([, emitted]) => (emitted as { code: string }).code)).toEqual(
      warned ? ['SECURE_NOT_ON_ROOT'] : [],
    )
  })

  it('refuses to attach itself in a scope, which has no server', async () => {
    const app = Fastify()
    app.register(async (scope) => {
      await scope.register(secure, { attach: true })
    })
    await expect(app.ready()).rejects.toMatchObject({
      code: 'ERR_SECURE_TYPE',
      path: 'attach',
      fix: expect.stringContaining('fastify-plugin'),
    })
  })

  it.each(['false', null, 0, {}])('refuses attach: %j', async (attach) => {
    const app = Fastify()
    app.register(secure, { attach: attach as never })
    await expect(app.ready()).rejects.toMatchObject({ code: 'ERR_SECURE_TYPE', path: 'attach' })
  })

  it("covers the answers of the app's own frameworkErrors", async () => {
    const app = Fastify({ frameworkErrors: (_error, _request, reply) => void (reply as FastifyReply).code(400).send('mine') })
    await app.register(secure)
    app.get('/:id', () => '')
    const reply = await ask('http', await listen(app), { path: '/%E0%A4%A' })
    expect([reply.status, reply.body, headerOf(reply, 'X-Frame-Options')]).toEqual([400, 'mine', 'SAMEORIGIN'])
  })

  it('covers the 503 of a handler that takes too long', async () => {
    const app = Fastify({ handlerTimeout: 20 })
    await app.register(secure)
    app.get('/', { secure: { xfo: 'DENY' } }, () => new Promise(() => {}))
    const { statusCode, headers } = await app.inject('/')
    expect([statusCode, headers['x-frame-options']]).toEqual([503, 'DENY'])
  })

  it('covers the 503 while the server closes', async () => {
    const app = Fastify()
    await app.register(secure)
    let release = () => {}
    const closing = new Promise<void>((resolve) => {
      release = resolve
    })
    app.addHook('preClose', () => closing)
    app.get('/', () => 'ok')
    const port = await listen(app)
    onTestFinished(release)
    const close = app.close()
    await new Promise((resolve) => setTimeout(resolve, 20))
    const reply = await ask('http', port, { path: '/' })
    release()
    await close
    expect([reply.status, headerOf(reply, 'X-Frame-Options')]).toEqual([503, 'SAMEORIGIN'])
  })

  it("answers Fastify's own clientError with the headers", async () => {
    const app = Fastify()
    await app.register(secure)
    const reply = parse(await exchange('http', await listen(app), 'NOT HTTP\r\n\r\n'))
    expect([reply.status, headerOf(reply, 'X-Frame-Options'), JSON.parse(reply.body).message]).toEqual([
      400,
      'SAMEORIGIN',
      'Client Error',
    ])
  })

  it('covers every address of localhost', async () => {
    const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }))
    const { lookup } = dns
    const answer = (host: string, options: { all?: boolean }, done: (error: null, found: unknown) => void) =>
      host === 'localhost' && options.all
        ? setImmediate(done, null, addresses)
        : Reflect.apply(lookup, dns, [host, options, done])
    vi.spyOn(dns, 'lookup').mockImplementation(answer as never)
    const app = Fastify()
    await app.register(secure)
    const port = await listen(app, 'localhost')
    vi.restoreAllMocks()
    const replies = await Promise.all(
      addresses.map(({ address }) => exchange('http', port, 'NOT HTTP\r\n\r\n', address).then(parse)),
    )
    expect(replies.map((reply) => [reply.status, headerOf(reply, 'X-Frame-Options')])).toEqual([
      [400, 'SAMEORIGIN'],
      [400, 'SAMEORIGIN'],
    ])
  })

  it('gives reply.cspNonce, the same for every reader', async () => {
    const app = Fastify()
    await app.register(secure, { csp: { 'script-src': [NONCE] } })
    app.get('/', (_request, reply) => ({ first: reply.cspNonce, second: reply.cspNonce }))
    const reply = await app.inject('/')
    const { first, second } = reply.json()
    expect([first, reply.headers['content-security-policy']]).toEqual([second, `script-src 'nonce-${first}'`])
  })

  it('has one nonce if the policies of the root and of a child scope both use one', async () => {
    const app = Fastify()
    await app.register(secure, { csp: { 'script-src': [NONCE] } })
    await app.register(async (child) => {
      await child.register(secure, { csp: { 'style-src': [NONCE] } })
      child.get('/', (_request, reply) => reply.cspNonce)
    })
    const { headers, body } = await app.inject('/')
    expect(headers['content-security-policy']).toBe(`style-src 'nonce-${body}'`)
  })

  it("lets an outer plugin's override win over an inner plugin's policy on its route", async () => {
    const app = Fastify()
    await app.register(secure)
    await app.register(async (child) => {
      await child.register(secure, { xfo: 'SAMEORIGIN', hsts: false })
      child.get('/', { secure: { xfo: 'DENY' } }, () => '')
    })
    const { headers } = await app.inject('/')
    expect([headers['x-frame-options'], headers['strict-transport-security']]).toEqual(['DENY', undefined])
  })

  it('refuses another plugin’s cspNonce if its own policy has a nonce', async () => {
    const other = () => Fastify().decorateReply('cspNonce' as never, null as never)
    await other().register(secure).ready()
    await expect(async () => other().register(secure, { csp: { 'script-src': [NONCE] } })).rejects.toMatchObject({
      code: 'ERR_SECURE_DUPLICATE',
      path: 'csp',
    })
  })

  it('says that two copies of the plugin are loaded when an inner scope registers the other one', async () => {
    const nonced = { csp: { 'script-src': [NONCE] } }
    const app = Fastify()
    await app.register(secure, nonced)
    const copy = await freshPlugin()
    expect(copy).not.toBe(secure)
    app.register(async (scope) => {
      await scope.register(copy, nonced)
    })
    await expect(app.ready()).rejects.toMatchObject({
      code: 'ERR_SECURE_DUPLICATE',
      fix: expect.stringMatching(/^Two copies are loaded: see npm ls @secure\/fastify-plugin/),
    })
  })

  it.each([true, false])(
    'gives pages the nonce of another plugin that comes later, whose header is sent (a nonce of ours: %s)',
    async (ours) => {
      const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
      const app = Fastify()
      await app.register(await freshPlugin(), ours ? { csp: { 'script-src': [NONCE] } } : {})
      await app.register(helmet, { enableCSPNonces: true })
      app.get('/', (_request, reply) => ({ nonce: (reply.cspNonce as unknown as { script: string }).script }))
      const reply = await app.inject('/')
      const { nonce } = reply.json()
      expect(nonce).toMatch(/^[\da-f]{32}$/)
      expect(reply.headers['content-security-policy']).toContain(`'nonce-${nonce}'`)
      expect(warning.mock.calls.map(([, options]) => (options as { code: string }).code)).toEqual(
        ours ? ['SECURE_NONCE_ASSIGNED'] : [],
      )
    },
  )

  it('serves a page whose nonce is assigned twice, and warns once, not once per request', async () => {
    const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const app = Fastify()
    await app.register(await freshPlugin(), { csp: { 'script-src': [NONCE] } })
    app.get('/', (_request, reply) => {
      for (const cspNonce of ['first', 'second']) Object.assign(reply, { cspNonce })
      return reply.cspNonce
    })
    for (const _request of [1, 2]) {
      const { statusCode, body } = await app.inject('/')
      expect([statusCode, body]).toEqual([200, 'second'])
    }
    expect(warning.mock.calls.map(([, options]) => (options as { code: string }).code)).toEqual(['SECURE_NONCE_ASSIGNED'])
  })

  it.each<[where: string, policies: number, inner: number]>([
    ['one plugin', 1, 0],
    ['two plugins', 2, 0],
    ['a plugin within a plugin', 1, 1],
    ['two plugins within two', 2, 2],
  ])('applies an override once under %s', async (_, policies, inner) => {
    const app = Fastify()
    const seen: string[] = []
    const extend = (csp: ContentSecurityPolicy) => {
      seen.push(csp.toString())
      return csp.imgSrc('data:')
    }
    for (let index = 0; index < policies; index++) await app.register(secure, { csp: 'img-src a.example' })
    await app.register(async (child) => {
      for (let index = 0; index < inner; index++) await child.register(secure, { csp: 'img-src b.example' })
      child.get('/', { secure: { csp: extend } }, () => '')
    })
    await app.ready()
    seen.length = 0
    const policy = `img-src ${inner > 0 ? 'b' : 'a'}.example`
    for (const _request of [1, 2]) {
      expect((await app.inject('/')).headers['content-security-policy']).toBe(`${policy} data:`)
    }
    expect(seen).toEqual([policy])
  })

  it('puts an override over a plugin that is registered after its route', async () => {
    const app = Fastify()
    await app.register(secure, { xfo: 'DENY', server: 'first' })
    app.get('/', { secure: { xfo: false } }, () => '')
    await app.register(secure, { xfo: 'SAMEORIGIN', server: 'second' })
    const { headers } = await app.inject('/')
    expect([headers.server, headers['x-frame-options']]).toEqual(['second', undefined])
  })

  it('puts an override over an outer plugin that is registered after the inner scope', async () => {
    const app = Fastify()
    await app.register(async (child) => {
      await child.register(secure, { server: 'inner' })
      child.get('/inner', { secure: { xfo: false } }, () => '')
      child.register(async (grandchild) => {
        grandchild.get('/inmost', { secure: { xfo: false } }, () => '')
      })
    })
    await app.register(async (child) => {
      child.get('/bare', { secure: { xfo: false } }, () => '')
    })
    await app.register(secure, { xfo: 'DENY', server: 'outer' })
    for (const path of ['/inner', '/inmost']) {
      const { headers } = await app.inject(path)
      expect([headers.server, headers['x-frame-options']]).toEqual(['outer', undefined])
    }
    // No part of the plugin saw this route's option.
    expect((await app.inject('/bare')).headers['x-frame-options']).toBe('DENY')
  })

  it('shows in a handler what the handler has set itself', async () => {
    const app = Fastify()
    await app.register(secure)
    app.get('/', (_request, reply) => ({ seen: headersOf(reply.header('X-Frame-Options', 'DENY'))['x-frame-options'] }))
    expect((await app.inject('/')).json()).toEqual({ seen: 'DENY' })
  })

  it('shows a 304 without the policy whose nonce was read', async () => {
    const app = Fastify()
    await app.register(secure, { xfo: 'DENY', csp: { 'script-src': [NONCE] } })
    let seen: unknown
    app.get('/', (_request, reply) => {
      reply.code(304).header('ETag', reply.cspNonce)
      const { 'x-frame-options': xfo, 'content-security-policy': csp } = headersOf(reply)
      seen = [xfo, csp]
      reply.send()
    })
    const { statusCode, headers } = await app.inject('/')
    expect([statusCode, headers['content-security-policy']]).toEqual([304, undefined])
    expect(seen).toEqual(['DENY', undefined])
  })

  it.each([
    ['by its pattern', '/pages/7?secret', 'GET /pages/:id'],
    ['by its path if it has no pattern', '/missing/7?secret', 'GET /missing/7'],
  ])('names a route in a warning %s', async (_, path, name) => {
    const warning = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const app = Fastify()
    await app.register(secure, { csp: { 'script-src': [NONCE] } })
    const page = (_request: unknown, reply: FastifyReply) =>
      reply.header('Cache-Control', 'public').type('text/html').send(reply.cspNonce)
    app.get('/pages/:id', page).setNotFoundHandler(page)
    await app.inject(path)
    expect(warning.mock.calls.map(([text]) => String(text).split(' sends')[0])).toEqual([name])
  })

  it.each([
    ['5.0', Fastify50],
    ['current', Fastify],
  ])('lets a header be removed after the head has been sent: Fastify %s', async (_, fastify) => {
    const app = fastify()
    await app.register(secure)
    const removed = new Promise((resolve) => {
      app.addHook('onResponse', async (_request, reply) => resolve(reply.removeHeader('X-Frame-Options').raw.statusCode))
    })
    app.get('/', () => 'ok')
    expect((await app.inject('/')).headers['x-frame-options']).toBe('SAMEORIGIN')
    expect(await removed).toBe(200)
  })

  it('lets a header be removed in the last version that does not tell the response itself', async () => {
    const app = Object.defineProperty(Fastify50(), 'version', { value: '5.11.0' })
    await app.register(secure)
    app.get('/', (_request, reply) => reply.removeHeader('X-Frame-Options').send('ok'))
    expect((await app.inject('/')).headers).not.toHaveProperty('x-frame-options')
  })

  it('shows a logger the headers that were sent', async () => {
    const app = Fastify()
    await app.register(secure)
    const logged = new Promise((resolve) => {
      app.addHook('onResponse', async (_request, reply) => resolve(headersOf(reply)['x-frame-options']))
    })
    await app.inject('/')
    expect(await logged).toBe('SAMEORIGIN')
  })
})

describe.each<[place: string, give: (route: { secure?: unknown; config?: object }, override: unknown) => void]>([
  ['secure', (route, secure) => Object.assign(route, { secure })],
  [
    'config.secure',
    (route, secure) => {
      route.config ??= {}
      Object.assign(route.config, { secure })
    },
  ],
])('an override of a route, in %s', (place, give) => {
  function giving(override: unknown): object {
    const options = {}
    give(options, override)
    return options
  }

  it('is in force on its route alone, HEAD included', async () => {
    const app = Fastify()
    await app.register(secure)
    app.get('/embed', giving({ xfo: false }), () => '')
    app.get('/raw', giving(false), () => '')
    app.get('/', () => '')
    const requests = [['/embed', 'GET'] as const, ['/embed', 'HEAD'] as const, ['/raw', 'GET'] as const, ['/', 'GET'] as const]
    const replies = await Promise.all(requests.map(([url, method]) => app.inject({ url, method })))
    const seen = replies.map(({ headers }) => [headers['x-frame-options'], headers['x-content-type-options']])
    expect(seen).toEqual([
      [undefined, 'nosniff'],
      [undefined, 'nosniff'],
      [undefined, undefined],
      ['SAMEORIGIN', 'nosniff'],
    ])
  })

  it('is refused where the route is declared if it is bad', async () => {
    const app = Fastify()
    await app.register(secure)
    expect(() => app.get('/', giving({ hsts: { maxAge: -1 } }), () => '')).toThrow(
      expect.objectContaining({ path: `${place}.hsts.maxAge` }),
    )
  })

  it.each<[what: string, override: unknown, message: string]>([
    ['a wrong value', { xfo: 'DENNY' }, ".xfo: expected 'DENY' or "],
    ['an unknown option', { frameguard: false }, '.frameguard: expected '],
    ['no options', 'DENY', ': expected an options object, received "DENY".'],
    ['null', null, ': expected an options object, received null.'],
    ['true', true, ': expected an options object or false, received true. Leave it out, or write false.'],
  ])('names the route if it is bad: %s', async (_, override, message) => {
    const app = Fastify()
    await app.register(secure)
    app.register(async (shop) => {
      shop.get('/cart', giving(override), () => '')
    })
    await expect(app.ready()).rejects.toThrow(`GET /cart: ${place}${message}`)
    const hooked = Fastify()
    await hooked.register(secure)
    hooked.register(async (shop) => {
      shop.addHook('onRoute', (route) => give(route, override))
      shop.get('/cart', () => '')
    })
    await expect(hooked.ready()).rejects.toThrow(`GET /cart: ${place}${message}`)
  })

  it('is read if a later hook gives it to the routes of an inner scope', async () => {
    const app = Fastify()
    await app.register(secure, { xfo: 'DENY' })
    await app.register(async (docs) => {
      docs.addHook('onRoute', (route) => give(route, { xfo: 'SAMEORIGIN' }))
      docs.get('/docs', () => '')
    })
    app.get('/', () => '')
    const seen = await Promise.all(['/docs', '/'].map(async (url) => (await app.inject(url)).headers['x-frame-options']))
    expect(seen).toEqual(['SAMEORIGIN', 'DENY'])
    expect((await app.inject({ method: 'HEAD', url: '/docs' })).headers['x-frame-options']).toBe('SAMEORIGIN')
  })

  it('is refused if it is bad and a later hook gives it, once all routes are known', async () => {
    const app = Fastify()
    await app.register(secure)
    app.register(async (docs) => {
      docs.addHook('onRoute', (route) => give(route, { nonsense: 1 }))
      docs.get('/docs', () => '')
    })
    await expect(app.ready()).rejects.toMatchObject({ code: 'ERR_SECURE_UNKNOWN_OPTION', path: `${place}.nonsense` })
  })

  it('is refused beside one in the other place', async () => {
    const twice = {
      code: 'ERR_SECURE_DUPLICATE',
      path: 'config.secure',
      message: expect.stringMatching(/^GET \/cart: config\.secure: /),
    }
    const app = Fastify()
    await app.register(secure)
    const both = { secure: { xfo: false }, config: { secure: { xfo: false } } } as const
    expect(() => app.get('/cart', both, () => '')).toThrow(expect.objectContaining(twice))
    const hooked = Fastify()
    await hooked.register(secure)
    hooked.register(async (shop) => {
      shop.addHook('onRoute', (route) => give(route, false))
      shop.get('/cart', place === 'secure' ? { config: { secure: false } } : { secure: false }, () => '')
    })
    await expect(hooked.ready()).rejects.toMatchObject(twice)
  })
})

describe('override() in Fastify', () => {
  const POLICY = { csp: { 'script-src': ['https://a.example', NONCE] }, cache: false } as const

  it('changes the headers by what is known from the request, in a hook and in a handler', async () => {
    const app = Fastify()
    await app.register(secure, { xfo: 'DENY' })
    app.addHook('onRequest', (request, reply, done) => {
      const { shop } = request.query as { shop?: string }
      if (shop === undefined) return done()
      override({ csp: { 'frame-ancestors': [`https://${shop}.example`] }, xfo: false })(request, reply, done)
    })
    app.get('/handler', (request, reply) => {
      override({ xfo: 'SAMEORIGIN' })(request, reply)
      return 'answer'
    })
    const headersAt = async (url: string) => (await app.inject(url)).headers
    expect(await headersAt('/missing?shop=one')).toMatchObject({
      'content-security-policy': 'frame-ancestors https://one.example',
    })
    expect(await headersAt('/missing?shop=one')).not.toHaveProperty('x-frame-options')
    expect(await headersAt('/missing')).toMatchObject({ 'x-frame-options': 'DENY' })
    expect(await headersAt('/missing')).not.toHaveProperty('content-security-policy')
    expect(await headersAt('/handler')).toMatchObject({ 'x-frame-options': 'SAMEORIGIN' })
  })

  it('is a hook by itself, which goes over the secure of the route', async () => {
    const app = Fastify()
    await app.register(secure)
    app.get('/', { secure: { xfo: 'DENY', referrer: 'origin' }, onRequest: override({ xfo: false }) }, () => 'answer')
    const { headers } = await app.inject('/')
    expect(headers).toMatchObject({ 'referrer-policy': 'origin' })
    expect(headers).not.toHaveProperty('x-frame-options')
  })

  it('switches Secure off', async () => {
    const app = Fastify()
    await app.register(secure)
    app.addHook('onRequest', override(false))
    app.get('/', () => 'answer')
    expect((await app.inject('/')).headers).not.toHaveProperty('x-frame-options')
  })

  it('leaves a 304 without the policy that has a nonce', async () => {
    const app = Fastify()
    await app.register(secure, POLICY)
    app.addHook('onRequest', override({ csp: (csp) => csp.scriptSrc('https://b.example') }))
    app.get('/', (request, reply) => {
      reply.header('etag', '"1"').type('text/html')
      return request.headers['if-none-match'] === '"1"' ? reply.code(304).send() : `<script nonce="${reply.cspNonce}"></script>`
    })
    const { headers, body } = await app.inject('/')
    expect(headers['content-security-policy']).toBe(
      `script-src https://a.example 'nonce-${/nonce="(.+?)"/.exec(body)?.[1]}' https://b.example`,
    )
    const again = await app.inject({ url: '/', headers: { 'if-none-match': '"1"' } })
    expect([again.statusCode, again.headers['content-security-policy']]).toEqual([304, undefined])
  })

  it('fails the request for a mistake, with the headers in place', async () => {
    const app = Fastify()
    await app.register(secure)
    app.addHook('onRequest', (request, reply, done) => override({ xfo: 'DENNY' as 'DENY' })(request, reply, done))
    const { statusCode, headers } = await app.inject('/')
    expect([statusCode, headers['x-frame-options']]).toEqual([500, 'SAMEORIGIN'])
  })

  it('is refused where it stands as a hook without having been called', async () => {
    const app = Fastify()
    await app.register(secure)
    app.get('/', { onRequest: override as never }, () => 'answer')
    expect((await app.inject('/')).json()).toMatchObject({ code: 'ERR_SECURE_TYPE', statusCode: 500 })
  })

  it('says so where another framework takes it for middleware', () => {
    const next = vi.fn()
    const asMiddleware = override({ xfo: 'DENY' }) as unknown as (context: object, next: () => void) => void
    expect(() => asMiddleware({}, next)).toThrow(expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'reply' }))
    expect(next).not.toHaveBeenCalled()
  })
})

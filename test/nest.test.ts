import type { AddressInfo } from 'node:net'
import { Controller, Get, type MiddlewareConsumer } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express'
import { FastifyAdapter, type NestFastifyApplication, RouteConfig } from '@nestjs/platform-fastify'
import type { SecureOptions } from '@secure/core'
import { attach, secure as secureExpress } from '@secure/express-middleware'
import secureFastify from '@secure/fastify-plugin'
import { type Ask, ask, exchange, headerOf, parse, type Reply } from '@secure/loopback'
import { describe, expect, it, onTestFinished } from 'vitest'
import { AppModule } from './nest-app.js'

const policy = { xfo: 'DENY' } as const
const cors = { origin: 'https://other.example' }
const json = { 'Content-Type': 'application/json' }

/** The port of an app, which is closed when the test is over. */
async function listen(app: NestExpressApplication | NestFastifyApplication): Promise<number> {
  onTestFinished(() => app.close())
  await app.listen(0, '127.0.0.1')
  return (app.getHttpServer().address() as AddressInfo).port
}

async function onExpress(): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, new ExpressAdapter())
  app.use(secureExpress(policy))
  app.enableCors(cors)
  attach(app.getHttpServer(), policy)
  return app
}

async function onFastify(options: SecureOptions = policy): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ trustProxy: true })
  await adapter.getInstance().register(secureFastify, options)
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter)
  app.enableCors(cors)
  return app
}

function framingOf(reply: Reply): string {
  return headerOf(reply, 'X-Frame-Options') ?? 'not sent'
}

describe.each<[platform: string, create: () => Promise<NestExpressApplication | NestFastifyApplication>]>([
  ['platform-express', onExpress],
  ['platform-fastify', () => onFastify()],
])('Nest on %s', (_platform, create) => {
  it.each<[what: string, status: number, request: Ask]>([
    ['a page', 200, { path: '/' }],
    ['a thrown error', 500, { path: '/fails' }],
    ['an unknown path', 404, { path: '/missing' }],
    ['an undecodable path', 400, { path: '/items/%E0%A4%A' }],
    ['malformed JSON', 400, { path: '/', method: 'POST', headers: json, body: '{' }],
    ['a body that is too large', 413, { path: '/', method: 'POST', headers: json, body: `"${'x'.repeat(2e6)}"` }],
    ["a middleware's own answer", 401, { path: '/barred' }],
    [
      'a preflight',
      204,
      { path: '/', method: 'OPTIONS', headers: { Origin: cors.origin, 'Access-Control-Request-Method': 'PUT' } },
    ],
  ])('sends the headers on %s', async (_what, status, request) => {
    const reply = await ask('http', await listen(await create()), request)
    const seen = [reply.status, framingOf(reply), headerOf(reply, 'X-Content-Type-Options'), headerOf(reply, 'X-Powered-By')]
    expect(seen).toEqual([status, 'DENY', 'nosniff', undefined])
  })

  it('sends the headers on what is not HTTP', async () => {
    const reply = parse(await exchange('http', await listen(await create()), 'NOT HTTP\r\n\r\n'))
    expect([reply.status, framingOf(reply)]).toEqual([400, 'DENY'])
  })

  it('gives a route the override of its consumer', async () => {
    const reply = await ask('http', await listen(await create()), { path: '/embed' })
    expect([reply.status, framingOf(reply), headerOf(reply, 'X-Content-Type-Options')]).toEqual([200, 'not sent', 'nosniff'])
  })

  it("lets Nest's own security headers win", async () => {
    const app = await create()
    app.useSecurityHeaders()
    expect(framingOf(await ask('http', await listen(app), { path: '/' }))).toBe('SAMEORIGIN')
  })
})

describe('Nest on platform-express', () => {
  it('has no headers if the middleware comes after listen()', async () => {
    const app = await NestFactory.create<NestExpressApplication>(AppModule, new ExpressAdapter())
    const port = await listen(app)
    app.use(secureExpress(policy))
    expect(framingOf(await ask('http', port, { path: '/' }))).toBe('not sent')
  })

  it('has no headers on a 400 of the body parser or of the router if the middleware is applied to a consumer', async () => {
    class Consuming extends AppModule {
      override configure(consumer: MiddlewareConsumer) {
        consumer.apply(secureExpress(policy)).forRoutes('*')
      }
    }
    const port = await listen(await NestFactory.create<NestExpressApplication>(Consuming, new ExpressAdapter()))
    const malformed = { path: '/', method: 'POST', headers: json, body: '{' }
    const replies = [{ path: '/' }, malformed, { path: '/items/%E0%A4%A' }].map((request) => ask('http', port, request))
    expect((await Promise.all(replies)).map(framingOf)).toEqual(['DENY', 'not sent', 'not sent'])
  })
})

describe('Nest on platform-fastify', () => {
  it('asks fastify about TLS, also where an override is middleware', async () => {
    const port = await listen(await onFastify({ hsts: { maxAge: 60, secureOnly: true } }))
    for (const path of ['/', '/embed']) {
      const [overTls, plain] = await Promise.all([
        ask('http', port, { path, headers: { 'X-Forwarded-Proto': 'https' } }),
        ask('http', port, { path }),
      ])
      expect([overTls, plain].map((reply) => headerOf(reply, 'Strict-Transport-Security'))).toEqual(['max-age=60', undefined])
    }
  })

  it('gives a route the override of @RouteConfig()', async () => {
    const reply = await ask('http', await listen(await onFastify()), { path: '/widget' })
    expect([reply.status, framingOf(reply), headerOf(reply, 'X-Content-Type-Options')]).toEqual([200, 'not sent', 'nosniff'])
  })

  it('does not start if @RouteConfig() has a mistake', async () => {
    class Shop {
      cart() {
        return 'empty'
      }
    }
    const descriptor = Object.getOwnPropertyDescriptor(Shop.prototype, 'cart')
    Reflect.decorate([Get('cart'), RouteConfig({ secure: { xfo: 'DENNY' } })], Shop.prototype, 'cart', descriptor)
    Reflect.decorate([Controller()], Shop)
    const adapter = new FastifyAdapter()
    await adapter.getInstance().register(secureFastify)
    const root = { module: class {}, controllers: [Shop] }
    const app = await NestFactory.create(root, adapter, { abortOnError: false })
    onTestFinished(() => app.close())
    await expect(app.init()).rejects.toThrow(/^GET \/cart: config\.secure\.xfo: expected 'DENY' or /)
  })

  it('ignores the override of a consumer if the plugin is registered on the app, which has its middleware by then', async () => {
    const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter())
    await app.register(secureFastify, policy)
    const port = await listen(app)
    const replies = ['/embed', '/widget', '/'].map((path) => ask('http', port, { path }))
    expect((await Promise.all(replies)).map(framingOf)).toEqual(['DENY', 'not sent', 'DENY'])
  })
})

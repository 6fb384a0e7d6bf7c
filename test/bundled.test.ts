// Each adapter as a bundler writes it into an app, beside the copy of the core that a renderer outside of the bundle has.
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { NONCE, SELF } from '@secure/core'
import { type NodeResponse, nonceOf } from '@secure/core/node'
import type secureExpress from '@secure/express-middleware'
import type secureFastify from '@secure/fastify-plugin'
import type secureHono from '@secure/hono-middleware'
import type secureKoa from '@secure/koa-middleware'
import { headerOf, listen } from '@secure/loopback'
import { build } from 'esbuild'
import express from 'express'
import Fastify from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from './public-packages.js'

const POLICY = { csp: { 'script-src': [SELF, NONCE] } } as const

/** What the renderer makes of a response. */
const render = (response: NodeResponse) => `<script nonce="${nonceOf(response)}">1</script>`

const APPS: Readonly<Record<string, (secure: never) => RequestListener | Promise<RequestListener>>> = {
  'express-middleware': (secure: typeof secureExpress) =>
    express()
      .use(secure(POLICY))
      .get('/', (_request, response) => void response.send(render(response))),
  'koa-middleware': (secure: typeof secureKoa) =>
    new Koa()
      .use(secure(POLICY))
      .use((ctx) => {
        ctx.body = render(ctx.res)
      })
      .callback(),
  'hono-middleware': (secure: typeof secureHono) =>
    getRequestListener(
      new Hono<{ Bindings: HttpBindings }>().use(secure(POLICY)).get('/', (c) => c.html(render(c.env.outgoing))).fetch as (
        request: Request,
      ) => Response,
    ),
  'fastify-plugin': async (secure: typeof secureFastify) => {
    const app = Fastify()
    await app.register(secure, { ...POLICY, attach: false })
    app.get('/', (_request, reply) => reply.type('text/html').send(render(reply.raw)))
    await app.ready()
    return app.routing
  },
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secure-bundled-'))
})
afterAll(() => rm(folder, { recursive: true }))

// With the condition "module", a bundler sees the modules one by one, and leaves out those that nothing asks for.
it.each(Object.keys(APPS).flatMap((name) => [[name, 'module'] as const, [name, 'node'] as const]))(
  'a bundle of %s, by the condition "%s", tells a renderer with another copy the nonce of its header',
  async (name, condition) => {
    const outfile = join(folder, `${name}-${condition}.mjs`)
    await build({
      entryPoints: [`@secure/${name}`],
      absWorkingDir: root,
      bundle: true,
      format: 'esm',
      platform: 'node',
      conditions: [condition],
      outfile,
    })
    const { default: secure } = await import(pathToFileURL(outfile).href)
    const running = await listen('http', createServer(await (APPS[name] as (secure: unknown) => RequestListener)(secure)))
    try {
      const reply = await running.send({ path: '/' })
      const [, nonce = ''] = /nonce="([^"]{24})"/.exec(reply.body) ?? []
      expect(nonce).not.toBe('')
      expect(headerOf(reply, 'content-security-policy')).toBe(`script-src 'self' 'nonce-${nonce}'`)
    } finally {
      await running.close()
    }
  },
)

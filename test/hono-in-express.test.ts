import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import secure from '@secure/express-middleware'
import { override } from '@secure/hono-middleware/node'
import { headerOf, listen } from '@secure/loopback'
import express from 'express'
import { Hono } from 'hono'
import { expect, it, onTestFinished } from 'vitest'

it('what is only for TLS is sent by the trust proxy setting of the framework around, where a layer is of another inside', async () => {
  const inner = new Hono().use(override({ xfo: 'DENY' })).get('*', (c) => c.text('ok'))
  const app = express()
    .set('trust proxy', true)
    .use(secure({ hsts: { maxAge: 60, secureOnly: true } }))
    .use(getRequestListener((request, env) => inner.fetch(request, env)))
  const running = await listen('http', createServer(app))
  onTestFinished(async () => void (await running.close()))
  const hsts = async (proto: string) =>
    headerOf(await running.send({ path: '/', headers: { 'X-Forwarded-Proto': proto } }), 'strict-transport-security')
  expect([await hsts('https'), await hsts('http')]).toEqual(['max-age=60', undefined])
})

import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import secure, { override as overrideWith, type SecureEnv } from '@secure/hono-middleware'
import { type Context, Hono } from 'hono'
import type { StatusCode } from 'hono/utils/http-status'
import type { Adapter } from './adapter.js'

export const onHono: Adapter = async ({ policy, override, answer }) => {
  const app = new Hono<SecureEnv>()
  app.use(secure(policy))
  const handler = (c: Context<SecureEnv>) => {
    const reply = answer(c.req.path, { headers: c.req.header(), nonce: () => c.var.cspNonce })
    const body = reply.status === 304 ? null : (reply.body as string)
    return c.newResponse(body, reply.status as StatusCode, { ...reply.headers })
  }
  if (override !== undefined) app.all(override.path, overrideWith(override.options), handler)
  app.all('*', handler)
  return getRequestListener(app.fetch) as unknown as RequestListener
}

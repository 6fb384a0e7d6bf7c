import secure, { override as overrideWith } from '@secure/koa-middleware'
import Koa, { type Context } from 'koa'
import type { Adapter } from './adapter.js'

export const onKoa: Adapter = async ({ policy, override, answer }) => {
  const app = new Koa()
  app.silent = true
  app.use(secure(policy))
  const handler = (ctx: Context) => {
    const reply = answer(ctx.path, { headers: ctx.headers, nonce: () => ctx.state.cspNonce })
    ctx.body = reply.body
    ctx.status = reply.status
    ctx.set(reply.headers)
  }
  if (override !== undefined) {
    const overridden = overrideWith(override.options)
    app.use((ctx, next) => (ctx.path === override.path ? overridden(ctx, next) : next()))
  }
  app.use(handler)
  return app.callback()
}

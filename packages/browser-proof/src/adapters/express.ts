import secure, { override as overrideWith } from '@secure/express-middleware'
import express, { type RequestHandler } from 'express'
import type { Adapter } from './adapter.js'

export const onExpress: Adapter = async ({ policy, override, answer }) => {
  const app = express()
  app.use(secure(policy))
  const handler: RequestHandler = (request, response) => {
    const reply = answer(request.path, { headers: request.headers, nonce: () => response.locals.cspNonce })
    response.status(reply.status).set(reply.headers).send(reply.body)
  }
  if (override !== undefined) app.all(override.path, overrideWith(override.options), handler)
  app.use(handler)
  return app
}

import secure from '@secure/fastify-plugin'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import type { Adapter } from './adapter.js'

export const onFastify: Adapter = async ({ policy, override, answer }) => {
  const app = Fastify()
  await app.register(secure, policy)
  // Forms and reports of any type arrive; nobody reads them here.
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null))
  const handler = (request: FastifyRequest, reply: FastifyReply) => {
    const { status, headers, body } = answer(request.url.split('?', 1)[0] as string, {
      headers: request.headers,
      nonce: () => reply.cspNonce,
    })
    return reply.code(status).headers(headers).send(body)
  }
  if (override !== undefined) app.all(override.path, { secure: override.options }, handler)
  app.all('*', handler)
  await app.ready()
  return app.routing
}

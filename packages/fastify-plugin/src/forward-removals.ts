import type { FastifyInstance, FastifyReply } from 'fastify'

/** Makes `reply.removeHeader()` reach the response, and with it the policy, where Fastify does not do so itself: before 5.12. */
export function forwardRemovals(instance: FastifyInstance): void {
  const [, minor] = instance.version.split('.')
  if (Number(minor) >= 12) return
  instance.addHook('onRequest', (_request, reply, next) => {
    reply.removeHeader = removeHeader
    next()
  })
}

function removeHeader(this: FastifyReply, name: string): FastifyReply {
  Object.getPrototypeOf(this).removeHeader.call(this, name)
  if (!this.raw.headersSent) this.raw.removeHeader(name)
  return this
}

import { type Layer, SecureHeadersError } from '@secure/core'
import { bearsNonce, nonceOf, warnOnce } from '@secure/core/node'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** A decorator that says that `cspNonce` is of this copy of the plugin. */
const NONCE_IS_OURS = Symbol('secure.cspNonce')

/** The same, for any copy of this package. */
const NONCE_IS_OF_SECURE = Symbol.for('@secure/fastify-plugin/cspNonce')

/** Gives replies their `cspNonce`; throws where another plugin has made one, and the policy bears a nonce. */
export function decorateReply(instance: FastifyInstance, layer: Layer): void {
  if (instance.hasReplyDecorator(NONCE_IS_OURS)) return
  if (instance.hasReplyDecorator('cspNonce')) {
    if (!layer.alone.bearsNonce) return
    const [whose, fix] = instance.hasReplyDecorator(NONCE_IS_OF_SECURE)
      ? ['another copy of @secure/fastify-plugin', 'Two copies are loaded: see npm ls @secure/fastify-plugin, and have one.']
      : ['another plugin', 'One plugin makes nonces: drop @fastify/helmet, or NONCE from this policy.']
    throw new SecureHeadersError({
      code: 'ERR_SECURE_DUPLICATE',
      path: 'csp',
      expected: 'a reply whose cspNonce is free',
      received: `the cspNonce of ${whose}`,
      fix,
    })
  }
  instance.decorateReply('cspNonce', {
    getter(this: FastifyReply) {
      return nonceOf(this.raw)
    },
    // Another plugin that comes later, such as @fastify/helmet: its own header has its own nonce, so its pages must have that
    // too.
    setter(this: FastifyReply, value: unknown) {
      if (bearsNonce(this.raw)) warnOfOther()
      Object.defineProperty(this, 'cspNonce', { value, writable: true, configurable: true })
    },
  })
  for (const mark of [NONCE_IS_OURS, NONCE_IS_OF_SECURE]) instance.decorateReply(mark, { getter: () => true })
}

function warnOfOther(): void {
  warnOnce(
    'SECURE_NONCE_ASSIGNED',
    'reply.cspNonce was assigned by other code, and is what was assigned: pages lack the nonce of our header. Remove the assignment, or let one plugin make nonces.',
  )
}

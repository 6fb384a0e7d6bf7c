import { type Layer, SecureHeadersError } from '@secure/core'
import { bearsNonce, nonceOf } from '@secure/core/node'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Beside `cspNonce`, where that is not another plugin's. */
const NONCE_IS_OURS = Symbol('secure.cspNonce')

/** Gives replies their `cspNonce`; throws where another plugin has made one, and the policy bears a nonce. */
export function decorateReply(instance: FastifyInstance, layer: Layer): void {
  if (instance.hasReplyDecorator(NONCE_IS_OURS)) return
  if (instance.hasReplyDecorator('cspNonce')) {
    if (!layer.alone.bearsNonce) return
    throw new SecureHeadersError({
      code: 'ERR_SECURE_DUPLICATE',
      path: 'csp',
      expected: 'a reply whose cspNonce is free',
      received: 'the cspNonce of another plugin',
      fix: 'One plugin makes nonces: drop @fastify/helmet, or NONCE from this policy.',
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
  instance.decorateReply(NONCE_IS_OURS, { getter: () => true })
}

let warned = false

function warnOfOther(): void {
  if (warned) return
  warned = true
  const message =
    'reply.cspNonce was assigned by another plugin, and is its nonce: where its header is not sent, pages lack ours. Let one of them make nonces.'
  process.emitWarning(message, { type: 'SecureHeadersWarning', code: 'SECURE_NONCE_ASSIGNED' })
}

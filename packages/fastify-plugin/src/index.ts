import type { OutgoingHttpHeaders } from 'node:http'
import { compile, type InstanceOf, type Secure, SecureHeadersError } from '@secure/core'
import { headersOf as headersOfResponse, type NodeResponse, protect } from '@secure/core/node'
import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import { attachAll } from './attach-all.js'
import { forwardRemovals } from './forward-removals.js'
import { fastify } from './framework.js'
import { keepToScope } from './keep-to-scope.js'
import { readOptions } from './read-options.js'
import { noteRegistration } from './registrations.js'
import { decorateReply } from './reply-nonce.js'
import { hasOverrides, overrideOf, readOverrides } from './route-overrides.js'
import type { FastifySecureOptions } from './types.js'

export { override, type SecureHook } from './override.js'
export type { FastifySecureOptions } from './types.js'

/**
 * Puts security headers on every response, error pages and the server's own answers included: `await app.register(secure)`.
 *
 * Takes the options of `new Secure()`, or a `Secure`; a mistake rejects `ready()` with `SecureHeadersError`.
 */
export const secure: FastifyPluginAsync<FastifySecureOptions | InstanceOf<Secure>> = async (instance, options) => {
  if (options === undefined || typeof instance.addHook !== 'function') throw called(instance)
  const { policy, attaching } = readOptions(options)
  const layer = compile(policy)
  // Only the root owns its server: from a child scope the policy would leak to its siblings.
  if (!Object.hasOwn(instance, 'server')) keepToScope(instance, attaching)
  else if (attaching !== false) attachAll(instance, layer)
  decorateReply(instance, layer)
  forwardRemovals(instance)

  const isLast = noteRegistration(instance)
  readOverrides(instance)

  const isSecureOnly = layer.alone.hasSecureOnly
  instance.addHook('onRequest', function secureHeaders(request, reply, next) {
    const state = protect(reply.raw, layer, fastify, request)
    if (isSecureOnly) state.noteTls()
    if (hasOverrides() && isLast(this)) {
      const override = overrideOf(request.routeOptions.config)
      if (override !== undefined) protect(reply.raw, override, fastify, request)
    }
    next()
  })
}

/** The response's headers with the policy's among them, as they were sent or would be sent now: for loggers and tests. */
export function headersOf(
  reply: Pick<FastifyReply, 'getHeaders' | 'statusCode'> & { readonly raw: NodeResponse },
): OutgoingHttpHeaders {
  return headersOfResponse(reply.raw, reply.getHeaders(), reply.statusCode)
}

function called(received: unknown): SecureHeadersError {
  return new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    expected: 'to be called by Fastify',
    received,
    fix: 'Register the plugin itself with Fastify: app.register(secure, { … }).',
  })
}

// Hooks of a plugin stay in its own scope unless it says otherwise; the names are what fastify-plugin sets.
Object.assign(secure, {
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: '@secure/fastify-plugin',
  [Symbol.for('plugin-meta')]: { name: '@secure/fastify-plugin', fastify: '5.x' },
})

export default secure

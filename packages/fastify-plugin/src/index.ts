import {
  compile,
  compileOverride,
  type Layer,
  type OverrideOptions,
  Secure,
  SecureHeadersError,
  type SecureOptions,
} from '@secure/core'
import { attach, bearsNonce, type Framework, headersOf as headersOfResponse, nonceOf, pathOf, protect } from '@secure/core/node'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { furtherServers } from './further-servers.js'
import { registered } from './registrations.js'
import type { FastifySecureOptions } from './types.js'

export type { FastifySecureOptions } from './types.js'

const fastify: Framework<FastifyRequest> = {
  isSecure: (request) => request.protocol === 'https',
  route: ({ method, routeOptions, url }) => `${method} ${routeOptions.url ?? pathOf(url)}`,
}

/** Where a route keeps its compiled override. */
const OVERRIDE = Symbol('secure.override')
/** Whether any route has one: to ask Fastify for a route's options makes an object. */
let hasOverrides = false

/**
 * Security headers on every response, error pages and the server's own answers included: `await app.register(secure)`.
 *
 * Takes the options of `new Secure()`, or a `Secure`; a mistake rejects `ready()` with `SecureHeadersError`.
 */
export const secure: FastifyPluginAsync<FastifySecureOptions | Secure> = async (instance, options) => {
  const { policy, attaching } = read(options)
  const layer = compile(policy)
  // Only the root owns its server: from a child scope the policy would leak to its siblings.
  if (attaching && Object.hasOwn(instance, 'server')) {
    attach(instance.server, layer)
    instance.addHook('onListen', (done) => {
      for (const server of furtherServers(instance)) attach(server, layer)
      done()
    })
  }
  if (!instance.hasReplyDecorator(NONCE_IS_OURS)) decorate(instance, layer)

  const isLast = registered(instance)
  instance.addHook('onRoute', (route: RouteOptions & { secure?: OverrideOptions | false }) => {
    if (route.secure === undefined) return
    hasOverrides = true
    route.config = { ...route.config, [OVERRIDE]: compileOverride(route.secure) } as NonNullable<RouteOptions['config']>
  })

  instance.addHook('onRequest', function secureHeaders(request, reply, next) {
    protect(reply.raw, layer, fastify, request)
    if (hasOverrides && isLast(this)) {
      const { [OVERRIDE]: override } = request.routeOptions.config as { [OVERRIDE]?: Layer }
      if (override !== undefined) protect(reply.raw, override, fastify, request)
    }
    next()
  })
}

/** The response's headers with the policy's among them, as they were sent or would be sent now: for loggers and tests. */
export function headersOf(reply: Pick<FastifyReply, 'raw' | 'getHeaders' | 'statusCode'>): ReturnType<typeof headersOfResponse> {
  return headersOfResponse(reply.raw, reply.getHeaders(), reply.statusCode)
}

/** Beside `cspNonce`, where that is not another plugin's. */
const NONCE_IS_OURS = Symbol('secure.cspNonce')

function decorate(instance: FastifyInstance, layer: Layer): void {
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
    // Another plugin that comes later, such as @fastify/helmet: its own header has its own nonce, so its pages must have that too.
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

/** Tells the policy from what Fastify itself takes beside it in `register`. */
function read(options: FastifySecureOptions | Secure): { policy: SecureOptions | Secure; attaching: boolean } {
  if (options instanceof Secure) return { policy: options, attaching: true }
  const {
    attach: attaching = true,
    prefix: _,
    logLevel: __,
    logSerializers: ___,
    ...policy
  } = options as FastifySecureOptions & RegisterOptions
  return { policy, attaching }
}

interface RegisterOptions {
  readonly prefix?: unknown
  readonly logLevel?: unknown
  readonly logSerializers?: unknown
}

// Hooks of a plugin stay in its own scope unless it says otherwise; the names are what fastify-plugin sets.
Object.assign(secure, {
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: '@secure/fastify-plugin',
  [Symbol.for('plugin-meta')]: { name: '@secure/fastify-plugin', fastify: '5.x' },
})

export default secure

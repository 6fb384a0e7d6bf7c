import { channel } from 'node:diagnostics_channel'
import secure from '@secure/fastify-plugin'
import Fastify, { type FastifyInstance } from 'fastify'
import { VARIANTS, type Variant } from '../variants.js'
import { type App, BODY, OURS, overridesOf, page } from './app.js'
import { floor, setByHand } from './floor.js'
import { addLocals, NONCE_HELMET, STRICT_HELMET, setBeyondHelmet } from './helmet-options.js'
import { overrideOptions } from './policies.js'

const start = channel('http.server.request.start')

export async function fastify(variant: Variant): Promise<App> {
  const app = Fastify()
  const policy = OURS[variant]
  if (policy !== undefined) await app.register(secure, policy)
  // Imported by a name that TypeScript does not follow: its types declare another `reply.cspNonce`.
  const helmet = import('@fastify/helmet' as string)
  if (variant === 'peer') await app.register(helmet)
  if (variant === 'peerNonce' || variant === 'peerStrict') {
    app.addHook('onRequest', (_request, reply, done) => {
      addLocals(reply.raw)
      if (variant === 'peerStrict') setBeyondHelmet(reply.raw)
      done()
    })
    await app.register(helmet, variant === 'peerNonce' ? NONCE_HELMET : STRICT_HELMET)
  }
  if (variant.startsWith('noop')) app.addHook('onRequest', (_request, _reply, done) => done())
  if (variant === 'hand') {
    app.addHook('onRequest', (_request, reply, done) => {
      setByHand(reply.raw)
      done()
    })
  }
  if (variant === 'floor') {
    app.addHook('onRequest', (_request, reply, done) => {
      floor(reply.raw)
      done()
    })
  }
  // There are as many routes for one override as for ten thousand, and for what overrides are measured over; all of them have
  // one: neither the router is compared, nor having an override with having none.
  const count = overridesOf(variant)
  if (count === 1) shareConfig(app)
  const paths = Array.from({ length: count > 0 || variant === 'noopRoutes' ? 10_000 : 1 }, (_, index) => `/${index}`)
  for (const [index, path] of paths.entries()) {
    const route = count > 0 ? { secure: overrideOptions(index % count) } : {}
    if (VARIANTS[variant].page) {
      app.get(path, route, (_request, reply) => {
        const { locals } = reply.raw as { locals?: { nonce: string } }
        return reply.type('text/html').send(page(reply.cspNonce ?? locals?.nonce))
      })
    } else app.get(path, route, () => BODY)
  }
  await app.ready()
  const { server } = app
  return {
    arrive: (request, response) => {
      if (start.hasSubscribers) start.publish({ request, response, socket: request.socket, server })
    },
    listener: (request, response) => void server.emit('request', request, response),
    server,
    paths,
  }
}

/** Gives every route the first one's config, and with it the same compiled override. */
function shareConfig(app: FastifyInstance): void {
  const first: { config?: unknown } = {}
  app.addHook('onRoute', (route) => {
    first.config ??= route.config
    Object.assign(route, first)
  })
}

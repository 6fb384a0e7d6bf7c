import { randomBytes } from 'node:crypto'
import secure, { override } from '@secure/express-middleware'
import express, { type RequestHandler } from 'express'
import helmet from 'helmet'
import nosecone from 'nosecone'
import { VARIANTS, type Variant } from '../variants.js'
import { type App, BODY, inTurn, OURS, overridesOf, page } from './app.js'
import { setByHand, shareFloor } from './floor.js'
import { NONCE_HELMET, STRICT_HELMET, setBeyondHelmet } from './helmet-options.js'
import { overrideOptions, PEER_DIRECTIVES } from './policies.js'

export function expressApp(variant: Variant): App {
  const app = express()
  const policy = OURS[variant]
  if (policy !== undefined) app.use(secure(policy))
  const middleware: Partial<Record<Variant, RequestHandler>> = {
    noop: (_request, _response, next) => next(),
    noopUnpowered: (_request, _response, next) => next(),
    noopWrapped: (_request, _response, next) => next(),
    noopPage: (_request, _response, next) => next(),
    peer: helmet(),
    hand: (_request, response, next) => {
      setByHand(response)
      next()
    },
    nosecone: (_request, response, next) => {
      for (const [name, value] of noseconeHeaders) response.setHeader(name, value)
      next()
    },
  }
  // Without the header that the policy strips, everybody sends the same.
  if (['floor', 'hand', 'nosecone', 'noopUnpowered'].includes(variant)) app.disable('x-powered-by')
  if (variant === 'floor') {
    shareFloor(express.response)
    middleware.floor = (_request, _response, next) => next()
  }
  const chosen = middleware[variant]
  if (chosen !== undefined) app.use(chosen)
  if (variant === 'peerNonce' || variant === 'peerStrict') {
    app.use((_request, response, next) => {
      response.locals.nonce = randomBytes(16).toString('base64')
      if (variant === 'peerStrict') setBeyondHelmet(response)
      next()
    })
    app.use(helmet(variant === 'peerNonce' ? NONCE_HELMET : STRICT_HELMET))
  }
  const count = overridesOf(variant)
  if (count > 0) {
    const next = inTurn((index) => override(overrideOptions(index)), count)
    app.use((request, response, done) => next()(request, response, done))
  }
  app.get('/', (_request, response) => {
    if (VARIANTS[variant].page) response.send(page(response.locals.cspNonce ?? response.locals.nonce))
    else response.json(BODY)
  })
  return { listener: app, paths: ['/'] }
}

/** Made once, which is kinder to nosecone than its own example. */
const noseconeHeaders = [
  ...nosecone({
    contentSecurityPolicy: { directives: { ...PEER_DIRECTIVES, upgradeInsecureRequests: true } },
    crossOriginEmbedderPolicy: false,
  }),
]

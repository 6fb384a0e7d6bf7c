import secure, { override } from '@secure/koa-middleware'
import Koa, { type Middleware } from 'koa'
import koaHelmet from 'koa-helmet'
import { VARIANTS, type Variant } from '../variants.js'
import { type App, BODY, blocksOf, CACHE_CONTROL, inTurn, OURS, overridesOf, page } from './app.js'
import { floor, floorOfRoute, setByHand } from './floor.js'
import { addLocals, NONCE_HELMET, STRICT_HELMET, setBeyondHelmet } from './helmet-options.js'
import { overrideOptions } from './policies.js'

export function koa(variant: Variant): App {
  const app = new Koa()
  const policy = OURS[variant]
  if (policy !== undefined) app.use(secure(policy))
  const middleware: Partial<Record<Variant, Middleware>> = {
    noop: (_ctx, next) => next(),
    noopOwn: (_ctx, next) => next(),
    noopWrapped: (_ctx, next) => next(),
    noopPage: (_ctx, next) => next(),
    peer: koaHelmet(),
    hand: (ctx, next) => {
      setByHand(ctx.res)
      return next()
    },
    floor: (ctx, next) => {
      floor(ctx.res)
      return next()
    },
  }
  const chosen = middleware[variant]
  if (chosen !== undefined) app.use(chosen)
  if (variant === 'peerNonce' || variant === 'peerStrict') {
    app.use((ctx, next) => {
      ctx.state.nonce = addLocals(ctx.res).nonce
      if (variant === 'peerStrict') setBeyondHelmet(ctx.res)
      return next()
    })
    app.use(koaHelmet(variant === 'peerNonce' ? NONCE_HELMET : STRICT_HELMET))
  }
  const count = overridesOf(variant)
  if (count > 0) {
    const next = inTurn((index) => override(overrideOptions(index)) as Middleware, count)
    app.use((ctx, done) => next()(ctx, done))
  }
  const blocks = blocksOf(variant)
  if (blocks > 0) {
    const next = inTurn(floorOfRoute, blocks)
    app.use((ctx, done) => {
      next()(ctx.res)
      return done()
    })
  }
  app.use((ctx) => {
    if (VARIANTS[variant].cached) ctx.set('Cache-Control', CACHE_CONTROL)
    if (VARIANTS[variant].page) {
      ctx.type = 'html'
      ctx.body = page(ctx.state.cspNonce ?? ctx.state.nonce)
    } else ctx.body = BODY
  })
  return { listener: app.callback(), paths: ['/'] }
}

import { wrapWriteHead } from '@secure/loopback/wrap-write-head'
import { type Framework, VARIANTS, type Variant } from '../variants.js'
import type { App } from './app.js'

export type { App } from './app.js'

type CreateApp = (variant: Variant) => App | Promise<App>

/** Only the framework that is asked for is loaded: other runtimes need not know the others. */
const APPS: Readonly<Record<Framework, () => Promise<CreateApp>>> = {
  node: async () => (await import('./node.js')).node,
  express: async () => (await import('./express.js')).expressApp,
  koa: async () => (await import('./koa.js')).koa,
  fastify: async () => (await import('./fastify.js')).fastify,
  hono: async () => (await import('./hono-on-node.js')).honoOnNode,
  fetch: async () => (await import('./hono.js')).fetchApp,
}

export async function createApp(framework: Framework, variant: Variant): Promise<App> {
  const create = await APPS[framework]()
  const app = await create(variant)
  if (app.listener === undefined || !VARIANTS[variant].wrapped) return app
  return {
    ...app,
    arrive: (request, response) => {
      wrapWriteHead(response)
      app.arrive?.(request, response)
    },
  }
}

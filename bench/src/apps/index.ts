import type { ServerResponse } from 'node:http'
import { type Framework, isWrapped, type Variant } from '../variants.js'
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
  const { listener } = app
  if (listener === undefined || !isWrapped(variant)) return app
  return {
    ...app,
    listener: (request, response) => {
      wrapWriteHead(response)
      listener(request, response)
    },
  }
}

/** What compression and morgan do to a response. */
function wrapWriteHead(response: ServerResponse): void {
  response.writeHead = wrapped(response.writeHead)
}

/** Made here, as on-headers does it: V8 makes a function old from the start whose literal is assigned to a property, and all that it holds with it. */
function wrapped(writeHead: ServerResponse['writeHead']): ServerResponse['writeHead'] {
  return function (this: ServerResponse, ...args: unknown[]) {
    return Reflect.apply(writeHead, this, args)
  }
}

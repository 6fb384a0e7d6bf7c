import type { Framework } from '@secure/core/fetch'
import type { Context, MiddlewareHandler, Next } from 'hono'

/** What the middleware adds to the context. */
export interface SecureEnv {
  Variables: {
    /** The nonce of this response's Content-Security-Policy: `<script nonce="…">`. Present when the policy has `NONCE` in it. */
    readonly cspNonce: string
  }
}

/** Fits every app, and every list of middleware; types `c.var.cspNonce` for the handlers behind it. */
export type SecureMiddleware = ((c: Context, next: Next) => Promise<void>) & MiddlewareHandler<SecureEnv>

export const hono: Framework<Context> = {
  isSecure: (c) => c.req.url.startsWith('https:'),
  route: (c) => `${c.req.method} ${routeOf(c)}`,
}

/** Where no route was looked for, as in Pages functions, or none was found, hono has no route path to give, and throws. */
function routeOf({ req }: Context): string {
  try {
    return req.routePath
  } catch {
    return new URL(req.url).pathname
  }
}

type Drop = (c: Context, name: string) => void

/** Hears `c.header(name, undefined)`, the framework's way to drop a header: it leaves no trace on the response. */
export function hearDrops(c: Context, drop: Drop): void {
  // Bound, not an arrow function: V8 makes a function literal that is assigned to a property old from the start, and so is all
  // that it holds, until a full collection. That was measured at 9 µs per request, this at none to speak of.
  c.header = header.bind(undefined, c, c.header, drop)
}

function header(c: Context, original: Context['header'], drop: Drop, ...args: Parameters<Context['header']>): void {
  if (args[1] === undefined) drop(c, args[0])
  original(...args)
}

type Read = (c: Context) => string

/**
 * Makes the function that gives a context its lazy `cspNonce`: `c.var` makes a new object at each read, and `c.get` looks into a
 * private map.
 *
 * The getter is one for all contexts: V8 gives an object with a getter of its own a hidden class of its own, which costs
 * microseconds. It asks the context's own class for the variables, because a process may have several copies of hono.
 */
export function nonceExposer(read: Read): (c: Context) => void {
  const variables = {
    configurable: true,
    get(this: Context): object {
      const own: object = Reflect.get(Object.getPrototypeOf(this), 'var', this)
      return Object.defineProperty({ ...own }, 'cspNonce', { get: () => read(this), enumerable: true })
    },
  }
  return function exposeNonce(c) {
    c.get = get.bind(undefined, c, c.get as (key: string) => unknown, read) as typeof c.get
    Object.defineProperty(c, 'var', variables)
  }
}

function get(c: Context, original: (key: string) => unknown, read: Read, key: string): unknown {
  return key === 'cspNonce' ? read(c) : original(key)
}

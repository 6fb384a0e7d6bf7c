import type { Layer } from '@secure/core'
import { FetchState, type Framework, type ResponseState } from '@secure/core/fetch'
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
  // hono has no trust-proxy setting, but a framework around it may.
  isSecure: (c) => c.req.url.startsWith('https:') || undefined,
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

const STATE = Symbol('secure.response')

interface Marked {
  [STATE]?: ResponseState
}

/**
 * The state of the response that a context makes, whichever entry of this package has set it up. A property: a WeakMap costs more
 * than all the rest.
 */
export function stateOf(c: Context): ResponseState | undefined {
  return (c as unknown as Marked)[STATE]
}

/** The state that a further layer goes over: not that of a response that is filled. */
export function stateInForce(c: Context): ResponseState | undefined {
  const state = stateOf(c)
  return state instanceof FetchState && state.done ? undefined : state
}

/** Sets a context up for all layers that it meets: a mounted app has a context of its own. */
export function begin(c: Context, state: ResponseState): void {
  ;(c as unknown as Marked)[STATE] = state
  hearDrops(c)
  exposeNonce(c, state)
}

/** Puts a further layer over what is in force, whichever entry has set the context up. */
export function cover(c: Context, state: ResponseState, layer: Layer): void {
  state.cover(layer, hono, c)
  exposeNonce(c, state)
}

/**
 * Runs what comes next, and resolves to nothing: `next()` resolves to the context, which hono would take for the response where
 * nobody answers.
 */
export async function onward(next: Next): Promise<void> {
  await next()
}

/** Hears `c.header(name, undefined)`, the framework's way to drop a header: it leaves no trace on the response. */
function hearDrops(c: Context): void {
  // Bound, not an arrow function: V8 makes a function literal that is assigned to a property old from the start, and so is all
  // that it holds, until a full collection. That was measured at 9 µs per request, this at none to speak of.
  c.header = header.bind(undefined, c, c.header)
}

function header(c: Context, original: Context['header'], ...args: Parameters<Context['header']>): void {
  if (args[1] === undefined) stateOf(c)?.drop(String(args[0]).toLowerCase())
  original(...args)
}

/**
 * The getter is one for all contexts: V8 gives an object with a getter of its own a hidden class of its own, which costs
 * microseconds. It asks the context's own class for the variables, because a process may have several copies of hono.
 */
const VARIABLES = {
  configurable: true,
  get(this: Context): object {
    const own: object = Reflect.get(Object.getPrototypeOf(this), 'var', this)
    return Object.defineProperty({ ...own }, 'cspNonce', { get: () => readNonce(this), enumerable: true })
  },
}

/**
 * Gives a context its lazy `cspNonce`, if the policy in force there can bear one: `c.var` makes a new object at each read, and
 * `c.get` looks into a private map.
 */
function exposeNonce(c: Context, { policy }: ResponseState): void {
  if (!policy.bearsNonce || Object.hasOwn(c, 'var')) return
  c.get = get.bind(undefined, c, c.get as (key: string) => unknown) as typeof c.get
  Object.defineProperty(c, 'var', VARIABLES)
}

function get(c: Context, original: (key: string) => unknown, key: string): unknown {
  return key === 'cspNonce' ? readNonce(c) : original(key)
}

function readNonce(c: Context): string {
  return (stateOf(c) as ResponseState).readNonce()
}

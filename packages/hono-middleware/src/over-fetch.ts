import { createNonce, type Layer } from '@secure/core'
import { FetchState } from '@secure/core/fetch'
import type { Context, Next } from 'hono'
import { hearDrops, hono, nonceExposer } from './context.js'

const STATE = Symbol('secure.response')

interface Marked {
  [STATE]?: FetchState<Context>
}

/**
 * A context's own state; the request may be replaced while it is handled, as by `bodyLimit`. A property: a WeakMap costs more
 * than all the rest.
 */
function marked(c: Context): Marked {
  return c as unknown as Marked
}

/**
 * The outermost state of a request that another app handles within this one; that app's response may become the outer one's or
 * only be read.
 */
function markedRequest(c: Context): Marked {
  return c.req.raw as Marked
}

/** Fills the Response that the handlers made: for every runtime that is not a Node server. */
export function overFetch(layer: Layer, c: Context, next: Next): Promise<void> {
  const { [STATE]: state } = marked(c)
  if (state?.done === false) {
    const hadNonce = state.policy.bearsNonce
    state.cover(layer, hono, c)
    if (!hadNonce && state.policy.bearsNonce) exposeNonce(c)
    return next()
  }
  const request = markedRequest(c)
  const outer = request[STATE]
  const own = new FetchState<Context>(layer, hono, c, outer?.done === false ? outer : undefined)
  marked(c)[STATE] = own
  if (outer?.done !== false) request[STATE] = own
  hearDrops(c, drop)
  if (own.policy.bearsNonce) exposeNonce(c)
  return fillAfter(next, c, own)
}

const exposeNonce = nonceExposer((c) => marked(c)[STATE]?.readNonce() ?? createNonce())

function drop(c: Context, name: string): void {
  marked(c)[STATE]?.drop(name.toLowerCase())
}

async function fillAfter(next: Next, c: Context, state: FetchState<Context>): Promise<void> {
  try {
    await next()
  } catch (error) {
    fillAnswers(c, state)
    throw error
  } finally {
    state.done = true
  }
  replace(c, state.fill(c.res, c.req.method === 'HEAD'))
}

function replace(c: Context, response: Response): void {
  if (response === c.res) return
  // With the setter of the context's class, because an answer's setter would fill it again. It copies the old response's headers
  // over the new one's while there is an old one.
  Reflect.set(Object.getPrototypeOf(c), 'res', undefined, c)
  Reflect.set(Object.getPrototypeOf(c), 'res', response, c)
}

const ANSWERS = ['body', 'html', 'json', 'newResponse', 'redirect', 'text'] as const

/**
 * Whoever answers in place of what was thrown makes the response with the context, or hands it over to the context: this fills it
 * there, unless another policy has taken over by then.
 */
function fillAnswers(c: Context, state: FetchState<Context>): void {
  const fill = (response: Response): Response =>
    marked(c)[STATE] === state ? state.fill(response, c.req.method === 'HEAD') : response
  for (const name of ANSWERS) {
    const make = c[name] as (...args: unknown[]) => Response | Promise<Response>
    const answer = (...args: unknown[]) => {
      const made = make(...args)
      return made instanceof Promise ? made.then(fill) : fill(made)
    }
    Object.assign(c, { [name]: answer })
  }
  const context = Object.getPrototypeOf(c)
  Object.defineProperty(c, 'res', {
    configurable: true,
    get: () => Reflect.get(context, 'res', c),
    set: (response: Response | undefined) => {
      Reflect.set(context, 'res', response, c)
      if (response !== undefined) replace(c, fill(Reflect.get(context, 'res', c)))
    },
  })
}

/** The response's headers with the policy's among them, as they would be sent now: for loggers and tests. */
export function headersOf(c: Context): Record<string, string | string[]> {
  return byName(marked(c)[STATE]?.preview(c.res) ?? c.res.headers)
}

/** Headers by name; there may be several cookies. */
export function byName(headers: Headers): Record<string, string | string[]> {
  const cookies = headers.getSetCookie()
  return { ...Object.fromEntries(headers), ...(cookies.length > 1 && { 'set-cookie': cookies }) }
}

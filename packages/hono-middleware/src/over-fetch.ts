import type { Layer } from '@secure/core'
import { FetchState, headersWith } from '@secure/core/fetch'
import type { Context, Next } from 'hono'
import { begin, cover, hono, onward, stateInForce, stateOf } from './context.js'

const OUTERMOST = Symbol('secure.outermost')

/**
 * A request has the outermost state, for an app that handles it within this one; that app's response may become the outer one's
 * or only be read. A context has a state of its own, because its request may be replaced while it is handled, as by `bodyLimit`.
 */
interface MarkedRequest {
  [OUTERMOST]?: FetchState<Context>
}

/** Fills the Response that the handlers made: for every runtime that is not a Node server. */
export function overFetch(layer: Layer, c: Context, next: Next): Promise<void> {
  const state = stateInForce(c)
  if (state !== undefined) {
    cover(c, state, layer)
    return onward(next)
  }
  const request = c.req.raw as MarkedRequest
  const outer = request[OUTERMOST]
  const own = new FetchState<Context>(layer, hono, c, outer?.done === false ? outer : undefined)
  begin(c, own)
  if (outer?.done !== false) request[OUTERMOST] = own
  return fillAfter(next, c, own)
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
 * After a throw, `app.onError` or a middleware that catches answers by a method of the context or by `c.res`: both are filled,
 * unless another policy has taken over by then.
 */
function fillAnswers(c: Context, state: FetchState<Context>): void {
  const fill = (response: Response): Response => (stateOf(c) === state ? state.fill(response, c.req.method === 'HEAD') : response)
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
  const state = stateOf(c)
  return byName(state === undefined ? c.res.headers : headersWith(state, c.res))
}

/** Headers by name; there may be several cookies. */
export function byName(headers: Headers): Record<string, string | string[]> {
  const cookies = headers.getSetCookie()
  return { ...Object.fromEntries(headers), ...(cookies.length > 1 && { 'set-cookie': cookies }) }
}

import { SecureHeadersError } from './errors.js'
import { aloneOf, type Layer } from './layer.js'
import type { Form } from './line.js'
import { createNonce } from './nonce.js'
import { type Framework, ResponseState } from './response-state.js'
import { beginLooking, look, type Seen, seen } from './seen.js'

export type { Framework, ResponseState } from './response-state.js'
export { warnOnce } from './warn-once.js'

const FILLED = Symbol('secure.filled')
const ORIGINAL = Symbol('secure.original')

interface Filled {
  [FILLED]?: FetchState
  [ORIGINAL]?: Response
}

/** The state of a response that a fetch handler will make: create it when the request arrives. */
export class FetchState<Context = unknown> extends ResponseState<Context> {
  /** Set once the response is filled: a request that is handled again begins anew. */
  done = false

  readonly #outer: FetchState<Context> | undefined

  /**
   * `outer` is the state of a request that is already being handled: the policy goes over that one's policy, and has its nonce.
   */
  constructor(layer: Layer, framework: Framework<Context>, context: Context, outer?: FetchState<Context>) {
    super(outer === undefined ? aloneOf(layer) : layer.over(outer.policy), framework, context)
    this.#outer = outer
    this.dropped = outer?.dropped && new Set(outer.dropped)
  }

  protected override drawNonce(): string {
    this.nonce ??= this.#outer?.drawNonce() ?? createNonce()
    return this.nonce
  }

  /**
   * Returns the response with the policy's headers: the same object, or a new one around the same body where its
   * headers are immutable (`Response.redirect()`, an upstream's response). `bodyless` says that the body will
   * not be read: the reply to a HEAD.
   */
  fill(response: Response, bodyless = false): Response {
    const inner = (response as Filled | undefined)?.[FILLED]
    // A handler within this one has already filled it: what that one decided stands, and only what was set since is looked at.
    if (inner !== undefined && inner.#outer === this) return inner.#fillOrCopy(response, bodyless, !inner.#enforces)
    const filled = this.#fillOrCopy(response, bodyless, false)
    if (this.#outer !== undefined) (filled as Filled)[FILLED] = this
    return filled
  }

  /** Whether the policy wins over whatever is set: then its own headers are among those it strips. */
  get #enforces(): boolean {
    return this.policy.lines.some(({ key }) => this.policy.watched.strips(key))
  }

  #fillOrCopy(response: Response, bodyless: boolean, onlyStrips: boolean): Response {
    try {
      settle(response)
      write(this, response, onlyStrips)
      return response
    } catch (error) {
      if ((response as Partial<Response> | undefined)?.headers === undefined) throw notAResponse(response)
      // Told by its name: in a test runner's context, the runtime's error is from another realm.
      if ((error as Error | null)?.name !== 'TypeError') throw error
      return this.#fillCopy(response, bodyless, onlyStrips)
    }
  }

  #fillCopy(response: Response, bodyless: boolean, onlyStrips: boolean): Response {
    const copy = copyOf(response, bodyless)
    // A network error (status 0), a status from 600 up and, on most runtimes, a 101 cannot be rebuilt.
    if (copy === undefined) return response
    write(this, copy, onlyStrips)
    return copy
  }
}

function notAResponse(received: unknown): SecureHeadersError {
  return new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    path: 'response',
    expected: 'a Response',
    received,
    fix: received instanceof Promise ? 'Await it first.' : undefined,
  })
}

/** The headers that a response would have, were it sent now. */
export function headersWith(state: ResponseState, response: Response): Headers {
  const headers = new Headers(response.headers)
  const { isPage, taken } = strip(state, headers)
  setLines(state, headers, state.form(response.status, isPage, taken), taken)
  return headers
}

function write(state: ResponseState, { headers, status }: Response, onlyStrips: boolean): void {
  const { taken } = strip(state, headers)
  if (!onlyStrips) setLines(state, headers, state.formToWrite(status, seen), taken)
}

/** Takes out what the policy strips, and tells what the headers mean to it. */
function strip({ policy: { watched } }: ResponseState, headers: Headers): Seen {
  beginLooking()
  // Not with their iterator: on Deno it took six times as long.
  headers.forEach((value, key) => {
    look(watched, key, value)
  })
  if (seen.stripped !== undefined) for (const key of seen.stripped) headers.delete(key)
  return seen
}

function setLines(state: ResponseState, headers: Headers, form: Form, taken: Seen['taken']): void {
  // The key, not the name: Node's Headers lower-case a name at each `set` and hash the new string, a tenth of all that we add.
  for (const line of state.lines(form, taken)) headers.set(line.key, state.valueOf(line, form))
}

function copyOf(response: Response, bodyless: boolean): Response | undefined {
  const { status, headers } = response
  // An upstream's reason phrase may be one that cannot be sent on.
  for (const init of [response, { status, headers }]) {
    try {
      const copy = new Response(bodyless && response.bodyUsed ? null : response.body, init)
      settle(copy)
      // Node cancels the body of a response that it has fetched once that response is garbage: the copy keeps it alive.
      ;(copy as Filled)[ORIGINAL] = response
      if ('Deno' in globalThis && !bodyless && status !== 206) forgetEncoding(copy.headers)
      return copy
    } catch {}
  }
  return undefined
}

/** Statuses with which a real Response may not be made, with a body or at all: asking for it would throw. */
const UNREAL = /^(?:1|204|205|304|[6-9])/

/**
 * @hono/node-server replaces Response with a class of its own, which makes the real one when anything but its headers is first
 * read: up to early 2.x, without the headers that were set before. This reads something else now, and sets them again.
 */
function settle(response: Response): void {
  if (Object.hasOwn(Response, 'error') || UNREAL.test(`${response.status}`)) return
  const { headers: set } = response
  if (response.bodyUsed || response.headers === set) return
  for (const key of [...response.headers.keys()]) response.headers.delete(key)
  for (const [key, value] of set) response.headers.append(key, value)
}

/**
 * fetch() has decoded the body, unless it was asked for a part of it; Deno's server knows that about its own responses, not about
 * their copies.
 */
function forgetEncoding(headers: Headers): void {
  if (!/^(?:gzip|br)$/i.test(headers.get('content-encoding') ?? '')) return
  headers.delete('content-encoding')
  headers.delete('content-length')
}

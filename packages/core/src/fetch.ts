import type { Layer } from './compile.js'
import { beginLooking, findings, look } from './findings.js'
import { createNonce } from './nonce.js'
import { type Framework, ResponseState } from './response-state.js'

export type { Framework } from './response-state.js'

const FILLED = Symbol('secure.filled')

interface Filled {
  [FILLED]?: FetchState
}

/** The state of a response that a fetch handler will make: begin it when the request arrives. */
export class FetchState<Context = unknown> extends ResponseState<Context> {
  /** Set once the response is filled: a request that is handled again begins anew. */
  done = false

  readonly #outer: FetchState<Context> | undefined

  /** Under `outer`, the state of a request that is being handled already, the policy goes over that one's and has its nonce. */
  constructor(layer: Layer, framework: Framework<Context>, context: Context, outer?: FetchState<Context>) {
    super(outer === undefined ? layer.alone : layer.over(outer.policy), framework, context)
    this.#outer = outer
    this.dropped = outer?.dropped && new Set(outer.dropped)
  }

  override readNonce(): string {
    this.nonce ??= this.#outer?.readNonce() ?? createNonce()
    return this.nonce
  }

  /**
   * Returns the response with the policy's headers: the same object, or a new one around the same body where its headers are immutable
   * (`Response.redirect()`, an upstream's response).
   */
  fill(response: Response): Response {
    // Filled under this very state, by a handler within this one, and handed on as it is: nothing is left to decide.
    const { [FILLED]: inner } = response as Filled
    if (inner !== undefined && inner.#outer === this) return response
    const filled = this.#fillAny(response)
    if (this.#outer !== undefined) (filled as Filled)[FILLED] = this
    return filled
  }

  #fillAny(response: Response): Response {
    try {
      this.#write(response)
      return response
    } catch (error) {
      // By its name: in a test runner's context, the error of the runtime is of another realm.
      if ((error as Error | null)?.name !== 'TypeError') throw error
      return this.#fillCopy(response)
    }
  }

  /** The headers that the response would have, were it sent now. */
  preview(response: Response): Headers {
    const headers = new Headers(response.headers)
    this.#write({ headers, status: response.status })
    return headers
  }

  #fillCopy(response: Response): Response {
    let copy: Response
    try {
      copy = new Response(response.body, response)
    } catch {
      // A network error (status 0) and, on most runtimes, a 101 cannot be rebuilt; nothing of them reaches a page.
      return response
    }
    this.#write(copy)
    return copy
  }

  #write({ headers, status }: Pick<Response, 'headers' | 'status'>): void {
    beginLooking()
    // Not by their iterator: on Deno it took six times as long.
    headers.forEach((value, key) => {
      look(this.policy.watched, key, value)
    })
    const { isPage, taken, stripped, cacheControl } = findings
    const form = this.form(status, isPage, taken)
    if (stripped !== undefined) for (const key of stripped) headers.delete(key)
    this.checkSharing(form, cacheControl)
    // The key, not the name: Node's Headers lower-case a name at each `set` and hash the new string, a tenth of all that we add.
    for (const line of this.lines(form, taken)) headers.set(line.key, this.valueOf(line, form))
  }
}

import type { Layer } from './compile.js'
import { CONTENT_TYPE } from './compiled-policy.js'
import { type Framework, isHtml, ResponseState } from './response-state.js'

export type { Framework } from './response-state.js'

/** The state of a response that a fetch handler will make: begin it when the request arrives. */
export class FetchState<Context = unknown> extends ResponseState<Context> {
  constructor(layer: Layer, framework: Framework<Context>, context: Context) {
    super(layer.alone, framework, context)
  }

  /**
   * Returns the response with the policy's headers: the same object, or a new one around the same body where its headers are immutable
   * (`Response.redirect()`, an upstream's response).
   */
  fill(response: Response): Response {
    try {
      this.#write(response)
      return response
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
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
    const { watched, stripped } = this.policy
    const taken = new Set<string>()
    for (const [key, meaning] of watched) {
      if (meaning >= 0 && headers.has(key)) taken.add(key)
    }
    const form = this.form(status, watched.get('content-type') === CONTENT_TYPE && isHtml(headers.get('content-type') ?? ''))
    if (taken.has('cache-control')) this.checkSharing(form, headers.get('cache-control') ?? '')
    for (const key of stripped) headers.delete(key)
    for (const [name, value] of this.fields(form, taken)) headers.set(name, value)
  }
}

import { ServerResponse } from 'node:http'
import type { Http2ServerResponse } from 'node:http2'
import type { ResponseState } from '../response-state.js'
import { stateOfStream } from './hooks/stream-head.js'
import { stateOf } from './marked.js'

/** The nonce, where this copy's policy bears one on the response. */
export function borneNonceOf(response: object): string | undefined {
  const state = stateAt(response)
  return state?.policy.bearsNonce === true ? state.readNonce() : undefined
}

/** The state of a response, or of its stream. */
export function stateAt(response: object): ResponseState | undefined {
  return (
    stateOf(response) ??
    (response instanceof ServerResponse ? undefined : stateOfStream((response as Http2ServerResponse).stream))
  )
}

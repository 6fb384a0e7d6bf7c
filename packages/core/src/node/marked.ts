import type { ServerResponse } from 'node:http'
import type { Http2ServerResponse } from 'node:http2'
import type { ResponseState } from '../response-state.js'

/** A response of node:http, node:https or node:http2. */
export type NodeResponse = ServerResponse | Http2ServerResponse

export const STATE = Symbol('secure.response')

export interface Marked {
  [STATE]?: ResponseState
}

/** The state of a response that some policy has marked. */
export function stateOf(response: object): ResponseState | undefined {
  return (response as Marked)[STATE]
}

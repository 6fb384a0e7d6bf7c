import type { ServerResponse } from 'node:http'
import type { Http2ServerResponse } from 'node:http2'
import type { ResponseState } from '../response-state.js'
import { recordOf } from './hooks/header-record.js'

/** A response of node:http, node:https or node:http2. */
export type NodeResponse = ServerResponse | Http2ServerResponse

export const STATE = Symbol('secure.response')

export interface Marked {
  [STATE]?: ResponseState
}

/** The state of a response that some policy has marked, wherever it is kept. */
export function stateOf(response: object): ResponseState | undefined {
  return (response as Marked)[STATE] ?? (recordOf(response) as Marked | null | undefined)?.[STATE]
}

/** Puts the state onto a response, or onto the record of its headers. */
export function setState<Context>(holder: object, state: ResponseState<Context>): ResponseState {
  ;(holder as Marked)[STATE] = state as ResponseState
  return state as ResponseState
}

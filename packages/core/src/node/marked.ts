import type { ServerResponse } from 'node:http'
import type { Http2ServerResponse } from 'node:http2'
import type { ResponseState } from '../response-state.js'
import { type HeaderRecord, recordOf } from './header-record.js'

/** A response of node:http, node:https or node:http2. */
export type NodeResponse = ServerResponse | Http2ServerResponse

const STATE = Symbol('secure.response')

interface Marked {
  [STATE]?: ResponseState
}

/** The state of a response that some policy has marked. */
export function stateOf(response: object): ResponseState | undefined {
  return (response as Marked)[STATE] ?? (recordOf(response) as Marked | null | undefined)?.[STATE]
}

export function setState<Context>(holder: object, state: ResponseState<Context>): ResponseState {
  ;(holder as Marked)[STATE] = state as ResponseState
  return state as ResponseState
}

/**
 * The state of a response whose hook is on its prototype.
 *
 * Express swaps the prototype of every response, which leaves each with a hidden class of its own: every property that is read by name was
 * measured at 1 µs, and every one that is added at 4 µs, because V8 looks for a class that it has seen. `Reflect.get` does not, and takes a
 * tenth. So the state is kept with the response's headers, when it has any: their record is a dictionary, and whoever walks it sees no symbols.
 */
export function stateOnShared(response: object, record: HeaderRecord | null | undefined): ResponseState | undefined {
  return (record as Marked | null | undefined)?.[STATE] ?? Reflect.get(response, STATE)
}

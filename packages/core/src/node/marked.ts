import { OutgoingMessage, ServerResponse } from 'node:http'
import type { Http2ServerResponse } from 'node:http2'
import type { ResponseState } from '../response-state.js'
import { type HeaderRecord, recordOf } from './header-record.js'
import { sharesHiddenClasses } from './hidden-classes.js'

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
 * The state of a response whose prototype was swapped. Where hidden classes are not shared it is kept with the response's headers, when it has any: their
 * record is a dictionary, and whoever walks it sees no symbols.
 */
export function stateOfSwapped(response: object, record: HeaderRecord | null | undefined): ResponseState | undefined {
  if (sharesHiddenClasses) return (response as Marked)[STATE]
  return (record as Marked | null | undefined)?.[STATE] ?? Reflect.get(response, STATE)
}

export function setStateOfSwapped<Context>(
  response: object,
  record: HeaderRecord | null | undefined,
  state: ResponseState<Context>,
): ResponseState {
  keepStateOnReset()
  return setState(sharesHiddenClasses ? response : (record ?? response), state)
}

let keepsState = sharesHiddenClasses

/**
 * Has a response keep its state where its headers are replaced as a whole: `response._headers = {}`, deprecated and gone from
 * Node 24, of which Express's own `send` was fond once.
 */
function keepStateOnReset(): void {
  if (keepsState) return
  keepsState = true
  // Another copy of this package may have been here before.
  const headers =
    Object.getOwnPropertyDescriptor(ServerResponse.prototype, '_headers') ??
    Object.getOwnPropertyDescriptor(OutgoingMessage.prototype, '_headers')
  if (headers?.set === undefined) return
  Object.defineProperty(ServerResponse.prototype, '_headers', {
    ...headers,
    configurable: true,
    set(this: ServerResponse, value: unknown) {
      const state = stateOf(this)
      headers.set?.call(this, value)
      if (state !== undefined && stateOf(this) === undefined) setState(recordOf(this) ?? this, state)
    },
  })
}

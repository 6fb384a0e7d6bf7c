import { OutgoingMessage, ServerResponse } from 'node:http'
import type { ResponseState } from '../../response-state.js'
import { type Marked, STATE, setState, stateOf } from '../marked.js'
import { type HeaderRecord, recordOf } from './header-record.js'
import { sharesHiddenClasses } from './hidden-classes.js'

/**
 * The state of a response whose prototype was swapped. Where hidden classes are not shared it is kept with the response's
 * headers, when it has any: their record is a dictionary, and whoever walks it sees no symbols.
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
 * Makes a response keep its state where its headers are replaced as a whole: `response._headers = {}`, which is deprecated and,
 * from Node 24 on, gone, and of which Express's own `send` was once fond.
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

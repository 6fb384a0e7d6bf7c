import { ServerResponse } from 'node:http'
import type { Http2ServerResponse } from 'node:http2'
import { SecureHeadersError } from '../errors.js'
import type { Layer } from '../layer.js'
import { createNonce } from '../nonce.js'
import { type Framework, ResponseState } from '../response-state.js'
import { inheritsBlockHook, installBlockHook, installBlockHookOnSwapped, takesBlock } from './hooks/block-hook.js'
import { recordOfSwapped } from './hooks/header-record.js'
import { completeBeforeOwnMethods } from './hooks/own-methods.js'
import { knowsNode } from './hooks/self-test.js'
import { markStream, stateOfStream } from './hooks/stream-head.js'
import { setStateOfSwapped, stateOfSwapped } from './hooks/swapped-state.js'
import { installWriteHeadHook, installWriteHeadHookOnSwapped } from './hooks/write-head-hook.js'
import { WriteHeadState } from './hooks/write-head-state.js'
import { type NodeResponse, setState, stateOf } from './marked.js'

/**
 * Marks a response: its head will have the layer's headers, whoever writes it and whenever.
 *
 * A response that is marked already gets the layer over what is in force. `context` is handed back to
 * `framework` when it is asked.
 */
export function protect<Context>(
  response: NodeResponse,
  layer: Layer,
  framework: Framework<Context>,
  context: Context,
): ResponseState {
  const before = stateOf(response)
  if (before !== undefined) return before.cover(layer, framework as Framework<unknown>, context)
  checkCompiled(layer)
  if (!(knowsNode && takesBlock(response))) {
    const state = new WriteHeadState(installWriteHeadHook(response), layer, framework, context)
    return withWriteHead(response, setState(response, state) as WriteHeadState, layer)
  }
  // In a process with Express, every response inherits the hook.
  if (!inheritsBlockHook(response)) installBlockHook(response)
  return setState(response, new ResponseState(layer.alone, framework, context))
}

/** What else a response needs that has its headers set by the `writeHead` hook. */
function withWriteHead(response: NodeResponse, state: WriteHeadState, layer: Layer): ResponseState {
  completeBeforeOwnMethods(response, state)
  return response instanceof ServerResponse ? state : overStream(response, state, layer)
}

function checkCompiled(layer: Layer): void {
  if (layer.alone !== undefined) return
  throw new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    path: 'layer',
    expected: 'a compiled policy',
    received: layer,
    fix: 'Give compile(policy), made once, to protect(response, layer, framework, context).',
  })
}

/**
 * Puts the layer over the policy that `attach` has put on the stream of an HTTP/2 response; from now on, what the stream's head
 * says is the response's.
 */
function overStream(response: Http2ServerResponse, state: ResponseState, layer: Layer): ResponseState {
  const outer = stateOfStream(response.stream)
  if (outer === undefined) return state
  state.policy = layer.over(outer.policy)
  state.nonce = outer.nonce
  markStream(response.stream, state)
  return state
}

/**
 * `protect` for frameworks that swap the prototype of their responses: the hook goes onto the one that all responses inherit
 * from.
 */
export function protectSwapped<Context>(
  response: NodeResponse,
  layer: Layer,
  framework: Framework<Context>,
  context: Context,
): ResponseState {
  const record = recordOfSwapped(response)
  const before = stateOfSwapped(response, record)
  if (before !== undefined) return before.cover(layer, framework as Framework<unknown>, context)
  checkCompiled(layer)
  if (!(knowsNode && installBlockHookOnSwapped(response))) {
    const state = new WriteHeadState(installWriteHeadHookOnSwapped(response), layer, framework, context)
    return withWriteHead(response, setStateOfSwapped(response, record, state) as WriteHeadState, layer)
  }
  return setStateOfSwapped(response, record, new ResponseState(layer.alone, framework, context))
}

/** The response's nonce, the same for every reader and for the header; made when it is first read. */
export function nonceOf(response: NodeResponse): string {
  const state = stateOf(response) ?? (response instanceof ServerResponse ? undefined : stateOfStream(response.stream))
  return state?.readNonce() ?? createNonce()
}

/** The context that the response was last marked with. */
export function contextOf(response: NodeResponse): unknown {
  return stateOf(response)?.context
}

/** Whether the policy in force on the response can bear a nonce. */
export function bearsNonce(response: NodeResponse): boolean {
  return stateOf(response)?.policy.bearsNonce === true
}

/** For frameworks that drop a header in a way that never reaches the response. */
export function dropHeader(response: NodeResponse, name: string): void {
  stateOf(response)?.drop(name.toLowerCase())
}

import { ServerResponse } from 'node:http'
import type { Http2ServerResponse } from 'node:http2'
import type { CompiledPolicy } from '../compiled-policy.js'
import { answerCopies } from '../copies.js'
import { aloneOf, type Layer } from '../layer.js'
import { type Framework, ResponseState } from '../response-state.js'
import { borneNonceOf } from './borne-nonce.js'
import { inheritsBlockHook, installBlockHook, installBlockHookOnSwapped, takesBlock } from './hooks/block-hook.js'
import { recordOfSwapped } from './hooks/header-record.js'
import { completeBeforeOwnMethods } from './hooks/own-methods.js'
import { knowsNode } from './hooks/self-test.js'
import { markStream, stateOfStream } from './hooks/stream-head.js'
import { setStateOfSwapped, stateOfSwapped } from './hooks/swapped-state.js'
import { installWriteHeadHook, installWriteHeadHookOnSwapped } from './hooks/write-head-hook.js'
import { WriteHeadState } from './hooks/write-head-state.js'
import { type NodeResponse, setState, stateOf } from './marked.js'

// Not beside `nonceOf`, which most apps never call: a bundler leaves out a module of which nothing is used.
answerCopies(borneNonceOf)

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
  const policy = aloneOf(layer)
  if (!(knowsNode && takesBlock(response))) return protectByWriteHead(response, layer, policy, framework, context)
  // In a process with Express, every response inherits the hook.
  if (!inheritsBlockHook(response)) installBlockHook(response)
  return setState(response, new ResponseState(policy, framework, context))
}

// A function of its own: V8 inlines `protect` as long as it is small.
function protectByWriteHead<Context>(
  response: NodeResponse,
  layer: Layer,
  policy: CompiledPolicy,
  framework: Framework<Context>,
  context: Context,
): ResponseState {
  const state = new WriteHeadState(installWriteHeadHook(response), policy, framework, context)
  return withWriteHead(response, setState(response, state) as WriteHeadState, layer)
}

/** What else a response needs that has its headers set by the `writeHead` hook. */
function withWriteHead(response: NodeResponse, state: WriteHeadState, layer: Layer): ResponseState {
  completeBeforeOwnMethods(response, state)
  return response instanceof ServerResponse ? state : overStream(response, state, layer)
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
  const policy = aloneOf(layer)
  if (!(knowsNode && installBlockHookOnSwapped(response))) {
    const state = new WriteHeadState(installWriteHeadHookOnSwapped(response), policy, framework, context)
    return withWriteHead(response, setStateOfSwapped(response, record, state) as WriteHeadState, layer)
  }
  return setStateOfSwapped(response, record, new ResponseState(policy, framework, context))
}

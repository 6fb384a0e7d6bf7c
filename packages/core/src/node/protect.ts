import type { Layer } from '../compile.js'
import { createNonce } from '../nonce.js'
import { type Framework, ResponseState } from '../response-state.js'
import { inheritsBlockHook, installBlockHook, installOnPrototype, isPlain } from './block-hook.js'
import { type NodeResponse, setState, setStateInRecord, stateOf } from './marked.js'
import { blockHookWorks } from './self-test.js'
import { installWriteHeadHook } from './write-head-hook.js'

const useBlocks = blockHookWorks()

/**
 * Marks a response: its head will have the layer's headers, whoever writes it and whenever.
 *
 * A response that is marked already gets the layer over what is in force. `context` is handed back to `framework` when it is asked.
 */
export function protect<Context>(response: NodeResponse, layer: Layer, framework: Framework<Context>, context: Context): void {
  const state = stateOf(response)
  if (state !== undefined) {
    state.cover(layer, framework as Framework<unknown>, context)
    return
  }
  const fresh = new ResponseState(layer.alone, framework as Framework<unknown>, context)
  if (useBlocks && isPlain(response)) {
    if (inheritsBlockHook(response)) {
      setStateInRecord(response, fresh)
      return
    }
    installBlockHook(response)
  } else installWriteHeadHook(response)
  setState(response, fresh)
}

/**
 * Prepares the responses of a framework that gives them a prototype of its own, so that marking one adds nothing to it. Call it for each
 * response before `protect`; only the first call of a prototype does anything.
 */
export function sharePrototype(response: NodeResponse): void {
  if (useBlocks && isPlain(response) && !inheritsBlockHook(response)) installOnPrototype(response)
}

/** The response's nonce, the same for every reader and for the header; made when it is first read. */
export function nonceOf(response: NodeResponse): string {
  return stateOf(response)?.readNonce() ?? createNonce()
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

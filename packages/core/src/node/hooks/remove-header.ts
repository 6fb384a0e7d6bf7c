import { OutgoingMessage, ServerResponse } from 'node:http'
import { stateOf } from '../marked.js'
import { headersSent } from './headers-sent.js'
import { hasHeader } from './look-alike.js'
import { WriteHeadState } from './write-head-state.js'

const { removeHeader: nodeRemoveHeader } = ServerResponse.prototype

/**
 * Whether all responses may inherit the method: not where somebody else has put one on their prototype before this package, and
 * may take it back.
 */
export const mayInheritRemoveHeader = !Object.hasOwn(ServerResponse.prototype, 'removeHeader')

/** `removeHeader` of a response that is marked: it tells the policy. */
export function removeHeader(this: ServerResponse, name: string): void {
  const state = tell(this, name)
  if (state instanceof WriteHeadState) state.original.removeHeader?.call(this, name)
  else nodeRemoveHeader.call(this, name)
}

/** The `removeHeader` that every response inherits; one that has a method of its own may come here too. */
export function inheritedRemoveHeader(this: ServerResponse, name: string): void {
  tell(this, name)
  OutgoingMessage.prototype.removeHeader.call(this, name)
}

/**
 * What is set to nothing after it was removed is not dropped: from Node 22, `writeHead` removes each name of an array before it
 * appends it, where the response has headers. `keys` may name others too.
 */
export function keepWhatIsSetToNothing(dropped: Set<string>, keys: readonly string[]): void {
  for (const key of keys) dropped.delete(key)
}

function tell(response: ServerResponse, name: string): unknown {
  const state = stateOf(response)
  // What is not a name is Node's to refuse.
  if (state !== undefined && typeof name === 'string' && !headersSent(response)) {
    if (state.dropped !== undefined || state.concerns(name)) state.removed(name.toLowerCase(), hasHeader(response, name))
  }
  return state
}

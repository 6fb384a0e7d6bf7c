import { ServerResponse } from 'node:http'
import { headersSent } from './headers-sent.js'
import { stateOf } from './marked.js'
import { WriteHeadState } from './write-head-state.js'

const { removeHeader: nodeRemoveHeader } = ServerResponse.prototype

/** `removeHeader` of a response that is marked: it tells the policy. */
export function removeHeader(this: ServerResponse, name: string): void {
  const state = stateOf(this)
  if (state !== undefined && !headersSent(this)) {
    if (state.dropped !== undefined || state.concerns(name)) state.removed(name.toLowerCase(), this.hasHeader(name))
  }
  if (state instanceof WriteHeadState) state.original.removeHeader.call(this, name)
  else nodeRemoveHeader.call(this, name)
}

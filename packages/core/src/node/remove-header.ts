import { ServerResponse } from 'node:http'
import { stateOf } from './marked.js'
import { WriteHeadState } from './write-head-state.js'

const { removeHeader: nodeRemoveHeader } = ServerResponse.prototype

const keys = new Map<string, string>()
const MOST_KEYS = 256

/** A header's name in lower case. Apps remove the same few again and again, and each lower-casing is a new string that has to be hashed. */
function keyOf(name: string): string {
  const known = keys.get(name)
  if (known !== undefined) return known
  const key = name.toLowerCase()
  if (keys.size < MOST_KEYS) keys.set(name, key)
  return key
}

/** `removeHeader` of a response that is marked: it tells the policy. */
export function removeHeader(this: ServerResponse, name: string): void {
  const state = stateOf(this)
  if (state !== undefined && !this.headersSent) {
    const key = keyOf(name)
    if (state.dropped !== undefined || state.concerns(key)) state.removed(key, this.hasHeader(name))
  }
  if (state instanceof WriteHeadState) state.original.removeHeader.call(this, name)
  else nodeRemoveHeader.call(this, name)
}

import { ServerResponse } from 'node:http'
import type { NodeResponse } from '../marked.js'
import { refuseOfOtherFramework, takesHeaders } from './look-alike.js'
import { Socket } from './socket.js'
import { completeHead } from './write-head-hook.js'
import type { WriteHeadState } from './write-head-state.js'

const { write, end } = ServerResponse.prototype
const METHODS: readonly [name: 'write' | 'end', nodes: unknown][] = [
  ['write', write],
  ['end', end],
]

/**
 * Makes a response without a socket of its own set its headers before a `write` or `end` that is not Node's: mocks, and those who
 * make a `Response` from what is written, read the headers back and never ask for a head. Throws where
 * it is no response at all, but what another framework hands to its own middleware.
 */
export function completeBeforeOwnMethods(response: NodeResponse, state: WriteHeadState): void {
  if (hasSocket(response)) return
  if (!takesHeaders(response)) {
    refuseOfOtherFramework(response, state.context)
    return
  }
  for (const [name, nodes] of METHODS) {
    const method: unknown = Reflect.get(response, name)
    if (typeof method !== 'function' || method === nodes) continue
    Reflect.set(response, name, function (this: unknown, ...args: unknown[]) {
      completeHead(response, state)
      return Reflect.apply(method, this, args)
    })
  }
}

/** A response of HTTP/2 is not asked for its socket: that would make a proxy. */
function hasSocket(response: NodeResponse): boolean {
  if (!(response instanceof ServerResponse) && 'stream' in response) return true
  return Reflect.get(response, 'socket') instanceof Socket
}

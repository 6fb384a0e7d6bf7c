import { ServerResponse } from 'node:http'
import type { CompiledPolicy } from '../../compiled-policy.js'
import type { NodeResponse } from '../marked.js'
import { ofOtherFramework } from '../of-other-framework.js'

// What only looks like a response may lack any method: mocks, and what engine.io hands to middleware for a WebSocket.

/** Whether there is a way to give it headers at all. */
export function takesHeaders(response: NodeResponse): boolean {
  return response instanceof ServerResponse || typeof response.setHeader === 'function'
}

/**
 * Throws for what frameworks hand to middleware that is not theirs: a `next`, a reply of Fastify, a response of fetch, or, as a
 * plugin, Fastify's instance.
 */
export function refuseOfOtherFramework(response: object, context: unknown): void {
  const isOther =
    typeof response === 'function' ||
    'raw' in response ||
    'arrayBuffer' in response ||
    typeof Object(context).addHook === 'function'
  if (!isOther) return
  throw ofOtherFramework('response', 'a response of node:http or node:http2', response)
}

/**
 * The names of the headers that are set. A response that does not list them is asked for each one that matters, as it may be
 * spelled.
 */
export function headerNamesOf(response: NodeResponse, { lines, watched }: CompiledPolicy): readonly string[] {
  const getHeaderNames: unknown = Reflect.get(response, 'getHeaderNames')
  if (typeof getHeaderNames === 'function') return Reflect.apply(getHeaderNames, response, [])
  if (typeof response.getHeader !== 'function') return []
  const names = [...lines.flatMap(({ name, key }) => [name, key]), ...watched.stripped, 'Content-Type', 'content-type']
  return names.filter((name) => response.getHeader(name) !== undefined)
}

export function hasHeader(response: NodeResponse, name: string): boolean {
  return typeof response.hasHeader === 'function' ? response.hasHeader(name) : response.getHeader?.(name) !== undefined
}

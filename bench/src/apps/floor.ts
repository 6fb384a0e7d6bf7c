import { OutgoingMessage, type ServerResponse } from 'node:http'
import { Secure } from '@secure/core'
import { cspOf, LOWER_CASE_HEADERS, overrideOptions, PEER_HEADERS, PEER_POLICY } from './policies.js'

interface Internals {
  _storeHeader(statusLine: string, headers: unknown): void
}

const { _storeHeader: nodeStoreHeader } = OutgoingMessage.prototype as unknown as Internals

function toBlock(headers: readonly (readonly [name: string, value: string])[]): string {
  return headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
}

function joining(block: string): Internals['_storeHeader'] {
  return function storeHeader(this: Internals, statusLine, headers) {
    nodeStoreHeader.call(this, statusLine + block, headers)
  }
}

/** Marks a response in the cheapest way there is: the block is joined to the status line, and nothing is looked at. */
function floorOf(headers: Readonly<Record<string, string>>): (response: ServerResponse) => void {
  const storeHeader = joining(toBlock(Object.entries(headers)))
  return (response) => {
    ;(response as unknown as Internals)._storeHeader = storeHeader
  }
}

/** The least that can be done. */
export const floor = floorOf(Object.fromEntries(PEER_HEADERS))

/** The same with as many bytes as the policy of 8 KB. */
export const floorOf8K = floorOf(new Secure(cspOf(8192)).headers())

/** The least that a route of its own can cost: a function and a text that no other route has. */
export const floorOfRoute = (index: number) => floorOf(new Secure({ ...PEER_POLICY, ...overrideOptions(index) }).headers())

/** The same for all responses of a prototype: adding to one of Express's costs more than the block. */
export function shareFloor(prototype: object): void {
  const value = joining(toBlock(PEER_HEADERS))
  Object.defineProperty(prototype, '_storeHeader', { value, writable: true, configurable: true })
}

/** What a careful person writes by hand. */
export function setByHand(response: ServerResponse): void {
  for (const [name, value] of LOWER_CASE_HEADERS) response.setHeader(name, value)
}

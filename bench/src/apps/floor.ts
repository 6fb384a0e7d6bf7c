import { OutgoingMessage, type ServerResponse } from 'node:http'
import { Secure } from '@secure/core'
import { cspOf, LOWER_CASE_HEADERS, overrideOptions, PEER_HEADERS, PEER_POLICY } from './policies.js'

interface Internals {
  _storeHeader(statusLine: string, headers: unknown): void
}

const BLOCK = toBlock(PEER_HEADERS)
const { _storeHeader: nodeStoreHeader } = OutgoingMessage.prototype as unknown as Internals

function toBlock(headers: readonly (readonly [name: string, value: string])[]): string {
  return headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
}

function joining(block: string): Internals['_storeHeader'] {
  return function storeHeader(this: Internals, statusLine, headers) {
    nodeStoreHeader.call(this, statusLine + block, headers)
  }
}

const storeHeader = joining(BLOCK)
const storeHeaderOf8K = joining(toBlock(Object.entries(new Secure(cspOf(8192)).headers())))

/** The same for all responses of a prototype: to add to one of Express's costs more than the block. */
export function shareFloor(prototype: object): void {
  Object.defineProperty(prototype, '_storeHeader', { value: storeHeader, writable: true, configurable: true })
}

/** The least that can be done: the block is joined to the status line, and nothing is looked at. */
export function floor(response: ServerResponse): void {
  ;(response as unknown as Internals)._storeHeader = storeHeader
}

/** The least that a route of its own can cost: a function and a text that no other route has. */
export function floorOfRoute(index: number): (response: ServerResponse) => void {
  const own = joining(toBlock(Object.entries(new Secure({ ...PEER_POLICY, ...overrideOptions(index) }).headers())))
  return (response) => {
    ;(response as unknown as Internals)._storeHeader = own
  }
}

/** The same with as many bytes as the policy of 8 KB. */
export function floorOf8K(response: ServerResponse): void {
  ;(response as unknown as Internals)._storeHeader = storeHeaderOf8K
}

/** What a careful person writes by hand. */
export function setByHand(response: ServerResponse): void {
  for (const [name, value] of LOWER_CASE_HEADERS) response.setHeader(name, value)
}

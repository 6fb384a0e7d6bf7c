import { OutgoingMessage, type ServerResponse } from 'node:http'
import { Secure } from '@secure/core'
import { cspOf, LOWER_CASE_HEADERS, PEER_HEADERS } from './policies.js'

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

/** The least that can be done: the block is joined to the status line, and nothing is looked at. */
export function floor(response: ServerResponse): void {
  ;(response as unknown as Internals)._storeHeader = storeHeader
}

/** The same with as many bytes as the policy of 8 KB. */
export function floorOf8K(response: ServerResponse): void {
  ;(response as unknown as Internals)._storeHeader = storeHeaderOf8K
}

/** What a careful person writes by hand. */
export function setByHand(response: ServerResponse): void {
  for (const [name, value] of LOWER_CASE_HEADERS) response.setHeader(name, value)
}

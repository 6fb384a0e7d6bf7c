import { OutgoingMessage, type ServerResponse } from 'node:http'
import { PEER_HEADERS } from './policies.js'

interface Internals {
  _storeHeader(statusLine: string, headers: unknown): void
}

const BLOCK = PEER_HEADERS.map(([name, value]) => `${name}: ${value}\r\n`).join('')
const { _storeHeader: nodeStoreHeader } = OutgoingMessage.prototype as unknown as Internals

function storeHeader(this: Internals, statusLine: string, headers: unknown): void {
  nodeStoreHeader.call(this, statusLine + BLOCK, headers)
}

/** The least that can be done: the block is joined to the status line, and nothing is looked at. */
export function floor(response: ServerResponse): void {
  ;(response as unknown as Internals)._storeHeader = storeHeader
}

const LOWER = PEER_HEADERS.map(([name, value]) => [name.toLowerCase(), value] as const)

/** What a careful person writes by hand. */
export function setByHand(response: ServerResponse): void {
  for (const [name, value] of LOWER) response.setHeader(name, value)
}

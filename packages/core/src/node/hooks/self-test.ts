import { type IncomingMessage, OutgoingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { warn } from '../../warn.js'
import { recordIsKnown } from './header-record.js'

type Head = (response: ServerResponse) => void

interface Internals {
  _storeHeader(statusLine: string, headers: unknown): void
}

/** The ways to write a head that end in `_storeHeader` with an argument of its own shape. */
const HEADS: readonly Head[] = [
  (response) => response.setHeader('X-Own', 'a'),
  (response) => response.writeHead(200, { 'X-Own': 'a' }),
  (response) => response.writeHead(200, ['X-Own', 'a']),
]

/**
 * Whether this version of Node keeps its headers, and lets a block be joined to the status line, as earlier ones do: writes real
 * heads through throw-away responses and reads the bytes, once. Where it does not, headers are set by documented methods only.
 *
 * `SECURE_HOOK=writeHead` says no; the tests run everything both ways.
 */
export const knowsNode = test()

function test(): boolean {
  if (process.env.SECURE_HOOK === 'writeHead') return false
  if (recordIsKnown && HEADS.every(passes)) return true
  warn(
    'SECURE_FALLBACK',
    `${runtime()}, or what has patched its responses, writes heads in an unknown way; Secure sets headers one by one, which is slower and just as safe.`,
  )
  return false
}

function runtime(): string {
  const { bun, node } = process.versions
  return bun === undefined ? `Node v${node}` : `Bun ${bun}`
}

function passes(head: Head): boolean {
  try {
    const bytes = write(head)
    // Agents that have patched responses may add headers of their own.
    const isWhole = bytes.startsWith('HTTP/1.1 200 OK\r\nX-Block: b\r\n') && bytes.indexOf('\r\n\r\n') === bytes.length - 4
    const lines = bytes.split('\r\n')
    return isWhole && ['X-Block: b', 'X-Own: a'].every((own) => lines.filter((line) => line === own).length === 1)
  } catch {
    return false
  }
}

/** What reaches the socket when a block is joined to the status line. */
function write(head: Head): string {
  let bytes = ''
  // As little as Node and those who patch it ask of them: making real ones takes a tenth of the import.
  const socket = {
    writable: true,
    on() {},
    write(chunk: unknown) {
      bytes += chunk
      return true
    },
  } as unknown as Socket
  const request = { method: 'GET', url: '/', headers: {}, httpVersionMajor: 1, httpVersionMinor: 1, socket }
  const response = new ServerResponse(request as IncomingMessage)
  const { _storeHeader: original } = OutgoingMessage.prototype as unknown as Internals
  Object.assign(response, {
    _storeHeader(statusLine: string, headers: unknown) {
      original.call(response, `${statusLine}X-Block: b\r\n`, headers)
    },
  })
  response.sendDate = false
  response.assignSocket(socket)
  head(response)
  response.flushHeaders()
  return bytes
}

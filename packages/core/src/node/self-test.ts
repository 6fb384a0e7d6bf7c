import { IncomingMessage, OutgoingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Writable } from 'node:stream'
import { warn } from '../warn.js'

type Head = (response: ServerResponse) => void

/** The ways to write a head that end in `_storeHeader` with an argument of its own shape. */
const HEADS: readonly Head[] = [
  (response) => response.setHeader('X-Own', 'a'),
  (response) => response.writeHead(200, { 'X-Own': 'a' }),
  (response) => response.writeHead(200, ['X-Own', 'a']),
]

const BLOCK = 'X-Block: b\r\n'

/**
 * Whether this Node lets a block be joined to the status line: writes real heads through throw-away responses and compares the bytes.
 *
 * `SECURE_HOOK=writeHead` says no; the tests run everything both ways.
 */
export function blockHookWorks(): boolean {
  if (process.env.SECURE_HOOK === 'writeHead') return false
  if (HEADS.every(passes)) return true
  warn(
    'SECURE_FALLBACK',
    `Node ${process.version} writes response heads in an unknown way; Secure sets headers one by one, which is slower and just as safe.`,
  )
  return false
}

function passes(head: Head): boolean {
  try {
    const bare = write(head, (response) => response)
    const joined = write(head, (response) => {
      const { _storeHeader: original } = OutgoingMessage.prototype as unknown as {
        _storeHeader: (statusLine: string, headers: unknown) => void
      }
      return Object.assign(response, {
        _storeHeader(statusLine: string, headers: unknown) {
          original.call(response, statusLine + BLOCK, headers)
        },
      })
    })
    return bare.includes('X-Own: a\r\n') && joined === bare.replace('\r\n', `\r\n${BLOCK}`)
  } catch {
    return false
  }
}

function write(head: Head, prepare: (response: ServerResponse) => ServerResponse): string {
  let bytes = ''
  const socket = new Writable({
    write(chunk, _encoding, done) {
      bytes += chunk
      done()
    },
  }) as Socket
  const request = new IncomingMessage(socket)
  Object.assign(request, { method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 })
  const response = prepare(new ServerResponse(request))
  response.sendDate = false
  response.assignSocket(socket)
  head(response)
  response.end('body')
  return bytes
}

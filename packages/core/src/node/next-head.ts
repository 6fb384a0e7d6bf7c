import type { Socket } from 'node:net'
import { PLAIN } from '../line.js'
import type { ResponseState } from '../response-state.js'
import type { ServerContext } from './no-framework.js'

export interface HttpSocket extends Socket {
  /** The response in progress; `_headerSent` is whether its head was written, not whether that is decided. */
  readonly _httpMessage?: {
    readonly _header: string | null
    readonly _headerSent: boolean
    readonly writableEnded: boolean
  } | null
}

/** How a response begins; 100 and 103 are none yet. */
const BEGINNING = /^HTTP\/1\.\d [2-9]\d\d/
const EXAMPLE = 'HTTP/1.1 400'
const INTERIM = /^HTTP\/1\.\d 1\d\d/
const END = /\r?\n\r?\n/

type Callback = (error?: Error | null) => void

const waiting = new WeakSet<Socket>()

/**
 * Adds the headers to the next response that somebody writes to the socket himself, in however many pieces: its head is held back
 * until its end is known. What is no response stays as it is, and so does what a response of Node writes, known by its own head.
 */
export function fillNextHead(socket: HttpSocket, state: ResponseState<ServerContext>): void {
  if (waiting.has(socket)) return
  waiting.add(socket)
  const { write, end } = socket
  const callbacks: Callback[] = []
  let held = ''

  function release(text: string): void {
    waiting.delete(socket)
    Object.assign(socket, { write, end })
    if (held === '') return
    write.call(socket, Buffer.from(text, 'latin1'), undefined, (error) => {
      for (const callback of callbacks) callback(error)
    })
  }

  function isOfNode(chunk: unknown, text: string): boolean {
    const head = socket._httpMessage?._header
    return Boolean(head) && (typeof chunk === 'string' ? chunk : text).startsWith(String(head))
  }

  /** Whether the chunk is held, or written with what was held; otherwise it is to be written as it is. */
  function takes(chunk: unknown, encoding: unknown, callback: Callback | undefined): boolean {
    const text = textOf(chunk, encoding)
    if (text === undefined || isOfNode(chunk, text)) release(held)
    else if (held !== '' || !INTERIM.test(text)) {
      const all = held + text
      if (!BEGINNING.test(all + EXAMPLE.slice(all.length))) release(held)
      else {
        held = all
        if (callback !== undefined) callbacks.push(callback)
        if (END.test(held)) release(fillHead(held, state))
        return true
      }
    }
    return false
  }

  Object.assign(socket, {
    write(chunk: unknown, ...rest: unknown[]) {
      if (takes(chunk, rest[0], rest.find(isCallback))) return true
      return Reflect.apply(write, socket, [chunk, ...rest])
    },
    end(...args: unknown[]) {
      const [chunk, encoding] = args
      if (chunk === undefined || chunk === null || isCallback(chunk) || !takes(chunk, encoding, undefined)) {
        if (waiting.has(socket)) release(held)
        return Reflect.apply(end, socket, args)
      }
      if (waiting.has(socket)) release(held)
      return Reflect.apply(end, socket, args.filter(isCallback))
    },
  })
}

function isCallback(argument: unknown): argument is Callback {
  return typeof argument === 'function'
}

/** A byte a character; what is neither text nor bytes is Node's to refuse. */
function textOf(chunk: unknown, encoding: unknown): string | undefined {
  if (typeof chunk === 'string') {
    return Buffer.from(chunk, Buffer.isEncoding(String(encoding)) ? (encoding as BufferEncoding) : 'utf8').toString('latin1')
  }
  return chunk instanceof Uint8Array ? Buffer.from(chunk).toString('latin1') : undefined
}

/** A response's text with the policy's headers behind the status line, and without those the policy strips. */
export function fillHead(text: string, state: ResponseState<ServerContext>): string {
  const [head = ''] = text.split(END, 1)
  const [statusLine, ...lines] = head.split(/\r?\n/)
  const keyOf = (line: string) => line.slice(0, line.indexOf(':')).toLowerCase()
  const kept = lines.filter((line) => !state.policy.watched.strips(keyOf(line)))
  const fields = state.fields(PLAIN, new Set(kept.map(keyOf))).map(([name, value]) => `${name}: ${value}`)
  return [statusLine, ...fields, ...kept, text.slice(head.length).replace(END, '\r\n')].join('\r\n')
}

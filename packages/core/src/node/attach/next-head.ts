import type { Socket } from 'node:net'
import { WITHOUT_NONCE } from '../../line.js'
import type { ResponseState } from '../../response-state.js'
import { stateOf } from '../marked.js'
import type { ServerContext } from './no-framework.js'

export interface HttpSocket extends Socket {
  /** The response in progress; `_headerSent` says whether its head was written, not whether it is decided. */
  readonly _httpMessage?: {
    readonly _header: string | null
    readonly _headerSent: boolean
    readonly writableEnded: boolean
  } | null
}

/** How a head begins. */
const BEGINNING = /^HTTP\/1\.\d [1-9]\d\d/
const EXAMPLE = 'HTTP/1.1 400'
/** 100 and 103 come before a response. */
const INTERIM = /^HTTP\/1\.\d 1\d\d/
const END = /\r?\n\r?\n/

type Callback = (error?: Error | null) => void

const waiting = new WeakSet<Socket>()

/**
 * Adds the headers to the next response that somebody writes to the socket directly, in however many pieces: its head is held
 * back until its end is known. What is not a response stays as it is, and so does what a marked response of Node writes, which is
 * known by its own head.
 */
export function fillNextHead(socket: HttpSocket, state: ResponseState<ServerContext>): void {
  if (waiting.has(socket)) return
  waiting.add(socket)
  const { write, end } = socket
  const callbacks: Callback[] = []
  let held = ''

  function put(text: string): void {
    if (text === '') return
    const due = callbacks.splice(0)
    write.call(socket, Buffer.from(text, 'latin1'), undefined, (error) => {
      for (const callback of due) callback(error)
    })
  }

  function release(text: string): void {
    waiting.delete(socket)
    Object.assign(socket, { write, end })
    put(text)
  }

  function hasHeaders(chunk: unknown, text: string): boolean {
    const { _httpMessage: message } = socket
    if (!message?._header || stateOf(message) === undefined) return false
    return (typeof chunk === 'string' ? chunk : text).startsWith(message._header)
  }

  /** Whether the chunk is held, or written with what was held; otherwise it is to be written as it is. */
  function takes(chunk: unknown, encoding: unknown, callback: Callback | undefined): boolean {
    const text = textOf(chunk, encoding)
    const all = held + text
    if (text === undefined || hasHeaders(chunk, text) || !BEGINNING.test(all + EXAMPLE.slice(all.length))) {
      release(held)
      return false
    }
    if (callback !== undefined) callbacks.push(callback)
    const [before, rest] = afterInterim(all)
    held = rest
    if (END.test(rest)) release(before + fillHead(rest, state))
    else put(before)
    return true
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

/** What has been written so far, cut after the interim heads that it begins with. */
function afterInterim(text: string): [before: string, rest: string] {
  let at = 0
  for (let rest = text; INTERIM.test(rest); rest = text.slice(at)) {
    const end = END.exec(rest)
    if (end === null) break
    at += end.index + end[0].length
  }
  return [text.slice(0, at), text.slice(at)]
}

function isCallback(argument: unknown): argument is Callback {
  return typeof argument === 'function'
}

/** One character per byte; what is neither text nor bytes is Node's to refuse. */
function textOf(chunk: unknown, encoding: unknown): string | undefined {
  if (typeof chunk === 'string') {
    return Buffer.from(chunk, Buffer.isEncoding(String(encoding)) ? (encoding as BufferEncoding) : 'utf8').toString('latin1')
  }
  return chunk instanceof Uint8Array ? Buffer.from(chunk).toString('latin1') : undefined
}

/** A response's text with the policy's headers after the status line, and without those that the policy strips. */
export function fillHead(text: string, state: ResponseState<ServerContext>): string {
  const [head = ''] = text.split(END, 1)
  const [statusLine, ...lines] = head.split(/\r?\n/)
  const keyOf = (line: string) => line.slice(0, line.indexOf(':')).toLowerCase()
  const kept = lines.filter((line) => !state.policy.watched.strips(keyOf(line)))
  const fields = state.fields(WITHOUT_NONCE, new Set(kept.map(keyOf))).map(([name, value]) => `${name}: ${value}`)
  return [statusLine, ...fields, ...kept, text.slice(head.length).replace(END, '\r\n')].join('\r\n')
}

import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { PLAIN } from '../compiled-policy.js'
import { ResponseState } from '../response-state.js'
import type { NodeServer } from './attach.js'
import { attachedLayers } from './attached-layers.js'
import { noFramework, type ServerContext } from './no-framework.js'

/** The status that Node gives to an error of its parser: https://github.com/nodejs/node/blob/main/lib/_http_server.js */
const STATUS_OF: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

interface HttpSocket extends Socket {
  /** The response in progress; whether its head was written, not whether that is decided. */
  readonly _httpMessage?: { readonly _headerSent: boolean } | null
}

/** Answers what the parser refuses, or has the user's own listener answer it with the headers. */
export function onClientError(this: NodeServer, error: Error & { code?: string }, socket: HttpSocket): void {
  const layer = attachedLayers.get(this)
  if (layer === undefined) return
  const state = new ResponseState<ServerContext>(layer.alone, noFramework, { socket })
  // Counted now, so that listeners added after attach() count too.
  if (this.listeners('clientError').some((listener) => !(OURS in listener))) {
    if (socket._httpMessage?._headerSent) return
    const restore = fillNextHead(socket, state)
    // A response in progress has headers of its own: what is written later must not be taken for the listener's answer.
    if (socket._httpMessage) process.nextTick(restore)
    return
  }
  // Node's own answer disappears as soon as there is a listener, so it is given here.
  if (socket.writable && !socket._httpMessage?._headerSent) {
    const status = STATUS_OF[error.code ?? ''] ?? 400
    socket.write(fillHead(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`, state))
  }
  socket.destroy(error)
}

/** On the listener of each copy of this package: they answer, and do not wait for each other. */
const OURS = Symbol.for('@secure/core/clientError')
Object.assign(onClientError, { [OURS]: true })

/** Lets the user's listener decide what to answer, and adds the headers to it when it is a response. Returns what leaves it alone again. */
function fillNextHead(socket: Socket, state: ResponseState<ServerContext>): () => void {
  const { write, end } = socket
  const restore = () => Object.assign(socket, { write, end })
  const fill = (chunk: unknown) => {
    restore()
    const text = typeof chunk === 'string' ? chunk : chunk instanceof Uint8Array ? Buffer.from(chunk).toString('latin1') : ''
    if (!/^HTTP\/1\.\d \d{3}/.test(text)) return chunk
    return typeof chunk === 'string' ? fillHead(text, state) : Buffer.from(fillHead(text, state), 'latin1')
  }
  Object.assign(socket, {
    write: (chunk: unknown, ...rest: unknown[]) => Reflect.apply(write, socket, [fill(chunk), ...rest]),
    end: (chunk: unknown, ...rest: unknown[]) => Reflect.apply(end, socket, [fill(chunk), ...rest]),
  })
  return restore
}

/** A response's text with the policy's headers behind the status line, and without those the policy strips. */
function fillHead(text: string, state: ResponseState<ServerContext>): string {
  const end = text.indexOf('\r\n\r\n')
  const [statusLine, ...lines] = (end === -1 ? text : text.slice(0, end)).split('\r\n')
  const keyOf = (line: string) => line.slice(0, line.indexOf(':')).toLowerCase()
  const kept = lines.filter((line) => !state.policy.watched.strips(keyOf(line)))
  const fields = state.fields(PLAIN, new Set(kept.map(keyOf))).map(([name, value]) => `${name}: ${value}`)
  return [statusLine, ...fields, ...kept].join('\r\n') + (end === -1 ? '' : text.slice(end))
}

import { subscribe } from 'node:diagnostics_channel'
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type {
  Http2SecureServer,
  Http2Server,
  Http2ServerRequest,
  Http2ServerResponse,
  IncomingHttpHeaders,
  ServerHttp2Stream,
} from 'node:http2'
import type { Server as HttpsServer } from 'node:https'
import type { Socket } from 'node:net'
import { compile, Layer } from '../compile.js'
import { PLAIN } from '../compiled-policy.js'
import { SecureHeadersError } from '../errors.js'
import type { SecureOptions } from '../options.js'
import { type Framework, ResponseState } from '../response-state.js'
import type { Secure } from '../secure.js'
import { stateOf } from './marked.js'
import { pathOf } from './path-of.js'
import { protect } from './protect.js'
import { markStream } from './stream-head.js'

// biome-ignore-start lint/suspicious/noExplicitAny: a server with request and response classes of its own is one too.
/** A server of node:http, node:https or node:http2. */
export type NodeServer = Server<any, any> | HttpsServer<any, any> | Http2Server<any, any> | Http2SecureServer<any, any>
// biome-ignore-end lint/suspicious/noExplicitAny: see above.

interface ServerContext {
  readonly socket: Socket | null
  readonly method?: string | undefined
  readonly url?: string | undefined
}

const server: Framework<ServerContext> = {
  isSecure: ({ socket }) => socket !== null && 'encrypted' in socket && socket.encrypted === true,
  route: ({ method, url }) => `${method} ${pathOf(url)}`,
}

const layers = new WeakMap<object, Layer>()
/** The attachment that is in force: one policy may be attached twice. */
const attachments = new WeakMap<object, object>()
let subscribed = false

/**
 * Puts the policy on every response of a server, also on those that no middleware ever sees: parser errors (400, 413, 431), a
 * missing Host, 417, 408, 503 while closing. It is the outermost policy: middleware of the same server goes over it.
 *
 * Attaching again replaces the policy. Returns a function that detaches. Throws `SecureHeadersError`.
 */
export function attach(target: NodeServer, policy: Secure | SecureOptions | Layer = {}): () => void {
  if (!isServer(target)) {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_TYPE',
      path: 'server',
      expected: 'a server of node:http, node:https or node:http2',
      received: target,
      fix: 'Give what app.listen() or createServer() returns, not the app.',
    })
  }
  const layer = policy instanceof Layer ? policy : compile(policy)
  const attachment = {}
  attachments.set(target, attachment)
  layers.set(target, layer)
  // Published before Node itself answers a missing Host, an unknown Expect or a request too many, and needs no
  // listener on the server.
  if (!subscribed) subscribe('http.server.request.start', onRequestStart)
  subscribed = true
  // Asked of the server, because whoever restarts an app on it may have taken its listeners away.
  if (!target.listeners('clientError').includes(onClientError)) target.prependListener('clientError', onClientError)
  if ('updateSettings' in target && !target.listeners('stream').includes(onHttp2Stream)) watchHttp2(target)
  return () => {
    if (attachments.get(target) !== attachment) return
    attachments.delete(target)
    layers.delete(target)
    target.removeListener('clientError', onClientError)
    target.removeListener('stream', onHttp2Stream)
    target.removeListener('request', onHttp2Request)
    target.removeListener('newListener', onNewListener)
  }
}

/** Apps emit events too, but have no address. */
function isServer(target: unknown): boolean {
  const { prependListener, address } = (target ?? {}) as Partial<Server>
  return typeof prependListener === 'function' && typeof address === 'function'
}

function onRequestStart(message: unknown): void {
  const { request, response, server: target } = message as { request: IncomingMessage; response: ServerResponse; server: Server }
  const layer = layers.get(target)
  if (layer !== undefined) protect(response, layer, server, request)
}

function watchHttp2(target: Http2Server | Http2SecureServer): void {
  target.prependListener('stream', onHttp2Stream)
  // A first 'request' listener makes Node wrap every stream, so ours must not be the first.
  if (target.listenerCount('request') > 0) target.prependListener('request', onHttp2Request)
  else target.on('newListener', onNewListener)
}

function onNewListener(this: Http2Server, event: string): void {
  if (event !== 'request') return
  this.removeListener('newListener', onNewListener)
  this.prependListener('request', onHttp2Request)
}

function onHttp2Stream(this: Http2Server, stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
  const layer = layers.get(this)
  if (layer === undefined) return
  const context: ServerContext = { socket: stream.session?.socket ?? null, method: headers[':method'], url: headers[':path'] }
  markStream(stream, new ResponseState(layer.alone, server, context) as ResponseState)
}

/** Its handler may drop headers, so the response is marked as well, over what its stream has. */
function onHttp2Request(this: Http2Server, request: Http2ServerRequest, response: Http2ServerResponse): void {
  const layer = layers.get(this)
  // A secure server takes HTTP/1 too, and those responses have come by the channel.
  if (layer !== undefined && request.httpVersionMajor === 2 && stateOf(response) === undefined)
    protect(response, layer, server, request)
}

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

function onClientError(this: NodeServer, error: Error & { code?: string }, socket: HttpSocket): void {
  const layer = layers.get(this)
  if (layer === undefined) return
  const state = new ResponseState<ServerContext>(layer.alone, server, { socket })
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

/**
 * Lets the user's listener decide what to answer, and adds the headers to it when it is a response. Returns what
 * leaves it alone again.
 */
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

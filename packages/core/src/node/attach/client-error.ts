import { STATUS_CODES } from 'node:http'
import { ResponseState } from '../../response-state.js'
import type { NodeServer } from './attach.js'
import { attachedLayers } from './attached-layers.js'
import { fillHead, fillNextHead, type HttpSocket } from './next-head.js'
import { noFramework, type ServerContext } from './no-framework.js'

/** The status with which Node answers an error of its parser: https://github.com/nodejs/node/blob/main/lib/_http_server.js */
const STATUS_OF: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Answers what the parser refuses, or has the user's own listener answer it with the headers. */
export function onClientError(this: NodeServer, error: Error & { code?: string }, socket: HttpSocket): void {
  const layer = attachedLayers.get(this)
  if (layer === undefined) return
  const state = new ResponseState<ServerContext>(layer.alone, noFramework, { socket })
  // Counted now, so that listeners added after attach() count too.
  if (this.listeners('clientError').some((listener) => !(OURS in listener))) {
    // Within a response, what a listener writes is part of its body; after one, it is another response.
    const { _httpMessage: message } = socket
    if (!message?._headerSent || message.writableEnded) fillNextHead(socket, state)
    return
  }
  // Node's own answer disappears as soon as there is a listener, so it is given here.
  if (socket.writable && !socket._httpMessage?._headerSent) {
    const status = STATUS_OF[error.code ?? ''] ?? 400
    socket.write(fillHead(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`, state))
  }
  socket.destroy(error)
}

/** Set on the listener of each copy of this package: they answer, and do not wait for each other. */
const OURS = Symbol.for('@secure/core/clientError')
Object.assign(onClientError, { [OURS]: true })

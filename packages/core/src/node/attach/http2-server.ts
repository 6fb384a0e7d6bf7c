import type {
  Http2SecureServer,
  Http2Server,
  Http2ServerRequest,
  Http2ServerResponse,
  IncomingHttpHeaders,
  ServerHttp2Stream,
} from 'node:http2'
import { ResponseState } from '../../response-state.js'
import { markStream } from '../hooks/stream-head.js'
import { stateOf } from '../marked.js'
import { protect } from '../protect.js'
import { attachedLayers } from './attached-layers.js'
import { noFramework, type ServerContext } from './no-framework.js'

/**
 * Marks every stream and response of the server, for as long as a layer is attached to it. Adds its listeners once, and adds
 * again those that were taken away since.
 */
export function watchHttp2(target: Http2Server | Http2SecureServer): void {
  if (!target.listeners('stream').includes(onHttp2Stream)) target.prependListener('stream', onHttp2Stream)
  if (target.listeners('request').includes(onHttp2Request) || target.listeners('newListener').includes(onNewListener)) return
  // A first 'request' listener makes Node wrap every stream, so ours must not be the first.
  if (target.listenerCount('request') > 0) target.prependListener('request', onHttp2Request)
  else target.on('newListener', onNewListener)
}

export function unwatchHttp2(target: Http2Server | Http2SecureServer): void {
  target.removeListener('stream', onHttp2Stream)
  target.removeListener('request', onHttp2Request)
  target.removeListener('newListener', onNewListener)
}

function onNewListener(this: Http2Server, event: string): void {
  if (event !== 'request') return
  this.removeListener('newListener', onNewListener)
  this.prependListener('request', onHttp2Request)
}

function onHttp2Stream(this: Http2Server, stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
  const layer = attachedLayers.get(this)
  if (layer === undefined) return
  comeFirst(this)
  const context: ServerContext = { socket: stream.session?.socket ?? null, method: headers[':method'], url: headers[':path'] }
  markStream(stream, new ResponseState(layer.alone, noFramework, context) as ResponseState)
}

/**
 * Another handler may have come in front since, or in place of all listeners, as a hot reload does it. Other copies of this
 * package stay in front.
 */
function comeFirst(target: Http2Server): void {
  const listeners = target.listeners('request')
  const others = listeners.findIndex((listener) => !(OURS in listener))
  const own = listeners.indexOf(onHttp2Request)
  if (others === -1 || (own !== -1 && own < others)) return
  target.removeListener('request', onHttp2Request)
  target.prependListener('request', onHttp2Request)
}

/** Marks the listener of every copy of this package. */
const OURS = Symbol.for('@secure/core/http2-request')

/** A handler may drop headers, so the response is marked as well, over what its stream has. */
function onHttp2Request(this: Http2Server, request: Http2ServerRequest, response: Http2ServerResponse): void {
  const layer = attachedLayers.get(this)
  // A secure server takes HTTP/1 too, and those responses have come through the diagnostics channel.
  if (layer !== undefined && request.httpVersionMajor === 2 && stateOf(response) === undefined)
    protect(response, layer, noFramework, request)
}

Object.assign(onHttp2Request, { [OURS]: true })

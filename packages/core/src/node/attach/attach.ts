import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Http2SecureServer, Http2Server } from 'node:http2'
import type { Server as HttpsServer } from 'node:https'
import { oneObject } from '../../check-values.js'
import { compile } from '../../compile.js'
import { SecureHeadersError } from '../../errors.js'
import type { InstanceOf } from '../../instance-of.js'
import { Layer } from '../../layer.js'
import type { SecureOptions } from '../../options.js'
import type { Secure } from '../../secure.js'
import { protect } from '../protect.js'
import { attachedLayers } from './attached-layers.js'
import { onClientError } from './client-error.js'
import { unwatchHttp2, watchHttp2 } from './http2-server.js'
import { noFramework } from './no-framework.js'

// biome-ignore-start lint/suspicious/noExplicitAny: a server with request and response classes of its own is one too.
/** A server of node:http, node:https or node:http2: what `createServer()` or an app's `listen()` returns, and not the app. */
export type NodeServer = HttpsServer<any, any> | Http2Server<any, any> | Http2SecureServer<any, any> | Server<any, any>
// biome-ignore-end lint/suspicious/noExplicitAny: see above.

/** The attachment that is in force: one policy may be attached twice. */
const attachments = new WeakMap<object, object>()
let subscribed = false

/**
 * Puts the policy on every response of a server, including those that no middleware ever sees: parser errors (400, 413, 431), a
 * missing Host, 417, 408, 503 while closing. It is the outermost policy: middleware on the same server goes over it.
 *
 * Attaching again replaces the policy. Returns a function that detaches. Throws `SecureHeadersError`.
 */
export function attach(
  target: NodeServer,
  policy: SecureOptions | InstanceOf<Secure> | InstanceOf<Layer> = {},
  ...more: []
): () => void {
  if (!isServer(target)) {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_TYPE',
      path: 'server',
      expected: 'a server of node:http, node:https or node:http2',
      received: target,
      fix: 'Give what createServer() or, with express and koa, app.listen() returns; app.server of fastify.',
    })
  }
  const layer = policy instanceof Layer ? policy : compile(policy as SecureOptions)
  oneObject(...more)
  const attachment = {}
  attachments.set(target, attachment)
  attachedLayers.set(target, layer)
  // Published before Node itself answers a missing Host, an unknown Expect or one request too many, and needs no listener on the
  // server. Loaded here, because only this needs it.
  if (!subscribed) process.getBuiltinModule('node:diagnostics_channel').subscribe('http.server.request.start', onRequestStart)
  subscribed = true
  // The server is asked, because whoever restarts an app on it may have taken its listeners away.
  if (!target.listeners('clientError').includes(onClientError)) target.prependListener('clientError', onClientError)
  if ('updateSettings' in target) watchHttp2(target)
  return () => {
    if (attachments.get(target) !== attachment) return
    attachments.delete(target)
    attachedLayers.delete(target)
    target.removeListener('clientError', onClientError)
    if ('updateSettings' in target) unwatchHttp2(target)
  }
}

/** Apps emit events too, but have no address; servers of node:net and node:tls have no time limit of their own. */
function isServer(target: unknown): boolean {
  const { prependListener, address, setTimeout } = (target ?? {}) as Partial<Server>
  return [prependListener, address, setTimeout].every((method) => typeof method === 'function')
}

function onRequestStart(message: unknown): void {
  const { request, response, server: target } = message as { request: IncomingMessage; response: ServerResponse; server: Server }
  const layer = attachedLayers.get(target)
  if (layer !== undefined) protect(response, layer, noFramework, request)
}

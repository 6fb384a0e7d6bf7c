import { createServer as createHttp, type RequestListener, type Server } from 'node:http'
import { createServer as createHttp2, createSecureServer } from 'node:http2'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type Ask, ask, type Protocol, type Reply } from './client.js'
import { CREDENTIALS } from './fixtures.js'

/** A running app. */
export interface Running {
  readonly send: (request: Ask) => Promise<Reply>
  /** The port, where there is a server. */
  readonly port?: number
  readonly close: () => Promise<unknown>
}

/** A server of Node for a request listener. */
export function serverFor(protocol: Protocol, listener: RequestListener): Server {
  if (protocol === 'http') return createHttp(listener)
  if (protocol === 'https') return createHttps(CREDENTIALS, listener)
  const compatible = listener as unknown as Parameters<typeof createHttp2>[1]
  return (protocol === 'h2c'
    ? createHttp2({}, compatible)
    : createSecureServer({ ...CREDENTIALS, allowHTTP1: true }, compatible)) as unknown as Server
}

/** Listens on a free port of loopback. */
export async function listen(protocol: Protocol, server: Server, close?: () => Promise<unknown>): Promise<Running> {
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = (): Promise<unknown> => {
    ;(server as Partial<Server>).closeAllConnections?.()
    return close?.() ?? new Promise((resolve) => server.close(resolve))
  }
  return { port, send: (request: Ask) => ask(protocol, port, request), close: stop }
}

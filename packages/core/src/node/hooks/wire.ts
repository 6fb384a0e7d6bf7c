import { Socket } from './socket.js'

/** The request's connection, where a response has none of its own yet. */
interface Behind {
  readonly req?: { readonly socket?: unknown }
}

/**
 * Whether what is written reaches a client. Adapters of serverless platforms and test injection hand over a response of their own
 * class and read its headers back; Express takes that class away, but not the socket, which is not a real one. A response queued
 * behind one that is still to be written has no socket yet; only its request has one, and whoever makes a request by hand gives
 * it one that was never connected.
 */
export function hasWire(response: object, socket: unknown): boolean {
  if (socket !== undefined && socket !== null) return socket instanceof Socket
  const connection = (response as Behind).req?.socket
  // To Node, a connection that is closed is pending too.
  return connection instanceof Socket && (connection.destroyed || !connection.pending)
}

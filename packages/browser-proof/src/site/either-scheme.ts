import { createServer as createHttp, type RequestListener } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { Credentials } from './credentials.js'

/** The first byte of a TLS handshake. */
const HANDSHAKE = 0x16

export interface Listening {
  readonly port: number
  readonly close: () => Promise<void>
}

/** Answers http and https on one port: HSTS and upgrades keep a port that is not 80. */
export async function listen(credentials: Credentials, listener: RequestListener): Promise<Listening> {
  const plain = createHttp(listener)
  const secure = createHttps(credentials, listener)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.once('readable', () => {
      const chunk: Buffer | null = socket.read()
      if (chunk === null) return
      socket.unshift(chunk)
      ;(chunk[0] === HANDSHAKE ? secure : plain).emit('connection', socket)
    })
  })
  secure.on('tlsClientError', () => {})
  const port = await started(server)
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  return { port, close }
}

async function started(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

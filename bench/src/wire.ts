import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { compile } from '@secure/core'
import { protect } from '@secure/core/node'
import { SETS } from './apps/policies.js'
import { counted, type Line } from './line.js'
import type { Part } from './part.js'

/** What the response head weighs: bytes that came out of a real socket, less those of a server without our headers. */
export const wire: Part = {
  title: 'Bytes on the wire',
  run: async () => {
    console.error('counting bytes on the wire …')
    const lines: Line[] = []
    for (const [name, { policy, page }] of Object.entries(SETS)) {
      const listenerOf = (own: boolean): RequestListener => {
        const layer = compile(policy)
        return (request, response) => {
          // A constant Date: a tick of the clock must not cost a field.
          response.setHeader('Date', 'Tue, 24 Nov 2026 00:00:00 GMT')
          response.setHeader('Content-Type', page ? 'text/html' : 'application/json')
          if (own) protect(response, layer, { isSecure: () => true, route: () => '/' }, request)
          response.end('{}')
        }
      }
      const ours = { ...(await overHttp1(listenerOf(true))), ...(await overHttp2(listenerOf(true))) }
      const bare = { ...(await overHttp1(listenerOf(false))), ...(await overHttp2(listenerOf(false))) }
      for (const what of ['HTTP/1.1, each response', 'HTTP/2, first response', 'HTTP/2, each further one'] as const) {
        lines.push({ where: name, what, unit: 'B', figure: counted(ours[what] - bare[what]) })
      }
    }
    return { lines }
  },
}

async function overHttp1(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.end('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  socket.resume()
  await once(socket, 'close')
  server.close()
  return { 'HTTP/1.1, each response': socket.bytesRead }
}

async function overHttp2(listener: RequestListener) {
  const server = createHttp2Server(listener as unknown as Parameters<typeof createHttp2Server>[0]).listen(0, '127.0.0.1')
  await once(server, 'listening')
  let socket: Socket | undefined
  const { port } = server.address() as AddressInfo
  const session = connectHttp2(`http://127.0.0.1:${port}`, {
    createConnection: () => {
      socket = connect(port, '127.0.0.1')
      return socket
    },
  })
  const get = async () => {
    const before = socket?.bytesRead ?? 0
    const stream = session.request({ ':path': '/' })
    stream.resume()
    await once(stream, 'close')
    // Acknowledgements may still arrive.
    await new Promise((resolve) => setTimeout(resolve, 20))
    return (socket?.bytesRead ?? 0) - before
  }
  await once(session, 'connect')
  // After the ping, both sides' settings have arrived.
  await new Promise<void>((resolve, reject) => session.ping((error) => (error ? reject(error) : resolve())))
  const [first, further] = [await get(), await get()]
  session.close()
  server.close()
  return { 'HTTP/2, first response': first, 'HTTP/2, each further one': further }
}

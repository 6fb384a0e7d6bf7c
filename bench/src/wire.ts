import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { compile } from '@secure/core'
import { protect } from '@secure/core/node'
import { SETS } from './apps/policies.js'
import { counted, type Line } from './line.js'
import type { Part } from './part.js'

/** What the response head weighs: bytes that came out of a real socket, less those of a server without headers of ours. */
export const wire: Part = {
  title: 'Bytes on the wire',
  about: `What a set adds to the head of a response, as bytes that came out of a socket. HTTP/2 (node:http2) compresses heads by HPACK: the first response of
a connection sends each field once, the next ones an index into a table of 4 KB that both sides keep. A page's nonce is new each time, and takes its
whole Content-Security-Policy with it.`,
  advice: `What follows from it:

- Serve HTTP/2 or 3 where pages load many small files: after the first response a constant policy costs a byte or two a field.
- Over HTTP/1.1 the whole block is sent each time. The two long ones are Content-Security-Policy and Permissions-Policy: both only matter to
  documents, so a route of files or JSON can leave them out by an override, or take the set for JSON services.
- A head that fits the first packets of a connection (about 14 KB) costs no round trip: keep policies below a few KB.
- HPACK's table holds 4096 bytes, of which each field takes its name, its value and 32 more, the app's own fields too. A set that does not fit is sent
  anew with each response.
- Give nonces to pages only: without one, the policy is a constant that HPACK can refer to.`,
  run: async () => {
    console.error('counting bytes on the wire …')
    const lines: Line[] = []
    for (const [name, { policy, page }] of Object.entries(SETS)) {
      const listenerOf = (own: boolean): RequestListener => {
        const layer = compile(policy)
        return (request, response) => {
          // A constant Date: the clock must not cost a field.
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
    // Acknowledgements may still come.
    await new Promise((resolve) => setTimeout(resolve, 20))
    return (socket?.bytesRead ?? 0) - before
  }
  await once(session, 'connect')
  // After it, both sides' settings have come.
  await new Promise<void>((resolve, reject) => session.ping((error) => (error ? reject(error) : resolve())))
  const [first, further] = [await get(), await get()]
  session.close()
  server.close()
  return { 'HTTP/2, first response': first, 'HTTP/2, each further one': further }
}

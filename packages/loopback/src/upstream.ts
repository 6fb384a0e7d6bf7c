import { type AddressInfo, createServer } from 'node:net'

const BODY = 'from upstream'
// Without Connection and Transfer-Encoding, which no proxy passes on.
const REPLY = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Frame-Options: ALLOWALL\r\nX-Powered-By: PHP/5.6\r\nServer: Apache/2.2.3\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`

/** A server with a careless head, as found behind many a proxy. */
export async function startUpstream(): Promise<{ address: string; close: () => void }> {
  const server = createServer((socket) => {
    socket.on('data', () => socket.write(REPLY))
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

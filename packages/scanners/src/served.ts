import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Headers by lower-case name. */
export type Headers = Readonly<Record<string, string>>

/** What a client gets from a real server on loopback. */
export async function served(listener: RequestListener): Promise<Headers> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { headers } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    return Object.fromEntries(headers)
  } finally {
    server.close()
  }
}

import { once } from 'node:events'
import { type AddressInfo, type Socket as Connection, connect, createServer, Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { hasWire } from './wire.js'

const behind = (socket: unknown) => hasWire({ req: { socket } }, null)

describe('hasWire', () => {
  it('says yes for a request whose client is gone, because it was there', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const connected = once(server, 'connection')
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
    const [connection] = (await connected) as [Connection]
    expect(behind(connection)).toBe(true)
    client.destroy()
    connection.destroy()
    await once(connection, 'close')
    server.close()
    expect(behind(connection)).toBe(true)
  })

  it('says no for a request whose socket was never connected, or is not a socket', () => {
    expect([new Socket(), {}, undefined].map(behind)).toEqual([false, false, false])
  })
})

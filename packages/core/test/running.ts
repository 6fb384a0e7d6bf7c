import type { Server } from 'node:http'
import { listen, type Protocol } from '@secure/loopback'
import { afterEach } from 'vitest'

const closers: (() => unknown)[] = []

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

/** Closes something after the test, whether it has passed or not. */
export function closeBehindTest(close: () => unknown): void {
  closers.push(close)
}

/** The port of a server that runs until the test ends. */
export async function running(server: Server, protocol: Protocol = 'http'): Promise<number> {
  const { port = 0, close } = await listen(protocol, server)
  closeBehindTest(close)
  return port
}

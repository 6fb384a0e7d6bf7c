import type { ServerResponse } from 'node:http'

/** What compression and morgan do to a response. */
export function wrapWriteHead(response: ServerResponse): void {
  const { writeHead } = response
  response.writeHead = (...args: unknown[]) => Reflect.apply(writeHead, response, args)
}

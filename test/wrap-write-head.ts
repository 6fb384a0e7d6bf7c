import type { ServerResponse } from 'node:http'

/** What compression and morgan do to a response. */
export function wrapWriteHead(response: ServerResponse): void {
  response.writeHead = wrapped(response.writeHead)
}

function wrapped(writeHead: ServerResponse['writeHead']): ServerResponse['writeHead'] {
  return function (this: ServerResponse, ...args: unknown[]) {
    return Reflect.apply(writeHead, this, args)
  }
}

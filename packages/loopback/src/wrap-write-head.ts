import type { ServerResponse } from 'node:http'

/** What compression and morgan do to a response. */
export function wrapWriteHead(response: ServerResponse): void {
  response.writeHead = wrapped(response.writeHead)
}

/**
 * Made here, as on-headers does it: V8 makes a function old from the start whose literal is assigned to a property, and all that
 * it holds with it.
 */
function wrapped(writeHead: ServerResponse['writeHead']): ServerResponse['writeHead'] {
  return function (this: ServerResponse, ...args: unknown[]) {
    return Reflect.apply(writeHead, this, args)
  }
}

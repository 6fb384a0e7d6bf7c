import type { ServerResponse } from 'node:http'

/** What compression and morgan do to a response. */
export function wrapWriteHead(response: ServerResponse): void {
  response.writeHead = wrapped(response.writeHead)
}

/**
 * Made here, as on-headers does it: if the literal of a function is assigned to a property, V8 makes the function old from the
 * start, and with it all that it holds.
 */
function wrapped(writeHead: ServerResponse['writeHead']): ServerResponse['writeHead'] {
  return function (this: ServerResponse, ...args: unknown[]) {
    return Reflect.apply(writeHead, this, args)
  }
}

import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'

// Every response of this process is wrapped before anybody sees it, as compression and morgan do it.
subscribe('http.server.request.start', (message) => {
  const { response } = message as { response: ServerResponse }
  const { writeHead } = response
  response.writeHead = (...args: unknown[]) => Reflect.apply(writeHead, response, args)
})

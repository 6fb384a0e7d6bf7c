import { IncomingMessage, ServerResponse } from 'node:http'
import type { App } from './apps/index.js'
import { fetchOnce } from './fetch-once.js'
import { createSink } from './sink.js'

const HEADERS = { host: 'localhost', 'user-agent': 'bench', accept: '*/*' }
const SINK = createSink(() => {})

/** What Node calls for a request. */
type Served = Pick<App, 'arrive' | 'listener'>

/** Sends requests one after the other, without a network. */
export async function sendRequests(app: App, requests: number): Promise<void> {
  const { listener, fetch, paths } = app
  for (let sent = 0; sent < requests; sent++) {
    const path = paths[sent % paths.length] as string
    if (listener !== undefined) await new Promise<void>((resolve) => exchange(app, path, resolve))
    else if (fetch !== undefined) await fetchOnce(fetch, path)
  }
}

/** A real request and response of Node over a socket that takes everything. */
export function exchange({ arrive, listener }: Served, path: string, done: () => void, sink = SINK): void {
  const request = new IncomingMessage(sink)
  Object.assign(request, {
    method: 'GET',
    url: path,
    httpVersionMajor: 1,
    httpVersionMinor: 1,
    httpVersion: '1.1',
    headers: HEADERS,
    complete: true,
  })
  request.push(null)
  const response = new ServerResponse(request)
  arrive?.(request, response)
  response.assignSocket(sink)
  response.on('finish', () => {
    response.detachSocket(sink)
    done()
  })
  listener?.(request, response)
}

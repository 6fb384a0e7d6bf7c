// One app in a process of its own, so that none warms or spoils another's code; the parent says when it runs.
import { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { Writable } from 'node:stream'
import { type App, createApp } from './apps.js'
import type { Framework, Variant } from './variants.js'

export interface Run {
  readonly requests: number
}

export interface Ran {
  /** CPU time of the process for all requests, in µs. */
  readonly cpu: number
}

const HEADERS = { host: 'localhost', 'user-agent': 'bench', accept: '*/*' }
const SINK = createSink(() => {})

const [framework, variant] = process.argv.slice(2) as [Framework, Variant]
const app = await createApp(framework, variant)
await verify(app)
process.send?.('ready')

process.on('message', async ({ requests }: Run) => {
  const before = process.cpuUsage()
  await send(app, requests)
  const { user, system } = process.cpuUsage(before)
  process.send?.({ cpu: user + system } satisfies Ran)
})

async function send({ listener, fetch, paths }: App, requests: number): Promise<void> {
  for (let sent = 0; sent < requests; sent++) {
    const path = paths[sent % paths.length] as string
    if (listener !== undefined) await new Promise<void>((resolve) => exchange(listener, path, resolve))
    else await (await fetch?.(new Request(`http://localhost${path}`)))?.arrayBuffer()
  }
}

/** A real request and response of Node over a socket that takes everything. */
function exchange(listener: NonNullable<App['listener']>, path: string, done: () => void, sink = SINK): void {
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
  response.assignSocket(sink)
  response.on('finish', () => {
    response.detachSocket(sink)
    done()
  })
  listener(request, response)
}

function createSink(take: (chunk: Buffer) => void): Socket {
  const sink = new Writable({
    write(chunk, _encoding, done) {
      take(chunk)
      done()
    },
  })
  sink.setMaxListeners(0)
  return Object.assign(sink, { remoteAddress: '127.0.0.1', encrypted: false }) as unknown as Socket
}

/** Fails loudly when an app does not send what its variant says. */
async function verify({ listener, fetch, paths }: App): Promise<void> {
  let head = ''
  if (listener !== undefined) {
    await new Promise<void>((resolve) =>
      exchange(
        listener,
        paths[0] as string,
        resolve,
        createSink((chunk) => (head += chunk)),
      ),
    )
  } else
    head = [...((await fetch?.(new Request('http://localhost/')))?.headers ?? [])].map((pair) => pair.join(': ')).join('\r\n')
  const has = (text: string) => head.toLowerCase().includes(text.toLowerCase())
  const expected =
    variant.startsWith('noop') || variant === 'bare'
      ? !has('X-Frame-Options')
      : has('X-Frame-Options') && has('X-Content-Type-Options: nosniff')
  const nonced = ['nonce', 'peerNonce', 'strict'].includes(variant) === has("'nonce-")
  if (!expected || !nonced) throw new Error(`${framework}/${variant} does not send what it should:\n${head}`)
}

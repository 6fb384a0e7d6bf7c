import { connect as connectHttp2 } from 'node:http2'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** How a server is spoken to. */
export type Protocol = 'http' | 'https' | 'h2c' | 'h2'

export interface Ask {
  readonly path: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A reply as it stood on the wire. */
export interface Reply {
  readonly status: number
  /** Every header line in order, names in lower case, duplicates included. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  /** All the bytes of an HTTP/1 reply, chunk sizes and trailers included. */
  readonly raw: string
}

/** The one value of a header; several lines of it are joined by "⏎" so that no test mistakes them for one. */
export function headerOf(reply: Reply, name: string): string | undefined {
  const values = reply.headers.filter(([key]) => key === name.toLowerCase()).map(([, value]) => value)
  return values.length === 0 ? undefined : values.join('⏎')
}

/** Sends one request on a connection of its own. */
export function ask(protocol: Protocol, port: number, request: Ask): Promise<Reply> {
  if (protocol === 'h2c' || protocol === 'h2') return askHttp2(protocol, port, request)
  const { path, method = 'GET', headers = {}, body } = request
  const lines = Object.entries({ Host: 'localhost', Connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}`)
  if (body !== undefined) lines.push(`Content-Length: ${Buffer.byteLength(body)}`)
  return exchange(protocol, port, `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body ?? ''}`).then((raw) =>
    parse(raw, method),
  )
}

/** Writes bytes to a connection of its own and returns all that comes back until it is closed. */
export function exchange(protocol: Protocol, port: number, bytes: string, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { port, host, rejectUnauthorized: false }
    const socket = protocol === 'https' ? connectTls(options) : connect(options)
    let raw = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => {
      raw += chunk
    })
    socket.on('close', () => resolve(raw))
    // A server that destroys the connection after its answer resets it: what came before counts.
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve(raw) : reject(error),
    )
    socket.setTimeout(3_000, () => socket.destroy(new Error(`no answer in 3 s; so far: ${JSON.stringify(raw)}`)))
    socket.write(bytes)
  })
}

/** Reads one reply of HTTP/1. */
export function parse(raw: string, method = 'GET'): Reply {
  const end = raw.indexOf('\r\n\r\n')
  const [statusLine = '', ...lines] = raw.slice(0, end).split('\r\n')
  const headers = lines.map(
    (line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()] as const,
  )
  const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(statusLine)?.[1] ?? 0)
  // An interim reply (100, 103) comes before the one that counts.
  if (status >= 100 && status < 200 && status !== 101) return { ...parse(raw.slice(end + 4), method), raw }
  const isChunked = headers.some(([name, value]) => name === 'transfer-encoding' && value === 'chunked')
  const rest = raw.slice(end + 4)
  return { status, headers, body: method === 'HEAD' ? '' : isChunked ? unchunk(rest) : rest, raw }
}

function unchunk(text: string): string {
  let body = ''
  for (let at = 0; ; ) {
    const size = Number.parseInt(text.slice(at), 16)
    if (!(size > 0)) return body
    const start = text.indexOf('\r\n', at) + 2
    body += text.slice(start, start + size)
    at = start + size + 2
  }
}

function askHttp2(protocol: 'h2c' | 'h2', port: number, { path, method = 'GET', headers = {}, body }: Ask): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const client = connectHttp2(`${protocol === 'h2' ? 'https' : 'http'}://localhost:${port}`, { rejectUnauthorized: false })
    client.on('error', reject)
    const stream = client.request({ ':path': path, ':method': method, ...headers })
    const received: [string, string][] = []
    let status = 0
    let text = ''
    stream.on('response', (fields) => {
      status = Number(fields[':status'])
      for (const [name, value] of Object.entries(fields)) {
        if (!name.startsWith(':')) for (const one of [value].flat()) received.push([name, String(one)])
      }
    })
    stream.setEncoding('latin1')
    stream.on('data', (chunk) => {
      text += chunk
    })
    const done = () => {
      client.close()
      resolve({ status, headers: received, body: text, raw: '' })
    }
    stream.on('close', done)
    stream.on('error', done)
    stream.end(body)
  })
}

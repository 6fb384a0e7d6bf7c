import { Socket } from 'node:net'

class Sink extends Socket {
  readonly encrypted = false

  constructor(readonly receive: (chunk: Buffer) => void) {
    super()
  }

  override _write(chunk: Chunk, encoding: BufferEncoding, done: () => void): void {
    this.receive(encoded(chunk, encoding))
    done()
  }

  override _writev(chunks: { readonly chunk: Chunk; readonly encoding: BufferEncoding }[], done: () => void): void {
    for (const { chunk, encoding } of chunks) this.receive(encoded(chunk, encoding))
    done()
  }
}

type Chunk = Buffer | string

/** A socket hands strings to libuv, which makes bytes of them: if left as strings, the bytes of a head would cost nothing. */
function encoded(chunk: Chunk, encoding: BufferEncoding): Buffer {
  return typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk
}

/** A socket that takes everything. */
export function createSink(take: (chunk: Buffer) => void): Socket {
  return Object.defineProperty(new Sink(take).setMaxListeners(0), 'remoteAddress', { value: '127.0.0.1' })
}

// As of a connected one: a getter, because Node's is.
Object.defineProperty(Sink.prototype, 'pending', { get: () => false })

import { Socket } from 'node:net'

class Sink extends Socket {
  readonly encrypted = false

  constructor(readonly receive: (chunk: Buffer) => void) {
    super()
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.receive(chunk)
    done()
  }

  override _writev(chunks: { readonly chunk: Buffer }[], done: () => void): void {
    for (const { chunk } of chunks) this.receive(chunk)
    done()
  }
}

/** A socket that takes everything. */
export function createSink(take: (chunk: Buffer) => void): Socket {
  return Object.defineProperty(new Sink(take).setMaxListeners(0), 'remoteAddress', { value: '127.0.0.1' })
}

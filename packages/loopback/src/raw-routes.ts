import type { ServerResponse } from 'node:http'

const LEAKS = { 'X-Powered-By': 'PHP/5.6', Server: 'Apache/2.2.3' }

/** Handlers that go past their framework to the Node response: every way to write a head. */
export const rawRoutes: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/raw-write': (response) => {
    response.write('raw ')
    response.end('body')
  },
  '/raw-status': (response) => {
    response.writeHead(200)
    response.end('raw')
  },
  '/raw-object': (response) => {
    response.writeHead(200, { ...LEAKS, 'X-Frame-Options': 'DENY', 'Set-Cookie': ['a=1', 'b=2'] })
    response.end('raw')
  },
  '/raw-message': (response) => {
    response.writeHead(200, 'Fine', { ...LEAKS, 'Content-Type': 'text/plain' })
    response.end('raw')
  },
  '/raw-array': (response) => {
    response.writeHead(200, [
      'Set-Cookie',
      'a=1',
      'Set-Cookie',
      'b=2',
      'X-Frame-Options',
      'DENY',
      ...Object.entries(LEAKS).flat(),
    ])
    response.end('raw')
  },
  '/raw-pairs': (response) => {
    response.writeHead(200, [['Set-Cookie', 'a=1'], ['Set-Cookie', 'b=2'], ...Object.entries(LEAKS)] as unknown as string[])
    response.end('raw')
  },
  '/raw-implicit': (response) => {
    for (const [name, value] of Object.entries(LEAKS)) response.setHeader(name, value)
    response.end('raw')
  },
  '/sse': (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.flushHeaders()
    response.write('data: 1\n\n')
    setImmediate(() => response.end('data: 2\n\n'))
  },
  '/early-hints': (response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' })
    response.end('hinted')
  },
  '/trailers': (response) => {
    response.setHeader('Trailer', 'X-Sum')
    response.write('body')
    response.addTrailers({ 'X-Sum': '4' })
    response.end()
  },
  '/cookies': (response) => {
    response.setHeader('Set-Cookie', ['a=1', 'b=2'])
    response.setHeader('Link', ['</a>; rel=preload', '</b>; rel=preload'])
    response.end('cookies')
  },
}

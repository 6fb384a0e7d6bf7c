import type { Ask } from './client.js'

/** One situation in which a response is written. */
export interface Scenario extends Ask {
  readonly id: string
  readonly title: string
  /** Keys of the headers that the handler sets itself, which therefore win. */
  readonly sets?: readonly string[]
  /** Keys of the headers that the handler drops. */
  readonly drops?: readonly string[]
  /** Whether the page reads its nonce, and so is not the same twice. */
  readonly readsNonce?: boolean
}

const JSON_BODY = { 'Content-Type': 'application/json' }

/** Every situation that a request can bring about: the rows of docs/promises.md. */
export const SCENARIOS: readonly Scenario[] = [
  { id: 'html', title: 'a page', path: '/html' },
  { id: 'json', title: 'JSON', path: '/json' },
  { id: 'head', title: 'HEAD of a GET route', path: '/json', method: 'HEAD' },
  { id: 'options', title: 'OPTIONS without a handler', path: '/json', method: 'OPTIONS' },
  { id: 'empty', title: '204 without a body', path: '/empty' },
  { id: 'redirect', title: '302 redirect', path: '/redirect' },
  { id: 'missing', title: 'an unknown path', path: '/nowhere' },
  { id: 'missing-head', title: 'HEAD of an unknown path', path: '/nowhere', method: 'HEAD' },
  { id: 'custom-missing', title: "the app's own page for an unknown path", path: '/custom-missing' },
  { id: 'wrong-method', title: 'a method the route does not have', path: '/json', method: 'DELETE' },
  { id: 'throw', title: 'a handler that throws', path: '/throw' },
  { id: 'reject', title: 'a handler that rejects', path: '/reject' },
  { id: 'throw-string', title: 'a handler that throws a string', path: '/throw-string' },
  { id: 'forbidden', title: "the framework's own HTTP error", path: '/forbidden' },
  { id: 'error-headers', title: 'an error with headers of its own', path: '/error-headers' },
  { id: 'custom-error', title: "the app's own error handler", path: '/custom-error' },
  { id: 'handler-throws', title: 'an error handler that throws', path: '/handler-throws' },
  { id: 'bad-json', title: 'a malformed JSON body', path: '/echo', method: 'POST', headers: JSON_BODY, body: '{' },
  {
    id: 'too-large',
    title: 'a body that is too large',
    path: '/echo',
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify('x'.repeat(4096)),
  },
  {
    id: 'media-type',
    title: 'a body of an unknown type',
    path: '/echo',
    method: 'POST',
    headers: { 'Content-Type': 'text/unknown' },
    body: 'x',
  },
  { id: 'invalid', title: 'a request that fails validation', path: '/validated?n=x' },
  { id: 'circular', title: 'a reply that cannot be serialised', path: '/circular' },
  { id: 'bad-parameter', title: 'a path that cannot be decoded', path: '/parameter/%E0%A4%A' },
  { id: 'long-parameter', title: 'a path parameter that is too long', path: `/parameter/${'x'.repeat(400)}` },
  { id: 'file', title: 'a static file', path: '/static/file.txt' },
  { id: 'range', title: 'a range of a static file', path: '/static/file.txt', headers: { Range: 'bytes=2-5' } },
  { id: 'bad-range', title: 'a range beyond a static file', path: '/static/file.txt', headers: { Range: 'bytes=999-' } },
  { id: 'file-missing', title: 'a static file that is not there', path: '/static/nothing.txt' },
  { id: 'directory', title: 'a static directory without its slash', path: '/static/folder' },
  { id: 'compressed', title: 'a compressed page', path: '/compressed', headers: { 'Accept-Encoding': 'gzip' } },
  { id: 'stream', title: 'a stream', path: '/stream' },
  { id: 'sse', title: 'server-sent events, flushed early', path: '/sse' },
  { id: 'stream-fails', title: 'a stream that fails before its first byte', path: '/stream-fails' },
  { id: 'raw-write', title: 'res.write without a head', path: '/raw-write' },
  { id: 'raw-status', title: 'writeHead(status)', path: '/raw-status' },
  { id: 'raw-object', title: 'writeHead(status, object)', path: '/raw-object', sets: ['x-frame-options'] },
  { id: 'raw-message', title: 'writeHead(status, message, object)', path: '/raw-message' },
  { id: 'raw-array', title: 'writeHead(status, flat array)', path: '/raw-array', sets: ['x-frame-options'] },
  { id: 'raw-pairs', title: 'writeHead(status, array of pairs)', path: '/raw-pairs' },
  { id: 'raw-implicit', title: 'res.end with headers set by hand', path: '/raw-implicit' },
  { id: 'early-hints', title: '103 before the reply', path: '/early-hints' },
  { id: 'trailers', title: 'a reply with trailers', path: '/trailers' },
  { id: 'cookies', title: 'two cookies and two links', path: '/cookies' },
  { id: 'proxy', title: "an upstream's reply passed on", path: '/proxy', sets: ['x-frame-options'] },
  { id: 'powered', title: 'X-Powered-By and Server set late', path: '/powered' },
  { id: 'own', title: 'a handler that sets two of the headers', path: '/own', sets: ['x-frame-options', 'referrer-policy'] },
  { id: 'drop', title: 'a handler that drops one of the headers', path: '/drop', drops: ['x-frame-options'] },
  { id: 'drop-throw', title: 'a handler that drops one and throws', path: '/drop-throw', drops: ['x-frame-options'] },
  { id: 'own-throw', title: 'a handler that sets one of the headers and throws', path: '/own-throw' },
  { id: 'drop-set', title: 'a handler that drops one and then sets it', path: '/drop-set', sets: ['x-frame-options'] },
  { id: 'nonce', title: 'a page that reads its nonce', path: '/nonce', readsNonce: true },
]

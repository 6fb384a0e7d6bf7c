import type { Ask } from '@secure/loopback'
import type { Harness } from './harness.js'

/** One situation in which a response is written. */
export interface Scenario extends Ask {
  readonly id: string
  readonly title: string
  /** What it is answered with; a harness says where its framework differs. */
  readonly status: number
  /** A part of the reply's body, where the status alone does not tell that the situation came about. */
  readonly says?: string
  /** The reply's Content-Encoding. */
  readonly encoding?: string
  /** Keys of the headers that the handler sets itself, which therefore win. */
  readonly sets?: readonly string[]
  /** Keys of the headers that the handler drops. */
  readonly drops?: readonly string[]
  /** Whether the page reads its nonce, and so is not the same twice. */
  readonly readsNonce?: true
  /** Whether its head has an X-Powered-By and a Server. */
  readonly leaks?: true
  /** Whether the handler goes past its framework to the Node response. */
  readonly pastFramework?: true
  /** Whether its head or its framing does not exist in HTTP/2. */
  readonly http1Only?: true
}

const JSON_BODY = { 'Content-Type': 'application/json' }
const RAW = { status: 200, says: 'raw', pastFramework: true, http1Only: true } as const

/** Every situation that a request can bring about: the rows of docs/promises.md. */
export const SCENARIOS: readonly Scenario[] = [
  { id: 'html', title: 'a page', status: 200, path: '/html' },
  { id: 'json', title: 'JSON', status: 200, path: '/json' },
  { id: 'head', title: 'HEAD of a GET route', status: 200, path: '/json', method: 'HEAD' },
  { id: 'options', title: 'OPTIONS without a handler', status: 404, path: '/json', method: 'OPTIONS' },
  { id: 'empty', title: '204 without a body', status: 204, path: '/empty' },
  { id: 'redirect', title: '302 redirect', status: 302, path: '/redirect' },
  { id: 'missing', title: 'an unknown path', status: 404, path: '/nowhere' },
  { id: 'missing-head', title: 'HEAD of an unknown path', status: 404, path: '/nowhere', method: 'HEAD' },
  {
    id: 'custom-missing',
    title: "the app's own page for an unknown path",
    status: 404,
    path: '/custom-missing',
    says: 'nothing here',
  },
  { id: 'wrong-method', title: 'a method the route does not have', status: 404, path: '/json', method: 'DELETE' },
  { id: 'throw', title: 'a handler that throws', status: 500, path: '/throw' },
  { id: 'reject', title: 'a handler that rejects', status: 500, path: '/reject' },
  { id: 'throw-string', title: 'a handler that throws a string', status: 500, path: '/throw-string' },
  { id: 'forbidden', title: "the framework's own HTTP error", status: 403, path: '/forbidden' },
  { id: 'error-headers', title: 'an error with headers of its own', status: 401, path: '/error-headers' },
  { id: 'custom-error', title: "the app's own error handler", status: 500, path: '/custom-error', says: 'custom' },
  { id: 'handler-throws', title: 'an error handler that throws', status: 500, path: '/handler-throws' },
  { id: 'bad-json', title: 'a malformed JSON body', status: 400, path: '/echo', method: 'POST', headers: JSON_BODY, body: '{' },
  {
    id: 'too-large',
    title: 'a body that is too large',
    status: 413,
    path: '/echo',
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify('x'.repeat(4096)),
  },
  {
    id: 'media-type',
    title: 'a body of an unknown type',
    status: 415,
    path: '/echo',
    method: 'POST',
    headers: { 'Content-Type': 'text/unknown' },
    body: 'x',
  },
  { id: 'invalid', title: 'a request that fails validation', status: 400, path: '/validated?n=x' },
  { id: 'circular', title: 'a reply that cannot be serialised', status: 500, path: '/circular' },
  { id: 'bad-parameter', title: 'a path that cannot be decoded', status: 400, path: '/parameter/%E0%A4%A' },
  { id: 'long-parameter', title: 'a path parameter that is too long', status: 414, path: `/parameter/${'x'.repeat(400)}` },
  { id: 'file', title: 'a static file', status: 200, path: '/static/file.txt' },
  { id: 'range', title: 'a range of a static file', status: 206, path: '/static/file.txt', headers: { Range: 'bytes=2-5' } },
  {
    id: 'bad-range',
    title: 'a range beyond a static file',
    status: 416,
    path: '/static/file.txt',
    headers: { Range: 'bytes=999-' },
  },
  { id: 'file-missing', title: 'a static file that is not there', status: 404, path: '/static/nothing.txt' },
  { id: 'directory', title: 'a static directory without its slash', status: 301, path: '/static/folder' },
  {
    id: 'compressed',
    title: 'a compressed page',
    status: 200,
    path: '/compressed',
    headers: { 'Accept-Encoding': 'gzip' },
    encoding: 'gzip',
  },
  { id: 'stream', title: 'a stream', status: 200, path: '/stream' },
  { id: 'sse', title: 'server-sent events, flushed early', status: 200, path: '/sse', pastFramework: true },
  { id: 'stream-fails', title: 'a stream that fails before its first byte', status: 500, path: '/stream-fails' },
  { id: 'raw-write', title: 'res.write without a head', path: '/raw-write', ...RAW },
  { id: 'raw-status', title: 'writeHead(status)', path: '/raw-status', ...RAW },
  { id: 'raw-object', title: 'writeHead(status, object)', path: '/raw-object', sets: ['x-frame-options'], leaks: true, ...RAW },
  { id: 'raw-message', title: 'writeHead(status, message, object)', path: '/raw-message', leaks: true, ...RAW },
  { id: 'raw-array', title: 'writeHead(status, flat array)', path: '/raw-array', sets: ['x-frame-options'], leaks: true, ...RAW },
  { id: 'raw-pairs', title: 'writeHead(status, array of pairs)', path: '/raw-pairs', leaks: true, ...RAW },
  { id: 'raw-implicit', title: 'res.end with headers set by hand', path: '/raw-implicit', leaks: true, ...RAW },
  { id: 'early-hints', title: '103 before the reply', status: 200, path: '/early-hints', pastFramework: true, http1Only: true },
  { id: 'trailers', title: 'a reply with trailers', status: 200, path: '/trailers', pastFramework: true, http1Only: true },
  { id: 'cookies', title: 'two cookies and two links', status: 200, path: '/cookies', pastFramework: true },
  {
    id: 'proxy',
    title: "an upstream's reply passed on",
    status: 200,
    path: '/proxy',
    sets: ['x-frame-options'],
    says: 'from upstream',
    leaks: true,
  },
  { id: 'powered', title: 'X-Powered-By and Server set late', status: 200, path: '/powered', leaks: true },
  {
    id: 'own',
    title: 'a handler that sets two of the headers',
    status: 200,
    path: '/own',
    sets: ['x-frame-options', 'referrer-policy'],
  },
  { id: 'drop', title: 'a handler that drops one of the headers', status: 200, path: '/drop', drops: ['x-frame-options'] },
  {
    id: 'drop-throw',
    title: 'a handler that drops one and throws',
    status: 500,
    path: '/drop-throw',
    drops: ['x-frame-options'],
  },
  { id: 'own-throw', title: 'a handler that sets one of the headers and throws', status: 500, path: '/own-throw' },
  {
    id: 'drop-set',
    title: 'a handler that drops one and then sets it',
    status: 200,
    path: '/drop-set',
    sets: ['x-frame-options'],
  },
  { id: 'nonce', title: 'a page that reads its nonce', status: 200, path: '/nonce', readsNonce: true },
]

/** A scenario as one framework answers it. */
export interface Situation extends Scenario {
  /** Keys of the headers that the framework itself sets there, which therefore win too. */
  readonly frameworkSets: readonly string[]
}

/** The scenarios that come about in one framework. */
export function scenariosOf({ cannot, protocols, statuses = {}, frameworkSets = {} }: Harness): readonly Situation[] {
  const hasNode = protocols.length > 0
  return SCENARIOS.filter(({ id, pastFramework }) => cannot[id] === undefined && (hasNode || !pastFramework)).map((scenario) => ({
    ...scenario,
    status: statuses[scenario.id] ?? scenario.status,
    frameworkSets: frameworkSets[scenario.id] ?? [],
  }))
}

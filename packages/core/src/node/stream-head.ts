import type { OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import { beginLooking, findings, look } from '../findings.js'
import type { ResponseState } from '../response-state.js'
import { toPairs } from './header-pairs.js'
import { WriteHeadState } from './write-head-state.js'

const STATE = Symbol('secure.stream')

/** Node's newer lines take names and values in turn as well. */
type Headers = OutgoingHttpHeaders | readonly unknown[]

interface Marked {
  [STATE]?: ResponseState
}

type Stream = ServerHttp2Stream & Marked

/** The methods that write a stream's head, or open a stream that has one. */
interface Methods {
  respond(headers?: Headers, ...rest: unknown[]): unknown
  respondWithFD(file: unknown, headers?: Headers, ...rest: unknown[]): unknown
  respondWithFile(path: unknown, headers?: Headers, ...rest: unknown[]): unknown
  pushStream(headers: unknown, ...rest: unknown[]): unknown
}

/**
 * Puts a state's policy on a stream's head, by whatever it is written: what Node answers by itself (417, 405), `stream.respond()`, pushes.
 *
 * A response of the compatibility API whose state this is has written it already.
 */
export function markStream(stream: ServerHttp2Stream, state: ResponseState): void {
  const isNew = (stream as Stream)[STATE] === undefined
  ;(stream as Stream)[STATE] = state
  if (isNew) Object.assign(stream, METHODS)
}

/** One set for all streams: a closure each would have to be collected. */
const METHODS: Methods = {
  respond(this: Stream, headers, ...rest) {
    return methodsOf(this).respond.call(this, filled(this, headers), ...rest)
  },
  respondWithFD(this: Stream, file, headers, ...rest) {
    return methodsOf(this).respondWithFD.call(this, file, filled(this, headers), ...rest)
  },
  respondWithFile(this: Stream, path, headers, ...rest) {
    return methodsOf(this).respondWithFile.call(this, path, filled(this, headers), ...rest)
  },
  pushStream(this: Stream, headers, ...rest) {
    const { [STATE]: state } = this
    const callback = rest.at(-1)
    if (state === undefined || typeof callback !== 'function') return methodsOf(this).pushStream.call(this, headers, ...rest)
    const marking = (error: unknown, pushed: ServerHttp2Stream | undefined, ...others: unknown[]) => {
      if (pushed !== undefined) markStream(pushed, state.again())
      return callback(error, pushed, ...others)
    }
    return methodsOf(this).pushStream.call(this, headers, ...rest.slice(0, -1), marking)
  },
}

function methodsOf(stream: Stream): Methods {
  return Object.getPrototypeOf(stream)
}

/** The headers with the policy's among them. */
function filled(stream: Stream, headers: Headers = {}): Headers {
  const { [STATE]: state } = stream
  if (state === undefined || stream.headersSent || (state instanceof WriteHeadState && state.applied !== undefined))
    return headers
  const pairs = toPairs(headers)
  let status = 200
  beginLooking()
  for (const [name, value] of pairs) {
    if (name === ':status') status = Number(value)
    look(state.policy.watched, String(name), value)
  }
  const { isPage, taken, stripped = [], cacheControl } = findings
  const form = state.form(status, isPage, taken)
  state.checkSharing(form, cacheControl)
  const lines = state.lines(form, taken).map((line) => [line.key, state.valueOf(line, form)] as const)
  const goes = (name: unknown) => stripped.includes(String(name).toLowerCase())
  if (Array.isArray(headers)) return [...pairs.filter(([name]) => !goes(name)), ...lines].flat()
  // A copy, because the object is the caller's; with its symbols, because one of them says which headers are sensitive.
  const copy = { ...(headers as OutgoingHttpHeaders) }
  for (const name of Object.keys(copy)) if (goes(name)) delete copy[name]
  return Object.assign(copy, Object.fromEntries(lines))
}

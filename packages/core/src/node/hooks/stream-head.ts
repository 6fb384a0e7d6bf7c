import type { OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import type { ResponseState } from '../../response-state.js'
import { beginLooking, hasToGo, look, seen } from '../../seen.js'
import { toPairs } from './header-pairs.js'
import { WriteHeadState } from './write-head-state.js'

const STATE = Symbol('secure.stream')
const WRAPPED = Symbol('secure.wrapped')

/** Newer release lines of Node take names and values in turn as well. */
type StreamHeaders = OutgoingHttpHeaders | readonly unknown[]

interface FileOptions {
  /** May change the headers, once the file is open. */
  readonly statCheck?: (stat: unknown, headers: OutgoingHttpHeaders, ...rest: unknown[]) => unknown
}

interface Marked {
  [STATE]?: ResponseState
  /** The stream's methods as they were, where other code has wrapped some before. */
  [WRAPPED]?: Methods
}

type Stream = ServerHttp2Stream & Marked

/** The methods that write a stream's head, its body where the head may still have to be written, or open another stream. */
interface Methods {
  respond(headers?: StreamHeaders, ...rest: unknown[]): unknown
  respondWithFD(file: unknown, headers?: StreamHeaders, options?: FileOptions, ...rest: unknown[]): unknown
  respondWithFile(path: unknown, headers?: StreamHeaders, options?: FileOptions, ...rest: unknown[]): unknown
  pushStream(headers: unknown, ...rest: unknown[]): unknown
  _write(...chunk: unknown[]): unknown
  _writev(...chunks: unknown[]): unknown
}

/** The state of a stream that was marked; a response that only looks like one has no stream. */
export function stateOfStream(stream: object | undefined): ResponseState | undefined {
  return (stream as Marked | undefined)?.[STATE]
}

/**
 * Puts a state's policy on a stream's head, whatever writes it: what Node answers by itself (417, 405), `stream.respond()`,
 * pushes.
 *
 * Where the state is that of a response of the compatibility API, its `writeHead` hook has set the headers already.
 */
export function markStream(stream: ServerHttp2Stream, state: ResponseState): void {
  const isNew = (stream as Stream)[STATE] === undefined
  ;(stream as Stream)[STATE] = state
  if (!isNew) return
  if (METHOD_NAMES.some((name) => Object.hasOwn(stream, name))) {
    ;(stream as Stream)[WRAPPED] = Object.fromEntries(METHOD_NAMES.map((name) => [name, (stream as Methods)[name]])) as never
  }
  Object.assign(stream, METHODS)
}

/** One set for all streams: closures for each one would have to be collected. */
const METHODS: Methods = {
  respond(this: Stream, headers, ...rest) {
    return sending(this, () => methodsOf(this).respond.call(this, filled(this, headers), ...rest))
  },
  respondWithFD(this: Stream, file, headers, options, ...rest) {
    const { respondWithFD } = methodsOf(this)
    // A statCheck of ours, where there was none, would make Node call fstat.
    if (typeof options?.statCheck === 'function')
      return respondWithFD.call(this, file, headers, fillingLate(this, options), ...rest)
    return sending(this, () => respondWithFD.call(this, file, filled(this, headers), options, ...rest))
  },
  respondWithFile(this: Stream, path, headers, options, ...rest) {
    return methodsOf(this).respondWithFile.call(this, path, headers, fillingLate(this, options), ...rest)
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
  _write(this: Stream, ...chunk) {
    respondFirst(this)
    return methodsOf(this)._write.apply(this, chunk)
  },
  _writev(this: Stream, ...chunks) {
    respondFirst(this)
    return methodsOf(this)._writev.apply(this, chunks)
  },
}

const METHOD_NAMES = Object.keys(METHODS) as (keyof Methods)[]

/** Node writes the head that was left out by its own `respond`, whatever the stream's is. */
function respondFirst(stream: Stream): void {
  if (!stream.headersSent && !stream.destroyed) stream.respond()
}

function methodsOf(stream: Stream): Methods {
  return stream[WRAPPED] ?? Object.getPrototypeOf(stream)
}

/** Sends a head; where Node refuses it, the page that a nonce was made for is not sent. */
function sending(stream: Stream, send: () => unknown): unknown {
  const { [STATE]: state } = stream
  const nonce = state?.nonce
  try {
    return send()
  } catch (error) {
    if (state !== undefined) state.nonce = nonce
    throw error
  }
}

/**
 * Options of a file that fill its headers once it is open: whoever may change the headers later comes first, and where the file
 * cannot be opened, another head is sent. What is not an object of options is Node's to refuse.
 */
function fillingLate(stream: Stream, options: FileOptions | undefined): FileOptions | undefined {
  if (options === null || (options !== undefined && typeof options !== 'object')) return options
  const { statCheck } = options ?? {}
  if (statCheck !== undefined && typeof statCheck !== 'function') return options
  const filling: FileOptions['statCheck'] = function (this: unknown, stat, late, ...rest) {
    const answer = statCheck?.call(this, stat, late, ...rest)
    if (answer === false) return false
    const all = filled(stream, late) as OutgoingHttpHeaders
    for (const name of Object.keys(late)) if (!Object.hasOwn(all, name)) delete late[name]
    Object.assign(late, all)
    return answer
  }
  return { ...options, statCheck: filling }
}

/** The headers with the policy's among them. What does not hold headers is Node's to refuse. */
function filled(stream: Stream, headers: StreamHeaders = {}): StreamHeaders {
  const { [STATE]: state } = stream
  if (state === undefined || (state instanceof WriteHeadState && state.applied !== undefined)) return headers
  if (stream.headersSent || stream.destroyed || typeof headers !== 'object' || headers === null) return headers
  const { watched } = state.policy
  const pairs = toPairs(headers)
  let status = 200
  beginLooking()
  for (const [name, value] of pairs) {
    if (name === ':status') status = Number(value)
    // Node leaves out what is undefined.
    if (value !== undefined) look(watched, String(name), value)
  }
  const { taken, stripped } = seen
  const form = state.formToWrite(status, seen)
  const lines = state.lines(form, taken).map((line) => [line.key, state.valueOf(line, form)] as const)
  const goes = (name: unknown, value: unknown) => stripped !== undefined && hasToGo(watched, String(name), value)
  // Copies, because the headers are the caller's; with their symbols, because one of them says which headers are sensitive.
  if (Array.isArray(headers)) {
    const symbols = Object.getOwnPropertySymbols(headers).map((symbol) => [symbol, Reflect.get(headers, symbol)])
    return Object.assign([...pairs.filter(([name, value]) => !goes(name, value)), ...lines].flat(), Object.fromEntries(symbols))
  }
  const copy = { ...(headers as OutgoingHttpHeaders) }
  for (const name of Object.keys(copy)) if (goes(name, copy[name])) delete copy[name]
  return Object.assign(copy, Object.fromEntries(lines))
}

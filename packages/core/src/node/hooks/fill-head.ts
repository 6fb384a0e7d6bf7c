import { ServerResponse } from 'node:http'
import { fieldValueOf } from '../../line.js'
import { beginLooking, hasToGo, isEmpty, look, note, seen } from '../../seen.js'
import { STRIPPED, UNWATCHED, type WatchedHeaders } from '../../watched-headers.js'
import type { NodeResponse } from '../marked.js'
import { type Pair, toPairs } from './header-pairs.js'
import { type HeaderRecord, loseRecord, recordOf } from './header-record.js'
import { headersSent } from './headers-sent.js'
import { sharesHiddenClasses } from './hidden-classes.js'
import { headerNamesOf } from './look-alike.js'
import { keepWhatIsSetToNothing } from './remove-header.js'
import { knowsNode } from './self-test.js'
import { hasWire } from './wire.js'
import type { Applied, HeadMethods, WriteHeadState } from './write-head-state.js'

const NONE: readonly never[] = []

const { writeHead: nodeWriteHead, setHeader: nodeSetHeader } = ServerResponse.prototype

/**
 * Writes a head with the policy's headers in it: set on the response, or among what `writeHead` is given. Where it throws,
 * everything is as it was.
 */
export function fillAndWrite(
  response: NodeResponse,
  state: WriteHeadState,
  record: HeaderRecord | null | undefined,
  args: [status: number, ...unknown[]],
  write: HeadMethods['writeHead'],
): unknown {
  const { original, policy } = state
  takeBack(response, state)
  const position = headersAt(args)
  const argument = args[position]
  if (isCutShort(argument)) return write.apply(response, args)
  const given = toPairs(argument)
  const set = record === undefined ? headerNamesOf(response, policy) : Object.keys(record ?? NONE)
  lookAll(response, policy.watched, record, set, given)
  const { taken } = seen
  const stripped: readonly string[] = seen.stripped ?? NONE
  if (state.dropped !== undefined) keepWhatIsSetToNothing(state.dropped, stripped)
  const { nonce } = state
  // From Node 22, `writeHead` removes each name of an array before it appends it.
  const dropped = state.dropped && new Set(state.dropped)
  // Read as Node reads it: `writeHead("304")` sends a 304.
  const form = state.formToWrite(Number(args[0]), seen)
  for (const key of stripped) original.removeHeader?.call(response as ServerResponse, key)
  const kept = stripped.length === 0 ? given : given.filter(([name, value]) => !hasToGo(policy.watched, String(name), value))
  state.applied = { lines: state.lines(form, taken), form, nonce: state.nonce ?? '' }
  const isUntouched = set.length === 0 && response instanceof ServerResponse
  if (isUntouched && (Array.isArray(argument) || isUnseen(response, write) || losesSome(argument, given))) {
    // Headers that are set would make Node merge what it is given, and turn two cookies in it into one.
    args[position] = likeArgument(argument, [...kept, ...state.fields(form, taken)])
  } else {
    if (kept.length < given.length) args[position] = likeArgument(argument, kept)
    setAll(response, record, state.applied)
  }
  try {
    return write.apply(response, args)
  } catch (error) {
    // The page that this nonce was made for is not sent.
    state.nonce = nonce
    if (!headersSent(response)) {
      takeBack(response, state)
      if (isUntouched) forget(response, state, given, record)
    }
    state.dropped = dropped
    throw error
  }
}

/** `writeHead(status[, reason][, headers])` */
function headersAt(args: readonly unknown[]): 1 | 2 {
  return typeof args[1] === 'string' || args[2] != null ? 2 : 1
}

/** Whether a list ends with a name that has no value: Node's to refuse, in its own words. */
function isCutShort(argument: unknown): boolean {
  return Array.isArray(argument) && !Array.isArray(argument[0]) && argument.length % 2 !== 0
}

/** Looks at what is set on the response, and at what `writeHead` is given. */
function lookAll(
  response: NodeResponse,
  watched: WatchedHeaders,
  record: HeaderRecord | null | undefined,
  set: readonly string[],
  given: readonly Pair[],
): void {
  beginLooking()
  for (const key of set) {
    const meaning = watched.meaningOf(key)
    // Asking for a value takes a microsecond on Express; what goes in any case is not asked for.
    if (meaning === STRIPPED) note(meaning, key.toLowerCase(), undefined)
    else if (meaning !== UNWATCHED) note(meaning, key.toLowerCase(), record ? record[key]?.[1] : response.getHeader?.(key))
  }
  for (const [name, value] of given) look(watched, String(name), value)
  // What was set is gone where the argument sets it to nothing.
  for (const key of seen.stripped ?? NONE) if (set.includes(key) && isGivenEmpty(given, key)) seen.taken?.delete(key)
}

function isGivenEmpty(given: readonly Pair[], key: string): boolean {
  return given.some(([name, value]) => isEmpty(value) && String(name).toLowerCase() === key)
}

/**
 * Takes back what was set for a head that has thrown, or that a wrapper has held back; what the handler has replaced since then
 * is the handler's.
 */
function takeBack(response: NodeResponse, state: WriteHeadState): void {
  if (state.applied === undefined) return
  const { lines, form, nonce } = state.applied
  for (const line of lines) {
    if (response.getHeader?.(line.name) !== fieldValueOf(line, form, nonce)) continue
    state.original.removeHeader?.call(response as ServerResponse, line.name)
  }
  state.applied = undefined
}

/** Whether nobody who was loaded later and might read the headers back stands between the hook and Node. */
function isUnseen(response: ServerResponse, write: HeadMethods['writeHead']): boolean {
  return write === nodeWriteHead && hasWire(response, Reflect.get(response, 'socket'))
}

/** Whether Node leaves out some of an object where headers are set: an empty name, and the first of two spellings of one name. */
function losesSome(argument: unknown, given: readonly Pair[]): boolean {
  if (argument === undefined || argument === null) return false
  const keys = given.map(([name]) => String(name).toLowerCase())
  return keys.some((key, at) => key === '' || keys.indexOf(key) !== at)
}

/** What `removeHeader` also changes: Node then sends no length, connection or date of its own. */
interface Framing {
  sendDate: boolean
  _removedConnection: boolean
  _removedContLen: boolean
  _removedTE: boolean
}

/**
 * Forgets what the handler gave for a head that has thrown: on a response without a record, Node itself would have kept none of
 * it. `before` is the record as it was then.
 */
function forget(
  response: ServerResponse,
  { original }: WriteHeadState,
  given: readonly Pair[],
  before: HeaderRecord | null | undefined,
): void {
  const record = knowsNode ? recordOf(response) : undefined
  if (record === undefined) {
    const { sendDate, _removedConnection, _removedContLen, _removedTE } = response as unknown as Framing
    for (const [name] of given) original.removeHeader?.call(response, String(name))
    Object.assign(response, { sendDate, _removedConnection, _removedContLen, _removedTE } satisfies Framing)
  } else if (record !== null && before === null) {
    for (const [name] of given) delete record[String(name).toLowerCase()]
    if (Object.keys(record).length === 0) loseRecord(response)
  }
}

/**
 * Where `setHeader` is Node's own, it would check what is known to be good, and on Express, up to Node 22, take a microsecond for
 * each property that it reads.
 */
function setAll(response: NodeResponse, record: HeaderRecord | null | undefined, { lines, form, nonce }: Applied): void {
  const isDirect = record !== undefined && hasNodesSetHeader(response)
  let known = isDirect ? record : undefined
  for (const line of lines) {
    const value = fieldValueOf(line, form, nonce)
    if (known) known[line.key] = [line.name, value]
    else {
      response.setHeader(line.name, value)
      if (isDirect) known = recordOf(response)
    }
  }
}

function hasNodesSetHeader(response: NodeResponse): boolean {
  return (sharesHiddenClasses ? response.setHeader : Reflect.get(response, 'setHeader')) === nodeSetHeader
}

/** The pairs in the shape of the argument they came from. */
function likeArgument(argument: unknown, pairs: readonly Pair[]): unknown {
  if (!Array.isArray(argument)) return Object.fromEntries(pairs)
  return Array.isArray(argument[0]) ? pairs : pairs.flat()
}

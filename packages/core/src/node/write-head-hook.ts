import { OutgoingMessage, ServerResponse } from 'node:http'
import { beginLooking, findings, hasToGo, isEmpty, look, note } from '../findings.js'
import { fieldValueOf } from '../line.js'
import { UNWATCHED } from '../watched-headers.js'
import { type Pair, toPairs } from './header-pairs.js'
import { type HeaderRecord, loseRecord, recordOf, recordOfSwapped } from './header-record.js'
import { headersSent } from './headers-sent.js'
import { sharesHiddenClasses } from './hidden-classes.js'
import { headerNamesOf, takesHeaders } from './look-alike.js'
import { type NodeResponse, stateOf } from './marked.js'
import { inheritedRemoveHeader, keepWhatIsSetToNothing, mayInheritRemoveHeader, removeHeader } from './remove-header.js'
import { methodOnPrototype, putOnPrototype } from './response-prototype.js'
import { knowsNode } from './self-test.js'
import { stateOfSwapped } from './swapped-state.js'
import { hasWire } from './wire.js'
import { type Applied, HeadMethods, WriteHeadState } from './write-head-state.js'

const NONE: readonly never[] = []

const { writeHead: nodeWriteHead, removeHeader: nodeRemoveHeader, setHeader: nodeSetHeader } = ServerResponse.prototype

/**
 * Makes the response set the policy's headers when its head is written: for HTTP/2, for test injection, beside other wrappers of
 * `writeHead`, and wherever the block hook's self-test fails. Returns the methods as they were.
 *
 * Where this Node is not known, headers are set by documented methods only.
 */
export function installWriteHeadHook(response: NodeResponse): HeadMethods {
  return install(response, response.writeHead, response.removeHeader)
}

/** {@link installWriteHeadHook} for responses whose prototype was swapped. */
export function installWriteHeadHookOnSwapped(response: NodeResponse): HeadMethods {
  // What a response was wrapped with itself, or Node's prototype by somebody else, stays in front.
  if (methodOfSwapped(response, 'writeHead') === nodeWriteHead && methodOnPrototype('writeHead') === nodeWriteHead)
    putOnPrototype('writeHead', inheritedWriteHead)
  if (
    mayInheritRemoveHeader &&
    methodOfSwapped(response, 'removeHeader') === nodeRemoveHeader &&
    methodOnPrototype('removeHeader') === nodeRemoveHeader
  )
    putOnPrototype('removeHeader', inheritedRemoveHeader)
  return install(response, methodOfSwapped(response, 'writeHead'), methodOfSwapped(response, 'removeHeader'))
}

function methodOfSwapped<Name extends 'writeHead' | 'removeHeader'>(response: NodeResponse, name: Name): NodeResponse[Name] {
  return sharesHiddenClasses ? response[name] : Reflect.get(response, name)
}

function install(
  response: NodeResponse,
  before: NodeResponse['writeHead'],
  removeBefore: NodeResponse['removeHeader'],
): HeadMethods {
  const isInherited = before === (inheritedWriteHead as unknown)
  const isHooked = before !== undefined && takesHeaders(response)
  if (isHooked && !isInherited) response.writeHead = writeHead as typeof response.writeHead
  const inheritsRemoveHeader = removeBefore === inheritedRemoveHeader
  if (isHooked && removeBefore !== undefined && !inheritsRemoveHeader) response.removeHeader = removeHeader
  return new HeadMethods(
    (isInherited ? nodeWriteHead : before) as HeadMethods['writeHead'],
    inheritsRemoveHeader ? nodeRemoveHeader : removeBefore,
    isInherited,
  )
}

/** Implicit heads pass here too: `write`, `end` and `flushHeaders` call `this.writeHead(this.statusCode)`. */
function writeHead(this: NodeResponse, ...args: [status: number, ...unknown[]]): unknown {
  return writeWith(this, stateOf(this) as WriteHeadState, knowsNode ? recordOf(this) : undefined, args)
}

/** The `writeHead` that every response inherits: Node's own, but for those that have this hook and no other. */
export function inheritedWriteHead(this: NodeResponse, ...args: [status: number, ...unknown[]]): unknown {
  const record = recordOfSwapped(this)
  const state = stateOfSwapped(this, record)
  // A response that was wrapped has the hook of its own, which has come first.
  if (!(state instanceof WriteHeadState && state.original.isInherited))
    return nodeWriteHead.apply(this as ServerResponse, args as [number])
  return writeWith(this, state, knowsNode ? record : undefined, args)
}

function writeWith(
  response: NodeResponse,
  state: WriteHeadState,
  record: HeaderRecord | null | undefined,
  args: [status: number, ...unknown[]],
): unknown {
  const { writeHead: write } = state.original
  return headersSent(response) ? write.apply(response, args) : fillAndWrite(response, state, record, args, write)
}

/** For a response that may never ask for a head: sets the headers before something is written, unless a head has come. */
export function completeHead(response: NodeResponse, state: WriteHeadState): void {
  // What is not Node's may say so before anything is written.
  if (state.applied !== undefined || (response instanceof OutgoingMessage && headersSent(response))) return
  try {
    fillAndWrite(response, state, knowsNode ? recordOf(response) : undefined, [response.statusCode], () => {})
  } catch {
    // It takes no headers any more.
  }
}

function fillAndWrite(
  response: NodeResponse,
  state: WriteHeadState,
  record: HeaderRecord | null | undefined,
  args: [status: number, ...unknown[]],
  write: HeadMethods['writeHead'],
): unknown {
  const { original, policy } = state
  takeBack(response, state)
  // writeHead(status[, reason][, headers])
  const position = typeof args[1] === 'string' || args[2] != null ? 2 : 1
  const argument = args[position]
  // A name without a value is Node's to refuse, in its own words.
  if (Array.isArray(argument) && !Array.isArray(argument[0]) && argument.length % 2 !== 0) return write.apply(response, args)
  const given = toPairs(argument)
  const set = record === undefined ? headerNamesOf(response, policy) : Object.keys(record ?? NONE)
  beginLooking()
  for (const key of set) {
    const meaning = policy.watched.meaningOf(key)
    if (meaning !== UNWATCHED) note(meaning, key.toLowerCase(), record ? record[key]?.[1] : response.getHeader?.(key))
  }
  for (const [name, value] of given) look(policy.watched, String(name), value)
  const { taken } = findings
  const stripped: readonly string[] = findings.stripped ?? NONE
  // What was set is no more where the argument has it as nothing.
  for (const key of stripped) if (set.includes(key) && isGivenEmpty(given, key)) taken?.delete(key)

  if (state.dropped !== undefined) keepWhatIsSetToNothing(state.dropped, stripped)
  const { nonce } = state
  // From Node 22, `writeHead` removes each name of an array before it appends it.
  const dropped = state.dropped && new Set(state.dropped)
  // As Node reads it: `writeHead("304")` is one.
  const form = state.formToWrite(Number(args[0]), findings)
  for (const key of stripped) original.removeHeader?.call(response as ServerResponse, key)
  const kept = stripped.length === 0 ? given : given.filter(([name, value]) => !hasToGo(policy.watched, String(name), value))
  state.applied = { lines: state.lines(form, taken), form, nonce: state.nonce ?? '' }
  const isUntouched = set.length === 0 && response instanceof ServerResponse
  if (isUntouched && (Array.isArray(argument) || isUnseen(response, write) || losesSome(argument, given))) {
    // Headers that are set would make Node merge what it is given, and two cookies of it become one.
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

function isGivenEmpty(given: readonly Pair[], key: string): boolean {
  return given.some(([name, value]) => isEmpty(value) && String(name).toLowerCase() === key)
}

/**
 * What was set for a head that has thrown, or that a wrapper has held back; what the handler has replaced since
 * then is the handler's.
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

/** Whether nobody stands between the hook and Node, who might read the headers back. */
function isUnseen(response: ServerResponse, write: HeadMethods['writeHead']): boolean {
  return write === nodeWriteHead && hasWire(response, Reflect.get(response, 'socket'))
}

/** Whether Node leaves out some of an object where headers are set: an empty name, and of two spellings of one the first. */
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
 * What the handler gave for a head that has thrown: on a response without a record, Node itself would have kept none of it.
 * `before` is the record as it was then.
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
  const setHeader = sharesHiddenClasses ? response.setHeader : Reflect.get(response, 'setHeader')
  const isDirect = record !== undefined && setHeader === nodeSetHeader
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

/** The pairs in the shape of the argument they came from. */
function likeArgument(argument: unknown, pairs: readonly Pair[]): unknown {
  if (!Array.isArray(argument)) return Object.fromEntries(pairs)
  return Array.isArray(argument[0]) ? pairs : pairs.flat()
}

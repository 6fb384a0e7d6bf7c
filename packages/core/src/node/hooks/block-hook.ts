import { OutgoingMessage, ServerResponse } from 'node:http'
import type { ResponseState } from '../../response-state.js'
import { beginLooking, look, note, seen } from '../../seen.js'
import { UNWATCHED, type WatchedHeaders } from '../../watched-headers.js'
import { stateOf } from '../marked.js'
import type { Pair } from './header-pairs.js'
import { type HeaderRecord, recordOf, recordOfSwapped } from './header-record.js'
import { sharesHiddenClasses } from './hidden-classes.js'
import { inheritedRemoveHeader, keepWhatIsSetToNothing, mayInheritRemoveHeader, removeHeader } from './remove-header.js'
import { putOnPrototype } from './response-prototype.js'
import { stateOfSwapped } from './swapped-state.js'
import { hasWire } from './wire.js'
import { inheritedWriteHead } from './write-head-hook.js'
import { WriteHeadState } from './write-head-state.js'

/**
 * What Node hands to `_storeHeader`: the response's own record (lower-case name → [name, value]), or what was passed to
 * `writeHead` on a response without headers: an object, an array of names and values in turn, an array of pairs, or nothing.
 */
type HeadersArgument = Record<string, unknown> | readonly unknown[] | null | undefined

interface Internals {
  _storeHeader(statusLine: string, headers: HeadersArgument): void
}

type BlockResponse = ServerResponse & Internals

/** The prototype below the one that has ours: looked into at each call, because somebody may wrap what is there. */
const below = OutgoingMessage.prototype as unknown as Internals
const { _storeHeader: nodeStoreHeader } = below
const { writeHead: nodeWriteHead, removeHeader: nodeRemoveHeader } = ServerResponse.prototype

/**
 * Whether a block may be joined to the response's head: nothing that was loaded later stands between it and Node. Test injection
 * and wrappers of `writeHead` may read the headers back, whoever brings a `removeHeader` wants it to be called, and another copy of
 * this package has a hook of its own.
 */
export function takesBlock(response: object): response is BlockResponse {
  const { writeHead, removeHeader: remove, _storeHeader: hook, socket } = response as Partial<BlockResponse>
  return areUntouched(writeHead, remove, hook) && hasWire(response, socket)
}

/** Whether the methods are those that Node or this package has put on prototypes. */
function areUntouched(writeHead: unknown, remove: unknown, hook: unknown): boolean {
  return (
    (writeHead === nodeWriteHead || writeHead === inheritedWriteHead) &&
    (remove === nodeRemoveHeader || remove === inheritedRemoveHeader) &&
    (hook === nodeStoreHeader || hook === inheritedStoreHeader)
  )
}

/** Makes the response write the policy's block with its status line. */
export function installBlockHook(response: BlockResponse): void {
  response._storeHeader = storeHeader
  response.removeHeader = removeHeader
}

/** Whether the response inherits the hook. */
export function inheritsBlockHook(response: object): boolean {
  return (response as Partial<Internals>)._storeHeader === inheritedStoreHeader
}

/**
 * Makes a response whose prototype was swapped inherit the hook, along with all others. Returns false, and does nothing, where it
 * takes no block.
 */
export function installBlockHookOnSwapped(response: object): boolean {
  const swapped = response as BlockResponse
  const hook = sharesHiddenClasses ? swapped._storeHeader : Reflect.get(response, '_storeHeader')
  const remove = sharesHiddenClasses ? swapped.removeHeader : Reflect.get(response, 'removeHeader')
  const writeHead = sharesHiddenClasses ? swapped.writeHead : Reflect.get(response, 'writeHead')
  const socket = sharesHiddenClasses ? swapped.socket : Reflect.get(response, 'socket')
  if (!(mayInheritRemoveHeader && areUntouched(writeHead, remove, hook) && hasWire(swapped, socket))) return false
  if (hook !== inheritedStoreHeader) putOnPrototype('_storeHeader', inheritedStoreHeader)
  if (remove !== inheritedRemoveHeader) putOnPrototype('removeHeader', inheritedRemoveHeader)
  return true
}

/**
 * Every head of HTTP/1 passes here: written by `writeHead`, by the first `write`, by `end`.
 *
 * Node calls it again when it has thrown (a bad value given to `writeHead`, and the error page after it), so
 * nothing is ever "done".
 */
function storeHeader(this: BlockResponse, statusLine: string, headers: HeadersArgument): void {
  const state = stateOf(this)
  if (state === undefined) nodeStoreHeader.call(this, statusLine, headers)
  else storeWith(this, state, recordOf(this), statusLine, headers, true)
}

/** The `_storeHeader` that every response inherits: Node's own, except for those that are marked for this hook. */
function inheritedStoreHeader(this: BlockResponse, statusLine: string, headers: HeadersArgument): void {
  const record = recordOfSwapped(this)
  const state = stateOfSwapped(this, record)
  if (state === undefined || state instanceof WriteHeadState) below._storeHeader.call(this, statusLine, headers)
  else storeWith(this, state, record, statusLine, headers, sharesHiddenClasses)
}

function storeWith(
  response: BlockResponse,
  state: ResponseState,
  record: HeaderRecord | null | undefined,
  statusLine: string,
  headers: HeadersArgument,
  readsByName: boolean,
): void {
  const { policy, nonce } = state
  lookAll(policy.watched, headers, record)
  const { taken, stripped } = seen
  const block =
    taken === undefined && state.dropped === undefined
      ? (policy.constant ?? state.block(readsByName ? response.statusCode : Reflect.get(response, 'statusCode'), seen))
      : blockBeside(response, state)
  // After the block: a getter in the headers may write another response, and what was seen is then that one's.
  const kept = stripped === undefined ? headers : strip(policy.watched, headers, record, stripped)
  try {
    nodeStoreHeader.call(response, statusLine + block, kept)
  } catch (error) {
    // The page that this nonce was made for is not sent.
    state.nonce = nonce
    throw error
  }
}

// What is rare is in functions of its own: V8 inlines what is small, which was measured at a tenth of all that is added.

/** Takes out what the policy strips. */
function strip(
  watched: WatchedHeaders,
  headers: HeadersArgument,
  record: HeaderRecord | null | undefined,
  stripped: readonly string[],
): HeadersArgument {
  if (!record || headers !== record) return without(watched, headers)
  // Node's `removeHeader` looks at the response four times, and does more than this only for framing headers, which no policy
  // strips.
  for (const key of stripped) delete record[key]
  return record
}

/** The header lines for a response whose handler decides some of them. */
function blockBeside(response: BlockResponse, state: ResponseState): string {
  const { stripped } = seen
  if (state.dropped !== undefined && stripped !== undefined) keepWhatIsSetToNothing(state.dropped, stripped)
  return state.blockBeside(response.statusCode, seen)
}

/** Looks at every header, whatever shape they come in. */
function lookAll(watched: WatchedHeaders, headers: HeadersArgument, record: HeaderRecord | null | undefined): void {
  beginLooking()
  if (headers === undefined || headers === null) return
  if (Array.isArray(headers)) lookAtList(watched, headers)
  else if (headers === record) {
    for (const key of Object.keys(record)) {
      const meaning = watched.meaningOf(key)
      if (meaning !== UNWATCHED) note(meaning, key, record[key]?.[1])
    }
  } else {
    // Not Object.keys: that makes an array of names that are in the object's hidden class already.
    for (const name in headers) {
      const meaning = watched.meaningOf(name)
      if (meaning === UNWATCHED || !Object.hasOwn(headers, name)) continue
      note(meaning, name.toLowerCase(), (headers as Record<string, unknown>)[name])
    }
  }
}

function lookAtList(watched: WatchedHeaders, headers: readonly unknown[]): void {
  if (Array.isArray(headers[0])) for (const [name, value] of headers as readonly Pair[]) look(watched, String(name), value)
  else for (let at = 0; at < headers.length; at += 2) look(watched, String(headers[at]), headers[at + 1])
}

/** A copy of the caller's headers without what the policy strips. */
function without(watched: WatchedHeaders, headers: HeadersArgument): HeadersArgument {
  if (headers === undefined || headers === null) return headers
  const goes = (name: unknown): boolean => watched.strips(String(name))
  if (!Array.isArray(headers)) return Object.fromEntries(Object.entries(headers).filter(([name]) => !goes(name)))
  if (Array.isArray(headers[0])) return headers.filter(([name]) => !goes(name))
  return headers.filter((_, at) => !goes(headers[at - (at % 2)]))
}

import { OutgoingMessage, ServerResponse } from 'node:http'
import { type NodeResponse, stateOf } from '../marked.js'
import { fillAndWrite } from './fill-head.js'
import { type HeaderRecord, recordOf, recordOfSwapped } from './header-record.js'
import { headersSent } from './headers-sent.js'
import { sharesHiddenClasses } from './hidden-classes.js'
import { takesHeaders } from './look-alike.js'
import { inheritedRemoveHeader, mayInheritRemoveHeader, removeHeader } from './remove-header.js'
import { methodOnPrototype, putOnPrototype } from './response-prototype.js'
import { knowsNode } from './self-test.js'
import { stateOfSwapped } from './swapped-state.js'
import { HeadMethods, WriteHeadState } from './write-head-state.js'

const { writeHead: nodeWriteHead, removeHeader: nodeRemoveHeader } = ServerResponse.prototype

/**
 * Makes the response set the policy's headers when its head is written: for HTTP/2, for test injection, beside other wrappers of
 * `writeHead`, and wherever the block hook's self-test fails. Returns the methods as they were.
 *
 * Where this version of Node is not known, headers are set by documented methods only.
 */
export function installWriteHeadHook(response: NodeResponse): HeadMethods {
  return install(response, response.writeHead, response.removeHeader)
}

/** {@link installWriteHeadHook} for responses whose prototype was swapped. */
export function installWriteHeadHookOnSwapped(response: NodeResponse): HeadMethods {
  const before = inheriting(response, 'writeHead', nodeWriteHead, inheritedWriteHead)
  const removeBefore = mayInheritRemoveHeader
    ? inheriting(response, 'removeHeader', nodeRemoveHeader, inheritedRemoveHeader)
    : methodOfSwapped(response, 'removeHeader')
  return install(response, before, removeBefore)
}

/**
 * The response's method, once Node's own has given place to the hook's: what a response itself was wrapped with, or what somebody
 * else wrapped Node's prototype with, stays in front.
 */
function inheriting<Name extends 'writeHead' | 'removeHeader'>(
  response: NodeResponse,
  name: Name,
  nodes: unknown,
  hook: (...args: never[]) => unknown,
): NodeResponse[Name] {
  const method = methodOfSwapped(response, name)
  if (method !== nodes || methodOnPrototype(name) !== nodes) return method
  putOnPrototype(name, hook)
  return methodOfSwapped(response, name)
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

/** The `writeHead` that every response inherits: Node's own, except for those that have this hook and no other. */
export function inheritedWriteHead(this: NodeResponse, ...args: [status: number, ...unknown[]]): unknown {
  const record = recordOfSwapped(this)
  const state = stateOfSwapped(this, record)
  // A response that was wrapped has the hook as its own method, which has come first.
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
  // One that is not Node's may say that headers are sent before anything is written.
  if (state.applied !== undefined || (response instanceof OutgoingMessage && headersSent(response))) return
  try {
    fillAndWrite(response, state, knowsNode ? recordOf(response) : undefined, [response.statusCode], () => {})
  } catch {
    // It takes no headers any more.
  }
}

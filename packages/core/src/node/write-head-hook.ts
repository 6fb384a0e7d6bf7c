import { ServerResponse } from 'node:http'
import { isHtml, type ResponseState } from '../response-state.js'
import { withoutBlockHook } from './block-hook.js'
import { type NodeResponse, stateOf } from './marked.js'

const HOOK = Symbol('secure.writeHead')

/** The methods as they were, and the names of the headers that an earlier try has set. */
interface Hook {
  readonly writeHead: (...args: unknown[]) => unknown
  readonly removeHeader: (name: string) => void
  applied: string[]
}

type HookedResponse = NodeResponse & { [HOOK]: Hook }
type Pair = readonly [name: unknown, value: unknown]

/**
 * Makes the response set the policy's headers when its head is written, by documented methods only: for HTTP/2, for test injection, beside
 * other wrappers of `writeHead`, and wherever the block hook's self-test fails.
 */
export function installWriteHeadHook(response: NodeResponse): void {
  const hooked = response as HookedResponse
  hooked[HOOK] = { writeHead: response.writeHead as Hook['writeHead'], removeHeader: response.removeHeader, applied: [] }
  hooked.writeHead = writeHead as typeof hooked.writeHead
  hooked.removeHeader = removeHeader
  withoutBlockHook(response)
}

/** Implicit heads pass here too: `write`, `end` and `flushHeaders` call `this.writeHead(this.statusCode)`. */
function writeHead(this: HookedResponse, status: number, ...rest: unknown[]): unknown {
  const hook = this[HOOK]
  if (this.headersSent) return hook.writeHead.call(this, status, ...rest)
  const state = stateOf(this) as ResponseState
  // A try before this one has thrown after our headers were set.
  for (const name of hook.applied.splice(0)) hook.removeHeader.call(this, name)

  // writeHead(status[, reason][, headers])
  const position = typeof rest[0] === 'string' || rest[1] != null ? 1 : 0
  const argument = rest[position]
  // A name without a value is Node's to refuse, in its own words.
  if (Array.isArray(argument) && !Array.isArray(argument[0]) && argument.length % 2 !== 0)
    return hook.writeHead.call(this, status, ...rest)
  const given = toPairs(argument)
  const { watched, stripped } = state.policy
  const goes = ([name]: Pair): boolean => stripped.has(String(name).toLowerCase())
  const values = new Map<string, unknown>()
  for (const key of this.getHeaderNames()) values.set(key, this.getHeader(key))
  for (const [name, value] of given) values.set(String(name).toLowerCase(), value)

  const form = state.form(status, isHtml(String(values.get('content-type') ?? '')))
  const taken = new Set([...values.keys()].filter((key) => !stripped.has(key) && watched.has(key)))
  if (taken.has('cache-control')) state.checkSharing(form, String(values.get('cache-control')))
  const fields = state.fields(form, taken)

  const touched = this.getHeaderNames().length > 0
  for (const key of stripped) if (this.hasHeader(key)) hook.removeHeader.call(this, key)
  if (given.some(goes))
    rest[position] = likeArgument(
      argument,
      given.filter((pair) => !goes(pair)),
    )
  if (Array.isArray(argument) && !touched && this instanceof ServerResponse) {
    // Headers that are set would make Node merge the array, and two cookies of it become one.
    rest[position] = likeArgument(argument, [...given.filter((pair) => !goes(pair)), ...fields])
  } else {
    for (const [name, value] of fields) this.setHeader(name, value)
    hook.applied = fields.map(([name]) => name)
  }
  return hook.writeHead.call(this, status, ...rest)
}

function removeHeader(this: HookedResponse, name: string): void {
  if (!this.headersSent) stateOf(this)?.removed(name.toLowerCase(), this.hasHeader(name))
  this[HOOK].removeHeader.call(this, name)
}

function toPairs(headers: unknown): readonly Pair[] {
  if (!Array.isArray(headers)) return typeof headers === 'object' && headers !== null ? Object.entries(headers) : []
  if (Array.isArray(headers[0])) return headers
  return headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1]] as const] : []))
}

/** The pairs in the shape of the argument they came from. */
function likeArgument(argument: unknown, pairs: readonly Pair[]): unknown {
  if (!Array.isArray(argument)) return Object.fromEntries(pairs)
  return Array.isArray(argument[0]) ? pairs : pairs.flat()
}

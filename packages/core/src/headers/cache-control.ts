import { bare } from '../bare.js'
import { kebab } from '../case.js'
import { plainObject } from '../check-shapes.js'
import { boolean, fieldValue, matching, nothing, notInList, seconds, TOKEN } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import type { Option } from '../options.js'
import { deriveMethods } from './derived-methods.js'
import { type Field, Header, type HeaderDefinition } from './header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Cache-Control: who may store the response, for how long. On by default: `no-cache, no-store, must-revalidate, max-age=0`
     * with Pragma and Expires; a handler's own Cache-Control wins, unless the policy is enforced.
     * @see https://httpwg.org/specs/rfc9111.html#field.cache-control
     */
    cache?: Option<CacheControl, CacheControlData | RawValue>
  }
}

/**
 * The response directives, keyed by method, with the argument each takes:
 * https://httpwg.org/specs/rfc9111.html#cache-response-directive
 */
const directives = {
  /** How long the response is fresh, in seconds. */
  maxAge: 'seconds',
  /** How long it is fresh in shared caches, in seconds. */
  sMaxAge: 'seconds',
  /** No cache may store it. */
  noStore: 'nothing',
  /** Stored, but asked for anew each time; with field names, only those fields are. */
  noCache: 'fields',
  /** Only the user's own browser may store it; with field names, only those fields are private. */
  private: 'fields',
  /** Any cache may store it, even when the request was authorised. */
  public: 'nothing',
  /** Never used stale without asking. */
  mustRevalidate: 'nothing',
  /** Shared caches never use it stale without asking. */
  proxyRevalidate: 'nothing',
  /** Stored only by caches that know the status code. */
  mustUnderstand: 'nothing',
  /** Intermediaries may not change the body. */
  noTransform: 'nothing',
  /** The body never changes while it is fresh (RFC 8246). */
  immutable: 'nothing',
  /** How long it may be used stale while it is fetched anew, in seconds (RFC 5861). */
  staleWhileRevalidate: 'seconds',
  /** How long it may be used stale when the server fails, in seconds (RFC 5861). */
  staleIfError: 'seconds',
} as const

type Directives = typeof directives
type Name = keyof Directives

const NAMES = Object.keys(directives) as Name[]
const WIRE_NAMES = Object.fromEntries(
  // The one name that is not spelled like the others.
  NAMES.map((name) => [name, name === 'sMaxAge' ? 's-maxage' : kebab(name)]),
) as Record<Name, string>

interface Arguments {
  seconds: [seconds: number]
  nothing: []
  fields: [...fieldNames: string[]]
}

interface Data {
  seconds: number
  nothing: true
  fields: true | readonly string[]
}

/** Plain data of the `cache` option: `{ public: true, maxAge: 3600 }`. */
export type CacheControlData = { readonly [Key in keyof Directives]?: Data[Directives[Key]] | false | null }

type Methods = { readonly [Key in keyof Directives]: (...args: Arguments[Directives[Key]]) => CacheControl }

export interface CacheControl extends Methods {}

/**
 * Say who may store the response and for how long: `new CacheControl().public().maxAge(3600).immutable()`.
 *
 * Untouched it writes `no-cache, no-store, must-revalidate, max-age=0` with Pragma and Expires; after the first
 * call Cache-Control alone.
 * @see https://httpwg.org/specs/rfc9111.html#field.cache-control
 */
export class CacheControl extends Header {
  static readonly definition = {
    option: 'cache',
    header: 'Cache-Control',
    onByDefault: true,
    default: 'no-cache, no-store, must-revalidate, max-age=0',
  } as const satisfies HeaderDefinition

  readonly #directives: CacheControlData | undefined

  /** `true` makes an untouched builder, which `toJSON()` writes as `true`. */
  constructor(data?: CacheControlData | true) {
    super()
    this.#directives = data === undefined || data === true ? undefined : check(data)
    Object.freeze(this)
  }

  /** A builder of an option's plain data or string. */
  static from(data: unknown): CacheControl {
    return new CacheControl(typeof data === 'string' ? parse(data) : (data as CacheControlData))
  }

  /** Replaces the whole value: `set('private, max-age=60')`; building goes on from it. */
  set(raw: string): CacheControl {
    return within('set', () => new CacheControl(parse(raw)))
  }

  /** Drops one directive; the last one cannot be dropped, because an empty header says nothing. */
  remove(directive: Name): CacheControl {
    return within('remove', () => {
      const { [knownName(directive)]: _, ...rest } = this.#written
      return new CacheControl(rest)
    })
  }

  override fields(): readonly Field[] {
    const { header, default: value } = CacheControl.definition
    if (this.#directives === undefined) {
      return [
        { name: header, value },
        { name: 'Pragma', value: 'no-cache', follows: header },
        { name: 'Expires', value: '0', follows: header },
      ]
    }
    return [{ name: header, value: serialize(this.#directives) }]
  }

  /** `true` for the untouched builder, because only that one brings Pragma and Expires along. */
  override toJSON(): CacheControlData | true {
    return this.#directives === undefined || Object.freeze({ ...this.#directives })
  }

  override inherited(): this {
    return new CacheControl(this.#written) as this
  }

  get #written(): CacheControlData {
    return this.#directives ?? parse(CacheControl.definition.default)
  }

  #add(name: Name, args: readonly unknown[]): CacheControl {
    const kind = directives[name]
    if (kind === 'nothing') nothing(args)
    const added = checkArgument(kind, kind === 'seconds' ? args[0] : args.length === 0 || args)
    const before = this.#directives?.[name]
    // A directive without field names covers every field.
    const both = Array.isArray(before) && Array.isArray(added) ? [...before, ...added] : before === true || added
    return new CacheControl({ ...this.#directives, [name]: both })
  }

  static {
    deriveMethods(this.prototype, NAMES, (cache, name, args) => cache.#add(name as Name, args))
  }
}

function check(data: unknown): CacheControlData {
  const checked: Record<string, unknown> = bare({})
  for (const [name, argument] of plainObject(data, 'an object of Cache-Control directives')) {
    within(name, () => {
      const kind = directives[knownName(name)]
      if (argument !== undefined && argument !== false && argument !== null) checked[name] = checkArgument(kind, argument)
    })
  }
  if (Object.keys(checked).length > 0) return Object.freeze(checked)
  throw new SecureHeadersError({
    code: 'ERR_SECURE_MISSING',
    expected: 'at least one directive',
    received: data,
    fix: 'Use false to leave the header out.',
  })
}

function knownName(name: unknown): Name {
  if ((NAMES as readonly unknown[]).includes(name)) return name as Name
  throw notInList('ERR_SECURE_UNKNOWN_DIRECTIVE', name, NAMES, { expected: `one of ${NAMES.join(', ')}` })
}

function checkArgument(kind: Directives[Name], argument: unknown): unknown {
  if (kind === 'seconds') return seconds(argument)
  if (kind === 'nothing' || typeof argument === 'boolean') return boolean(argument)
  const expected = 'true or a list of field names'
  if (!Array.isArray(argument) || argument.length === 0)
    throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected, received: argument })
  const fields = [...argument].map((field, index) => within(`[${index}]`, () => matching(TOKEN, field, 'a field name')))
  const isFirst = (field: string, at: number) => fields.findIndex((one) => one.toLowerCase() === field.toLowerCase()) === at
  return Object.freeze(fields.filter(isFirst))
}

function parse(raw: string): CacheControlData {
  const data: Record<string, unknown> = bare({})
  const text = fieldValue(raw, 'Cache-Control directives')
  if (text.replace(/"[^"]*"/g, '').includes('"')) {
    throw new SecureHeadersError({ code: 'ERR_SECURE_SYNTAX', expected: 'quotes in pairs', received: raw })
  }
  // A quoted list of field names has commas of its own.
  for (const part of text.match(/(?:"[^"]*"|[^",])+/g) ?? []) {
    const [, wire = '', , quoted, unquoted] = /^\s*([^\s=]+)(\s*=\s*(?:"([^"]*)"|(\S*)))?\s*$/.exec(part) ?? []
    const name = NAMES.find((known) => WIRE_NAMES[known] === wire.toLowerCase())
    const expected = `directives of ${Object.values(WIRE_NAMES).join(', ')}`
    if (name === undefined) throw notInList('ERR_SECURE_UNKNOWN_DIRECTIVE', part.trim(), Object.values(WIRE_NAMES), { expected })
    if (directives[name] === 'nothing' && (quoted ?? unquoted) !== undefined) {
      throw new SecureHeadersError({
        code: 'ERR_SECURE_TYPE',
        path: WIRE_NAMES[name],
        expected: `${wire} without a value`,
        received: part.trim(),
        fix: 'To turn it off, leave it out.',
      })
    }
    if (name in data) throw new SecureHeadersError({ code: 'ERR_SECURE_DUPLICATE', expected: `${wire} once`, received: raw })
    data[name] = within(WIRE_NAMES[name], () =>
      checkArgument(directives[name], parseArgument(directives[name], quoted ?? unquoted)),
    )
  }
  return data
}

function parseArgument(kind: Directives[Name], text: string | undefined): unknown {
  if (text === undefined) return kind === 'seconds' ? text : true
  if (kind === 'seconds') return /^\d+$/.test(text) ? Number(text) : text
  return kind === 'fields' ? text.split(',').map((field) => field.trim()) : text
}

function serialize(directives: CacheControlData): string {
  const parts = Object.entries(directives).map(([name, argument]) => {
    const wire = WIRE_NAMES[name as Name]
    if (argument === true) return wire
    return typeof argument === 'number' ? `${wire}=${argument}` : `${wire}="${(argument as string[]).join(', ')}"`
  })
  return parts.join(', ')
}

import { kebab } from '../case.js'
import { customEntries, INTO_SET, once, plainObject } from '../check-shapes.js'
import { boolean, fieldKey, fieldValue, matching, nothing, notInList, oneName, seconds, TOKEN } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import type { Option } from '../options.js'
import { partsOf } from './comma-list.js'
import { deriveMethods } from './derived-methods.js'
import { Checked, type Field, Header, type HeaderDefinition } from './header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Cache-Control: who may store the response, and for how long. On by default: `no-cache, no-store, must-revalidate, max-age=0`
     * with Pragma and Expires; a handler's own Cache-Control wins, unless the policy is enforced.
     * @see https://httpwg.org/specs/rfc9111.html#field.cache-control
     */
    cache?: Option<CacheControl, CacheControlData | RawValue> | undefined
  }
}

/**
 * The directives, keyed by method, with the argument each takes:
 * https://httpwg.org/specs/rfc9111.html#cache-response-directive
 */
const directives = {
  /** How long the response is fresh, in seconds. */
  maxAge: 'seconds',
  /** How long it is fresh in shared caches, in seconds. */
  sMaxAge: 'seconds',
  /** No cache may store it. */
  noStore: 'nothing',
  /** Stored, but revalidated before each use; with field names, only those fields are. */
  noCache: 'fields',
  /** Only the user's own browser may store it; with field names, only those fields are private. */
  private: 'fields',
  /** Any cache may store it, even when the request was authorised. */
  public: 'nothing',
  /** Never used stale without revalidation. */
  mustRevalidate: 'nothing',
  /** Shared caches never use it stale without revalidation. */
  proxyRevalidate: 'nothing',
  /** Stored only by caches that know the status code. */
  mustUnderstand: 'nothing',
  /** Intermediaries may not change the body. */
  noTransform: 'nothing',
  /** The body never changes while it is fresh (RFC 8246). */
  immutable: 'nothing',
  /** How long it may be used stale while it is fetched again, in seconds (RFC 5861). */
  staleWhileRevalidate: 'seconds',
  /** How long it may be used stale when the server fails, in seconds (RFC 5861). */
  staleIfError: 'seconds',
  /**
   * How long the response may have been stale, in seconds.
   * @deprecated Requests say so; it means nothing in a response.
   */
  maxStale: 'seconds',
  /**
   * How long the response has to stay fresh, in seconds.
   * @deprecated Requests say so; it means nothing in a response.
   */
  minFresh: 'seconds',
  /**
   * Only what is stored is wanted.
   * @deprecated Requests say so; it means nothing in a response.
   */
  onlyIfCached: 'nothing',
} as const

/** What the Python library has too: https://httpwg.org/specs/rfc9111.html#cache-request-directive */
const OF_REQUESTS: readonly string[] = ['maxStale', 'minFresh', 'onlyIfCached'] satisfies (keyof typeof directives)[]

type Known = typeof directives
type Name = keyof Known
type Kind = Known[Name] | 'custom'

const NAMES = Object.keys(directives) as Name[]
/** Those that messages name. */
const LISTED = NAMES.filter((name) => !OF_REQUESTS.includes(name))
const BY_WIRE_NAME: ReadonlyMap<string, Name> = new Map(NAMES.map((name) => [wireNameOf(name), name]))

function wireNameOf(name: Name): string {
  // The one name that is not spelled like the others.
  return name === 'sMaxAge' ? 's-maxage' : kebab(name)
}

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
export type CacheControlData = { readonly [Key in keyof Known]?: Data[Known[Key]] | false | null | undefined } & {
  /** Directives this version does not know, by name. */
  readonly customDirectives?:
    | Readonly<Record<string, true | number | string | false | null | undefined>>
    | false
    | null
    | undefined
}

type Methods = { readonly [Key in keyof Known]: (...values: Arguments[Known[Key]]) => CacheControl }

type Argument = true | number | string | readonly string[]

/** By directive, as on the wire. */
type Directives = ReadonlyMap<string, Argument>

export interface CacheControl extends Methods {}

/**
 * Say who may store the response and for how long: `new CacheControl().public().maxAge(3600).immutable()`.
 *
 * Untouched, it writes `no-cache, no-store, must-revalidate, max-age=0` with Pragma and Expires; after the first
 * call, Cache-Control alone. `true` in place of data makes an untouched builder, which `toJSON()` writes as `true`.
 * @see https://httpwg.org/specs/rfc9111.html#field.cache-control
 */
export class CacheControl extends Header {
  static readonly definition = {
    option: 'cache',
    header: 'Cache-Control',
    onByDefault: true,
    default: 'no-cache, no-store, must-revalidate, max-age=0',
  } as const satisfies HeaderDefinition

  readonly #directives: Directives | undefined

  constructor(data?: CacheControlData | true)
  /** @internal */
  constructor(data?: CacheControlData | true | Checked<Argument>)
  constructor(data?: CacheControlData | true | Checked<Argument>) {
    super()
    this.#directives = data === undefined || data === true ? undefined : (data instanceof Checked ? data : check(data)).values
    Object.freeze(this)
  }

  /** A builder made from an option's plain data or string. */
  static from(data: unknown): CacheControl {
    return new CacheControl(typeof data === 'string' ? parse(data) : (data as CacheControlData))
  }

  /** Adds a directive that this version does not know, or any other by its name on the wire: `customDirective('pre-check', 0)`. */
  customDirective(name: string, ...value: [value?: number | string]): CacheControl {
    return within('customDirective', () => this.#add(checkName(name), value[0] === undefined ? [] : value))
  }

  /** Replaces the whole value: `set('private, max-age=60')`; later calls build on it. */
  set(raw: string): CacheControl {
    return within('set', () => new CacheControl(parse(raw)))
  }

  /**
   * Drops one directive, by its method's name or its name on the wire; the last one cannot be dropped, because an empty header
   * says nothing.
   */
  remove(directive: Name | (string & Record<never, never>), ...more: []): CacheControl {
    oneName(more)
    return within('remove', () => {
      const rest = new Map(this.#written)
      const isWireName = BY_WIRE_NAME.has(directive) || rest.has(directive)
      rest.delete(isWireName ? directive : wireNameOf(knownName(directive)))
      return new CacheControl(atLeastOne(rest, []))
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
    return this.#directives === undefined || toData(this.#directives)
  }

  override inherited(): CacheControl {
    return new CacheControl(new Checked(this.#written))
  }

  get #written(): Directives {
    return this.#directives ?? parse(CacheControl.definition.default).values
  }

  #add(wire: string, args: readonly unknown[]): CacheControl {
    const kind = kindOf(wire)
    if (kind === 'nothing') nothing(args)
    const given = kind === 'fields' ? args : args[0]
    const added = checkArgument(kind, kind === 'seconds' || args.length > 0 ? given : true)
    const before = kind === 'fields' ? this.#directives?.get(wire) : undefined
    // A directive without field names covers every field.
    const both =
      Array.isArray(before) && Array.isArray(added) ? checkArgument(kind, [...before, ...added]) : before === true || added
    return new CacheControl(new Checked(new Map(this.#directives).set(wire, both)))
  }

  static {
    deriveMethods(this.prototype, NAMES, (cache, name, args) => cache.#add(wireNameOf(name as Name), args))
  }
}

function toData(directives: Directives): CacheControlData {
  const known: Record<string, Argument> = {}
  const custom: Record<string, Argument> = {}
  for (const [wire, argument] of directives) {
    const name = BY_WIRE_NAME.get(wire)
    ;(name === undefined ? custom : known)[name ?? wire] = argument
  }
  return Object.freeze({ ...known, ...(Object.keys(custom).length > 0 && { customDirectives: custom }) }) as CacheControlData
}

function check(data: unknown): Checked<Argument> {
  const checked = new Map<string, Argument>()
  const add = (wire: string, argument: unknown) => {
    if (argument !== false && argument !== null) once(checked, wire).set(wire, checkArgument(kindOf(wire), argument))
  }
  for (const [key, argument] of plainObject(data, 'an object of Cache-Control directives', undefined, INTO_SET)) {
    within(key, () => {
      if (key === 'customDirectives') {
        for (const [name, value] of customEntries(argument ?? false, 'an object of directives'))
          within(name, () => add(checkName(name), value))
      } else add(wireNameOf(knownName(key)), argument)
    })
  }
  return atLeastOne(checked, data)
}

function atLeastOne(directives: Directives, received: unknown): Checked<Argument> {
  if (directives.size > 0) return new Checked(directives)
  throw new SecureHeadersError({
    code: 'ERR_SECURE_MISSING',
    expected: 'at least one directive',
    received,
    fix: 'Use false to leave the header out.',
  })
}

const CUSTOM = 'If a cache knows it, write it with customDirective(), or under customDirectives in plain data.'

function knownName(name: unknown): Name {
  if ((NAMES as readonly unknown[]).includes(name)) return name as Name
  throw notInList('ERR_SECURE_UNKNOWN_DIRECTIVE', name, [...NAMES, 'customDirectives'], {
    expected: `one of ${LISTED.join(', ')}`,
    fix: CUSTOM,
  })
}

function kindOf(wire: string): Kind {
  const name = BY_WIRE_NAME.get(wire)
  return name === undefined ? 'custom' : directives[name]
}

function checkName(name: unknown): string {
  return fieldKey(name, 'a directive name of lower-case letters, digits and hyphens')
}

function checkArgument(kind: Kind, argument: unknown): Argument {
  if (kind === 'seconds') return seconds(argument)
  if (kind === 'custom') return checkCustom(argument)
  if (kind === 'nothing' || typeof argument === 'boolean') return boolean(argument) as true
  const expected = 'true or a list of field names'
  if (!Array.isArray(argument) || argument.length === 0)
    throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected, received: argument })
  const fields = [...argument].map((field, index) => within(`[${index}]`, () => matching(TOKEN, field, 'a field name')))
  const once = new Map<string, string>()
  for (const field of fields) if (!once.has(field.toLowerCase())) once.set(field.toLowerCase(), field)
  return Object.freeze([...once.values()])
}

/** A token, or text that is quoted when it is written: https://httpwg.org/specs/rfc9111.html#cache.control.extensions */
function checkCustom(argument: unknown): true | number | string {
  if (argument === true || Number.isFinite(argument)) return argument as true | number
  const expected = 'true, a number, or text without quotes'
  const text = fieldValue(argument, expected)
  if (!/["\\]/.test(text)) return text
  throw new SecureHeadersError({ code: 'ERR_SECURE_CHARACTERS', expected, received: argument })
}

function parse(raw: string): Checked<Argument> {
  const parsed = new Map<string, Argument>()
  const text = fieldValue(raw, 'Cache-Control directives')
  const outsideQuotes = text.replace(/"[^"]*"/g, '')
  const refused = (expected: string, fix?: string) =>
    new SecureHeadersError({ code: 'ERR_SECURE_SYNTAX', expected, received: raw, fix })
  if (outsideQuotes.includes('"')) throw refused('quotes in pairs')
  if (outsideQuotes.includes(';')) throw refused('commas between directives', "Write ',' in place of ';'.")
  for (const part of partsOf(text)) {
    const [, wire = '', quoted, unquoted] = /^([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|(\S*)))?$/.exec(part.trim()) ?? []
    const directive = wire.toLowerCase()
    const kind = kindOf(directive)
    if (kind === 'custom') {
      const expected = `directives of ${LISTED.map(wireNameOf).join(', ')}`
      throw notInList('ERR_SECURE_UNKNOWN_DIRECTIVE', part.trim(), [...BY_WIRE_NAME.keys()], { expected, fix: CUSTOM })
    }
    if (kind === 'nothing' && (quoted ?? unquoted) !== undefined) {
      throw new SecureHeadersError({
        code: 'ERR_SECURE_TYPE',
        path: directive,
        expected: `${wire} without a value`,
        received: part.trim(),
        fix: 'Write it alone to turn it on; leave it out to turn it off.',
      })
    }
    once(parsed, directive).set(
      directive,
      within(directive, () => checkArgument(kind, parseArgument(kind, quoted ?? unquoted, part.trim()))),
    )
  }
  return atLeastOne(parsed, raw)
}

function parseArgument(kind: Kind, text: string | undefined, directive: string): unknown {
  if (kind === 'seconds') {
    if (text) return /^\d+$/.test(text) ? Number(text) : text
    const expected = `${directive.replace(/=.*/s, '')}=<seconds>`
    throw new SecureHeadersError({ code: 'ERR_SECURE_MISSING', expected, received: directive })
  }
  if (text === undefined) return true
  return kind === 'fields' ? text.split(',').map((field) => field.trim()) : text
}

function serialize(directives: Directives): string {
  const parts = [...directives].map(([wire, argument]) => {
    if (argument === true) return wire
    const text = Array.isArray(argument) ? argument.join(', ') : String(argument)
    // Field names are quoted even where there is only one.
    return `${wire}=${Array.isArray(argument) || !TOKEN.test(text) ? `"${text}"` : text}`
  })
  return parts.join(', ')
}

import { list } from '../check-shapes.js'
import { fieldValue, nothing, oneName, oneOf } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import type { Option } from '../options.js'
import { deriveMethods } from './derived-methods.js'
import { type Field, Header, type HeaderDefinition } from './header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Clear-Site-Data: for the log-out route only, in an override: `['cookies', 'storage']`. On every response it would log
     * everybody out.
     * @see https://w3c.github.io/webappsec-clear-site-data/#header
     */
    clearSiteData?: false | null | undefined
  }
  interface OverrideOnlyOptions {
    /**
     * Clear-Site-Data: browsers forget what they store for the site, `['cookies', 'storage']`. For the log-out route;
     * `true` sends `"cache","cookies","storage"`.
     * @see https://w3c.github.io/webappsec-clear-site-data/#header
     */
    clearSiteData?: Option<ClearSiteData, readonly ClearSiteDataType[] | RawValue> | undefined
  }
}

/** What browsers can be told to forget, keyed by method, which is its name on the wire too. */
const types = {
  /** What the HTTP cache holds for the origin. */
  cache: true,
  /** Cookies of the whole registrable domain. */
  cookies: true,
  /** localStorage, IndexedDB, service workers and the like. */
  storage: true,
  /**
   * Reloads the site's pages.
   * @deprecated Removed from browsers.
   */
  executionContexts: true,
  /** Which client hints the site asked for; Chromium only. */
  clientHints: true,
  /** What was prefetched; Chromium only. */
  prefetchCache: true,
  /** What was prerendered; Chromium only. */
  prerenderCache: true,
} as const

/** What browsers can be told to forget; `*` is everything. */
export type ClearSiteDataType = keyof typeof types | '*'

type Methods = { readonly [Type in keyof typeof types]: () => ClearSiteData }

export interface ClearSiteData extends Methods {}

/**
 * Make browsers forget what they store for the site, on the log-out route: `override({ clearSiteData: new ClearSiteData() })`.
 *
 * Untouched, it writes `"cache","cookies","storage"`; the first call starts from empty. Throws for a type that no browser knows.
 * @see https://w3c.github.io/webappsec-clear-site-data/#header
 */
export class ClearSiteData extends Header {
  static readonly definition = {
    option: 'clearSiteData',
    header: 'Clear-Site-Data',
    onByDefault: false,
    overrideOnly: 'log everybody out: give it to the log-out route, in an override',
    // OWASP's validator compares the value without spaces.
    default: '"cache","cookies","storage"',
  } as const satisfies HeaderDefinition

  readonly #types: readonly ClearSiteDataType[] | undefined

  constructor(types?: readonly ClearSiteDataType[]) {
    super()
    this.#types = types === undefined ? undefined : check(types)
    Object.freeze(this)
  }

  /** A builder made from an option's plain data or string. */
  static from(data: unknown): ClearSiteData {
    return new ClearSiteData(typeof data === 'string' ? parse(data) : (data as readonly ClearSiteDataType[]))
  }

  /** Everything, including what browsers learn to forget later. */
  all(...none: []): ClearSiteData {
    within('all', () => nothing(none))
    return new ClearSiteData(['*'])
  }

  /** Replaces the whole value: `set('"cache", "cookies"')`, with the quotes. */
  set(raw: string): ClearSiteData {
    return within('set', () => new ClearSiteData(parse(raw)))
  }

  /** Drops one type; the last one cannot be dropped, because an empty header says nothing. */
  remove(type: ClearSiteDataType, ...more: []): ClearSiteData {
    oneName(more)
    return within('remove', () => {
      const dropped = knownType(type)
      return new ClearSiteData(this.#written.filter((other) => other !== dropped))
    })
  }

  override fields(): readonly Field[] {
    return [{ name: ClearSiteData.definition.header, value: serialize(this.#written) }]
  }

  override toJSON(): readonly ClearSiteDataType[] {
    return this.#written
  }

  override inherited(): ClearSiteData {
    return new ClearSiteData(this.#written)
  }

  get #written(): readonly ClearSiteDataType[] {
    return this.#types ?? parse(ClearSiteData.definition.default)
  }

  #add(type: ClearSiteDataType): ClearSiteData {
    return new ClearSiteData([...(this.#types ?? []), type])
  }

  static {
    deriveMethods(this.prototype, Object.keys(types), (data, type, args) => {
      nothing(args)
      return data.#add(type as ClearSiteDataType)
    })
  }
}

const TYPES = [...Object.keys(types), '*'] as readonly ClearSiteDataType[]

function check(types: unknown): readonly ClearSiteDataType[] {
  const checked = list(types, 'a list of what to forget').map((type, index) => within(`[${index}]`, () => knownType(type)))
  if (checked.length > 0) return Object.freeze([...new Set(checked)])
  throw new SecureHeadersError({
    code: 'ERR_SECURE_MISSING',
    expected: 'at least one type',
    received: types,
    fix: 'Use true for cache, cookies and storage, false to leave the header out.',
  })
}

function knownType(type: unknown): ClearSiteDataType {
  const unquoted = typeof type === 'string' ? type.replace(/^"(.*)"$/, '$1') : type
  const known = TYPES.find((one) => one === unquoted)
  return known ?? oneOf(type, TYPES, `one of ${TYPES.join(', ')}`)
}

/** https://w3c.github.io/webappsec-clear-site-data/#grammardef-clear-site-data: a list of quoted strings. */
function parse(raw: string): readonly ClearSiteDataType[] {
  return fieldValue(raw, 'quoted types separated by commas')
    .split(',')
    .map((part) => {
      const type = part.trim()
      if (/^".*"$/.test(type)) return knownType(type)
      throw new SecureHeadersError({
        code: 'ERR_SECURE_SYNTAX',
        expected: 'types in double quotes',
        received: raw,
        fix: (TYPES as readonly string[]).includes(type) ? `Write "${type}", with the quotes, or ['${type}'].` : undefined,
      })
    })
}

function serialize(types: readonly ClearSiteDataType[]): string {
  return types.map((type) => `"${type}"`).join(',')
}

import { bare } from '../bare.js'
import { record } from '../check-shapes.js'
import { boolean, fieldValue, notInList, oneName, seconds } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import type { Option } from '../options.js'
import { type Field, Header, type HeaderDefinition } from './header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Strict-Transport-Security: browsers come back over https only. On by default: `max-age=63072000; includeSubDomains`. In
     * plain data with a `maxAge`, only `includeSubDomains: true` or `preload` binds subdomains.
     * @see https://www.rfc-editor.org/rfc/rfc6797#section-6.1
     */
    hsts?: Option<StrictTransportSecurity, StrictTransportSecurityData | RawValue> | undefined
  }
}

/** Plain data of the `hsts` option. */
export interface StrictTransportSecurityData {
  /** For how many seconds browsers remember; 63072000 (two years) when left out, 0 to forget. */
  readonly maxAge?: number | undefined
  /** Whether every subdomain is bound too. Left out, it is off with a `maxAge`, but on without one, and with `preload`. */
  readonly includeSubDomains?: boolean | undefined
  /** Consent to the browsers' built-in list, which is next to impossible to leave: https://hstspreload.org */
  readonly preload?: boolean | undefined
  /** Send the header over TLS only, as RFC 6797 §7.2 asks; the framework's trust-proxy setting decides what counts as TLS (hono has none). */
  readonly secureOnly?: boolean | undefined
}

const TWO_YEARS = 63_072_000
const DEFAULT: Directives = { maxAge: TWO_YEARS, includeSubDomains: true }

/**
 * Make browsers come back over https only: `new StrictTransportSecurity().maxAge(31536000).includeSubdomains()`.
 *
 * Untouched, it writes `max-age=63072000; includeSubDomains`; after the first call, only what was asked for, and always a max-age.
 * @see https://www.rfc-editor.org/rfc/rfc6797#section-6.1
 */
export class StrictTransportSecurity extends Header {
  static readonly definition = {
    option: 'hsts',
    header: 'Strict-Transport-Security',
    onByDefault: true,
    default: `max-age=${TWO_YEARS}; includeSubDomains`,
  } as const satisfies HeaderDefinition

  /** The directives; `undefined` while the builder is untouched. */
  readonly #directives: Directives | undefined
  readonly #secureOnly: boolean

  constructor(data: StrictTransportSecurityData = {}) {
    super()
    const { secureOnly = false, ...directives } = check(data)
    this.#directives = Object.keys(directives).length === 0 ? undefined : bare(directives)
    this.#secureOnly = secureOnly
    Object.freeze(this)
  }

  /** A builder made from an option's plain data or string. */
  static from(data: unknown): StrictTransportSecurity {
    return typeof data === 'string' ? new StrictTransportSecurity(parse(data)) : new StrictTransportSecurity(data as object)
  }

  /** How long browsers remember, in seconds; 0 makes them forget. Throws for anything but a whole number from 0 to 2147483647. */
  maxAge(age: number): StrictTransportSecurity {
    return this.#with({ maxAge: within('maxAge', () => seconds(age)) })
  }

  /** Bind every subdomain too or, with `false`, the host alone. */
  includeSubdomains(bound = true): StrictTransportSecurity {
    return this.#with({ includeSubDomains: within('includeSubdomains', () => boolean(bound)) })
  }

  /**
   * Consent to the browsers' built-in list, which is next to impossible to leave: https://hstspreload.org. `false` takes it back.
   */
  preload(wanted = true): StrictTransportSecurity {
    return this.#with({ preload: within('preload', () => boolean(wanted)) })
  }

  /** Send the header over TLS only, as RFC 6797 §7.2 asks; with `false`, always. */
  secureOnly(wanted = true): StrictTransportSecurity {
    const secureOnly = within('secureOnly', () => boolean(wanted))
    return new StrictTransportSecurity({ ...this.#directives, secureOnly })
  }

  /** Replaces the whole value: `set('max-age=60; preload')`; later calls build on it. */
  set(raw: string): StrictTransportSecurity {
    return within('set', () => new StrictTransportSecurity({ ...parse(raw), secureOnly: this.#secureOnly }))
  }

  /** Drops one directive; without a max-age, the header says two years. */
  remove(directive: keyof Directives, ...more: []): StrictTransportSecurity {
    oneName(more)
    const known = [...WIRE_NAMES.values()]
    if (!known.includes(directive))
      throw notInList('ERR_SECURE_UNKNOWN_DIRECTIVE', directive, known, {
        path: 'remove',
        expected: `one of ${known.join(', ')}`,
      })
    const { [directive]: _, ...left } = this.#directives ?? DEFAULT
    // Left out, they would come back by default.
    const without = { maxAge: { maxAge: TWO_YEARS }, includeSubDomains: { includeSubDomains: false }, preload: {} }[directive]
    return new StrictTransportSecurity({ ...left, ...without, secureOnly: this.#secureOnly })
  }

  override fields(): readonly Field[] {
    const value = serialize(this.#written)
    return [{ name: StrictTransportSecurity.definition.header, value, ...(this.#secureOnly && { secureOnly: true }) }]
  }

  override toJSON(): { readonly [Key in keyof StrictTransportSecurityData]: StrictTransportSecurityData[Key] } {
    return { maxAge: TWO_YEARS, ...(this.#directives ?? DEFAULT), ...(this.#secureOnly && { secureOnly: true }) }
  }

  override inherited(): StrictTransportSecurity {
    return new StrictTransportSecurity(this.toJSON())
  }

  get #written(): Directives {
    const directives = this.#directives ?? DEFAULT
    // hstspreload.org takes no policy without includeSubDomains, so preload turns on what is left out.
    return bare({ ...directives, ...(directives.preload && { includeSubDomains: directives.includeSubDomains ?? true }) })
  }

  #with(change: Directives): StrictTransportSecurity {
    return new StrictTransportSecurity({ ...this.#directives, ...change, secureOnly: this.#secureOnly })
  }
}

type Directives = Omit<StrictTransportSecurityData, 'secureOnly'>

const WIRE_NAMES: ReadonlyMap<string, keyof Directives> = new Map([
  ['max-age', 'maxAge'],
  ['includesubdomains', 'includeSubDomains'],
  ['preload', 'preload'],
] as const)
const KEYS = ['maxAge', 'includeSubDomains', 'preload', 'secureOnly'] as const

function check(data: unknown): StrictTransportSecurityData {
  const checked: { -readonly [Key in keyof StrictTransportSecurityData]: StrictTransportSecurityData[Key] } = bare({})
  for (const [key, value] of record(data, KEYS)) {
    within(key, () => Object.assign(checked, { [key]: key === 'maxAge' ? seconds(value) : boolean(value) }))
  }
  // `false` is the same as leaving it out.
  if (checked.preload === false) delete checked.preload
  return checked
}

/** Keeps `preload` from turning on `includeSubDomains` where text or `remove` has left it out; lint warns about that. */
function asWritten(directives: Directives): Directives {
  return directives.preload === true ? { ...directives, includeSubDomains: directives.includeSubDomains ?? false } : directives
}

function parse(raw: string): StrictTransportSecurityData {
  const data: { maxAge?: number; includeSubDomains?: boolean; preload?: boolean } = bare({})
  const expected = 'max-age=<seconds>, includeSubDomains, preload'
  for (const part of fieldValue(raw, expected).split(';')) {
    const directive = part.trim()
    if (directive === '') continue
    const [, unseparated] = /[\s,](includeSubDomains|preload)/i.exec(directive) ?? []
    if (unseparated !== undefined) {
      throw new SecureHeadersError({
        code: 'ERR_SECURE_SYNTAX',
        expected: 'semicolons between directives',
        received: raw,
        fix: `Write ';' before ${unseparated}.`,
      })
    }
    const [, name = '', value, quoted, unquoted] = /^([a-z-]+)(\s*=\s*(?:"([^"]*)"|([^"\s][^"]*)?))?$/i.exec(directive) ?? []
    const key = WIRE_NAMES.get(name.toLowerCase())
    if (key === undefined)
      throw notInList('ERR_SECURE_UNKNOWN_DIRECTIVE', directive, ['max-age', 'includeSubDomains', 'preload'], { expected })
    if (key in data) throw new SecureHeadersError({ code: 'ERR_SECURE_DUPLICATE', expected: `${name} once`, received: raw })
    if (key === 'maxAge') {
      const age = quoted ?? unquoted ?? ''
      if (age === '') throw withoutAge(raw)
      data[key] = seconds(/^\d+$/.test(age) ? Number(age) : age)
    } else if (value === undefined) data[key] = true
    else {
      throw new SecureHeadersError({
        code: 'ERR_SECURE_SYNTAX',
        expected: `${name} without a value`,
        received: directive,
        fix: 'Write it alone to turn it on; leave it out to turn it off.',
      })
    }
  }
  if (data.maxAge !== undefined) return asWritten(data)
  throw withoutAge(raw)
}

function withoutAge(received: string): SecureHeadersError {
  return new SecureHeadersError({
    code: 'ERR_SECURE_MISSING',
    expected: 'a max-age',
    received,
    fix: 'Browsers ignore the header without one: add max-age=<seconds>.',
  })
}

function serialize({ maxAge = TWO_YEARS, includeSubDomains, preload }: Directives): string {
  // max-age first: scanners and hstspreload.org look for it there.
  return [`max-age=${maxAge}`, includeSubDomains && 'includeSubDomains', preload && 'preload'].filter(Boolean).join('; ')
}

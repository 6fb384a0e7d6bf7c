import { bare } from '../bare.js'
import { list, record } from '../check-shapes.js'
import { boolean, fieldValue, groupName, seconds, token } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import type { Option } from '../options.js'
import { type Field, Header, type HeaderDefinition } from './header.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * NEL: browsers report requests that failed to reach the site, to a group of Report-To; Chromium only. Off by default; `true`
     * sends `{"report_to":"default","max_age":2592000}`, for which `reporting` makes the group.
     * @see https://w3c.github.io/network-error-logging/#nel-response-header
     */
    nel?: Option<NetworkErrorLogging, NetworkErrorLoggingData | RawValue> | undefined
  }
}

/** Plain data of the `nel` option, spelled as on the wire. */
export interface NetworkErrorLoggingData {
  /** The group of Report-To that gets the reports; may be left out when `max_age` is 0. */
  readonly report_to?: string | undefined
  /** For how many seconds browsers remember; 0 to forget. */
  readonly max_age: number
  /** Whether failures to reach subdomains are reported too. */
  readonly include_subdomains?: boolean | undefined
  /** The share of successful requests that is reported, 0 to 1; 0 when left out. */
  readonly success_fraction?: number | undefined
  /** The share of failed requests that is reported, 0 to 1; 1 when left out. */
  readonly failure_fraction?: number | undefined
  /** Request headers whose values a report includes. */
  readonly request_headers?: readonly string[] | undefined
  /** Response headers whose values a report includes. */
  readonly response_headers?: readonly string[] | undefined
}

const DEFAULT: NetworkErrorLoggingData = { report_to: 'default', max_age: 2_592_000 }

/**
 * Hear about requests that never reached the site: `new NetworkErrorLogging({ report_to: 'default', max_age: 86400 })`.
 *
 * Untouched, it writes `{"report_to":"default","max_age":2592000}`. Throws for a negative age, a fraction outside 0 to 1, or a missing
 * group.
 * @see https://w3c.github.io/network-error-logging/#nel-response-header
 */
export class NetworkErrorLogging extends Header {
  static readonly definition = {
    option: 'nel',
    header: 'NEL',
    onByDefault: false,
    knownAs: ['networkErrorLogging'],
    default: JSON.stringify(DEFAULT),
  } as const satisfies HeaderDefinition

  readonly #data: NetworkErrorLoggingData

  constructor(data: NetworkErrorLoggingData = DEFAULT) {
    super()
    this.#data = check(data)
    Object.freeze(this)
  }

  /** A builder made from an option's plain data or string. */
  static from(data: unknown): NetworkErrorLogging {
    return new NetworkErrorLogging(typeof data === 'string' ? parse(data) : (data as NetworkErrorLoggingData))
  }

  /** Replaces the whole value with a field value: one JSON object. */
  set(raw: string): NetworkErrorLogging {
    return within('set', () => new NetworkErrorLogging(parse(raw)))
  }

  override fields(): readonly Field[] {
    return [{ name: NetworkErrorLogging.definition.header, value: JSON.stringify(this.#data) }]
  }

  override toJSON(): { readonly [Key in keyof NetworkErrorLoggingData]: NetworkErrorLoggingData[Key] } {
    return Object.freeze({ ...this.#data })
  }

  override inherited(): this {
    return this
  }
}

/** How each member is checked, in the order of the wire. */
const MEMBERS: Readonly<Record<keyof NetworkErrorLoggingData, (value: unknown) => unknown>> = {
  report_to: groupName,
  max_age: (value) => seconds(value),
  include_subdomains: boolean,
  success_fraction: fraction,
  failure_fraction: fraction,
  request_headers: headerNames,
  response_headers: headerNames,
}
const KEYS = Object.keys(MEMBERS) as (keyof NetworkErrorLoggingData)[]

function check(data: unknown): NetworkErrorLoggingData {
  const given = new Map(record(data, KEYS))
  const checked: Record<string, unknown> = bare({})
  for (const key of KEYS) {
    const value = given.get(key)
    if (value !== undefined || key === 'max_age') checked[key] = within(key, () => MEMBERS[key](value))
  }
  if (checked.report_to !== undefined || checked.max_age === 0)
    return Object.freeze(checked) as unknown as NetworkErrorLoggingData
  throw new SecureHeadersError({
    code: 'ERR_SECURE_MISSING',
    path: 'report_to',
    expected: 'a group of Report-To',
    received: undefined,
    fix: 'Browsers ignore the header without one.',
  })
}

function fraction(value: unknown): number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value
  throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected: 'a number from 0 to 1', received: value })
}

function headerNames(value: unknown): readonly string[] {
  const names = list(value, 'a list of header names')
  return Object.freeze(names.map((name, index) => within(`[${index}]`, () => token(name, 'a header name'))))
}

function parse(raw: string): NetworkErrorLoggingData {
  const text = fieldValue(raw, 'one JSON object')
  try {
    return JSON.parse(text)
  } catch {
    throw new SecureHeadersError({ code: 'ERR_SECURE_SYNTAX', expected: 'one JSON object', received: raw })
  }
}

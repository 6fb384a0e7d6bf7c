import { bare } from '../bare.js'
import { list, record } from '../check-shapes.js'
import { boolean, fieldValue, groupName, httpsUrl, oneName, seconds, wholeNumber } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import type { Option } from '../options.js'
import { type Field, Header, type HeaderDefinition, type Sent } from './header.js'
import type { Reporting } from './reporting.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Report-To: groups of endpoints for NEL and for browsers without Reporting-Endpoints. Plain data is a group or a list,
     * `[{ max_age: 86400, endpoints: [{ url: 'https://reports.example/r' }] }]`. Off by default, and without a default value.
     * @see https://w3c.github.io/reporting/network-reporting.html#header
     */
    reportTo?: Exclude<Option<ReportTo, ReportToGroup | readonly ReportToGroup[] | RawValue>, true> | undefined
  }
}

/** One place that takes reports. */
export interface ReportToEndpoint {
  /** An absolute https URL. */
  readonly url: string
  /** Lower is tried first. */
  readonly priority?: number | undefined
  /** Its share of the reports among endpoints of the same priority. */
  readonly weight?: number | undefined
}

/** A group of endpoints, spelled as on the wire. */
export interface ReportToGroup {
  /** The name that policies use; `default` when left out. */
  readonly group?: string | undefined
  /** For how many seconds browsers remember the group; 0 to forget. */
  readonly max_age: number
  /** The places that take the group's reports: `[{ url: 'https://reports.example/r' }]`. */
  readonly endpoints: readonly ReportToEndpoint[]
  /** Whether the group serves every subdomain too. */
  readonly include_subdomains?: boolean | undefined
}

/**
 * Name a group of report endpoints: `new ReportTo(86400, false, 'default', { url: 'https://reports.example/r' })`.
 *
 * Ages are in seconds. Untouched, it is empty and cannot be sent. Throws for an endpoint that is not an https URL.
 * @see https://w3c.github.io/reporting/network-reporting.html#header
 */
export class ReportTo extends Header {
  static readonly definition = {
    option: 'reportTo',
    header: 'Report-To',
    onByDefault: false,
  } as const satisfies HeaderDefinition

  readonly #groups: readonly ReportToGroup[]

  constructor(maxAge: number, includeSubdomains?: boolean, group?: string | null, ...endpoints: ReportToEndpoint[])
  constructor(groups?: ReportToGroup | readonly ReportToGroup[])
  constructor(
    first?: number | ReportToGroup | readonly ReportToGroup[],
    includeSubdomains = false,
    group?: string | null,
    ...endpoints: ReportToEndpoint[]
  ) {
    super()
    if (first === undefined && endpoints.length === 0) this.#groups = []
    else {
      const named = { ...(group != null && { group }), max_age: first, endpoints }
      const one = includeSubdomains === false ? named : { ...named, include_subdomains: includeSubdomains }
      this.#groups = check(Array.isArray(first) ? first : [checkGroup(typeof first === 'object' ? first : one)])
    }
    Object.freeze(this)
  }

  /** A builder made from an option's plain data or string. */
  static from(data: unknown): ReportTo {
    if (typeof data === 'string') return new ReportTo(parse(data))
    return new ReportTo(Array.isArray(data) ? data : [checkGroup(data)])
  }

  /**
   * NEL knows no other way to name an endpoint.
   * @internal
   */
  static implied(reporting: Reporting, sent: Sent): ReportTo | undefined {
    const nel = sent('nel')
    if (nel === undefined || !reporting.isAbsolute) return undefined
    // Browsers report on subdomains only where the group includes them too.
    const { include_subdomains } = bare({ ...(nel.toJSON() as Pick<ReportToGroup, 'include_subdomains'>) })
    return new ReportTo([{ ...groupFor(reporting), ...(include_subdomains && { include_subdomains }) }])
  }

  /** @internal */
  static checkImplied({ url, isAbsolute }: Reporting, sent: Sent): void {
    if (sent('nel') === undefined || isAbsolute) return
    throw new SecureHeadersError({
      code: 'ERR_SECURE_ORIGIN',
      expected: 'an absolute https URL, because nel takes no other',
      received: url,
    })
  }

  /** Adds another group. */
  add(...groups: ReportToGroup[]): ReportTo {
    return within(
      'add',
      () => new ReportTo([...this.#groups, ...groups.map((group, index) => within(`[${index}]`, () => checkGroup(group)))]),
    )
  }

  /** Replaces all groups with those of a field value: JSON objects separated by commas. */
  set(raw: string): ReportTo {
    return within('set', () => new ReportTo(parse(raw)))
  }

  /** Drops one group by its name; the last one cannot be dropped, because an empty header says nothing. */
  remove(group: string, ...more: []): ReportTo {
    oneName(more)
    return within('remove', () => new ReportTo(this.#groups.filter((other) => (other.group ?? 'default') !== group)))
  }

  override fields(): readonly Field[] {
    return [{ name: ReportTo.definition.header, value: serialize(check(this.#groups)) }]
  }

  override toJSON(): PlainGroups {
    return this.#groups as PlainGroups
  }

  override inherited(): this {
    return this
  }

  /** @internal */
  override reportingTo(reporting: Reporting): ReportTo {
    const isThere = this.#groups.some(({ group = 'default' }) => group === reporting.endpoint)
    if (isThere || !reporting.isAbsolute) return this
    return this.add(groupFor(reporting))
  }

  /** @internal */
  override group(): string {
    return check(this.#groups)[0]?.group ?? 'default'
  }
}

type Plain<T> = { readonly [Key in keyof T]: T[Key] }
type PlainGroups = readonly (Omit<Plain<ReportToGroup>, 'endpoints'> & {
  readonly endpoints: readonly Plain<ReportToEndpoint>[]
})[]

const GROUP_KEYS = ['group', 'max_age', 'endpoints', 'include_subdomains']
const ENDPOINT_KEYS = ['url', 'priority', 'weight']

function check(groups: readonly unknown[]): readonly ReportToGroup[] {
  if (groups.length === 0) {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_MISSING',
      expected: 'at least one group',
      received: groups,
      fix: 'Use false to leave the header out.',
    })
  }
  const checked = [...groups].map((group, index) => within(`[${index}]`, () => checkGroup(group)))
  const names = checked.map(({ group = 'default' }) => group)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined)
    throw new SecureHeadersError({ code: 'ERR_SECURE_DUPLICATE', expected: 'each group once', received: twice })
  return Object.freeze(checked)
}

function checkGroup(group: unknown): ReportToGroup {
  const checked: Record<string, unknown> = bare({})
  const given = new Map(record(group, GROUP_KEYS))
  // In the order of the wire, not of the data.
  for (const key of GROUP_KEYS) {
    const value = given.get(key)
    if (value === undefined && (key === 'group' || key === 'include_subdomains')) continue
    checked[key] = within(key, () => {
      if (key === 'group') return checkName(value)
      if (key === 'max_age') return seconds(value)
      return key === 'endpoints' ? checkEndpoints(value) : boolean(value)
    })
  }
  return Object.freeze(checked) as unknown as ReportToGroup
}

function checkName(value: unknown): string {
  if (value !== '') return groupName(value)
  throw new SecureHeadersError({
    code: 'ERR_SECURE_MISSING',
    expected: 'the name of a group',
    received: value,
    fix: 'Leave it out for the group called default.',
  })
}

function checkEndpoints(endpoints: unknown): readonly ReportToEndpoint[] {
  const expected = 'a list of endpoints: [{ url }]'
  const given = list(endpoints === undefined ? [] : endpoints, expected)
  if (given.length === 0) throw new SecureHeadersError({ code: 'ERR_SECURE_MISSING', expected, received: endpoints })
  return Object.freeze(given.map((endpoint, index) => within(`[${index}]`, () => checkEndpoint(endpoint))))
}

function checkEndpoint(endpoint: unknown): ReportToEndpoint {
  const entries = record(endpoint, ENDPOINT_KEYS)
  for (const [key, value] of entries) {
    within(key, () => (key === 'url' ? httpsUrl(value) : wholeNumber(value, 'a whole number', 'ERR_SECURE_TYPE')))
  }
  if (entries.some(([key]) => key === 'url')) return Object.freeze(Object.fromEntries(entries)) as unknown as ReportToEndpoint
  throw new SecureHeadersError({
    code: 'ERR_SECURE_MISSING',
    path: 'url',
    expected: 'an absolute https URL',
    received: undefined,
  })
}

function groupFor({ endpoint, url, maxAge }: Reporting): ReportToGroup {
  return { group: endpoint, max_age: maxAge, endpoints: [{ url }] }
}

function parse(raw: string): readonly ReportToGroup[] {
  const text = fieldValue(raw, 'JSON objects separated by commas')
  try {
    return JSON.parse(`[${text}]`)
  } catch {
    throw new SecureHeadersError({ code: 'ERR_SECURE_SYNTAX', expected: 'JSON objects separated by commas', received: raw })
  }
}

function serialize(groups: readonly ReportToGroup[]): string {
  return groups.map((group) => JSON.stringify(group)).join(', ')
}

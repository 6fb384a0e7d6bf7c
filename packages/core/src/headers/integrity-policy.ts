import { bare } from '../bare.js'
import { list, record } from '../check-shapes.js'
import { boolean, endpointName, fieldValue, isReportOnly, oneName, oneOf } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import type { SeveralOption } from '../options.js'
import { type Item, type Member, parseDictionary } from '../structured-field.js'
import { type Field, Header, type HeaderDefinition, wireName } from './header.js'
import type { Reporting } from './reporting.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Integrity-Policy: scripts, even those of the site itself, load only with an `integrity` attribute and CORS. Off by default;
     * `true` sends `blocked-destinations=(script)`. An array sends a report-only policy beside the enforced one.
     * @see https://w3c.github.io/webappsec-subresource-integrity/#integrity-policy-section
     */
    integrity?: SeveralOption<IntegrityPolicy, IntegrityPolicyData | RawValue> | undefined
  }
}

const DESTINATIONS = ['script', 'style'] as const

/** What can be required to have `integrity`. */
export type IntegrityDestination = (typeof DESTINATIONS)[number]

/** Plain data of the `integrity` option, spelled as on the wire. */
export interface IntegrityPolicyData {
  /** What needs `integrity`; `['script']` when left out. No browser blocks styles yet. */
  readonly 'blocked-destinations'?: readonly IntegrityDestination[] | undefined
  /** Where the digest comes from; `inline`, the attribute, is the only place. */
  readonly sources?: readonly 'inline'[] | undefined
  /** The endpoints of Reporting-Endpoints that get the reports. */
  readonly endpoints?: readonly string[] | undefined
  /** Report what the policy would block, and block nothing. */
  readonly reportOnly?: boolean | null | undefined
}

/**
 * Load scripts only with an `integrity` attribute: untouched, it writes `blocked-destinations=(script)`.
 *
 * Throws for a destination or source that browsers do not know: they overlook it, or the whole policy.
 * @see https://w3c.github.io/webappsec-subresource-integrity/#integrity-policy-section
 */
export class IntegrityPolicy extends Header {
  static readonly definition = {
    option: 'integrity',
    header: 'Integrity-Policy',
    onByDefault: false,
    several: 'report-only',
    default: 'blocked-destinations=(script)',
  } as const satisfies HeaderDefinition

  readonly #data: IntegrityPolicyData

  constructor(data: IntegrityPolicyData = {}) {
    super()
    this.#data = check(data)
    Object.freeze(this)
  }

  /** A builder made from an option's plain data or string. */
  static from(data: unknown): IntegrityPolicy {
    return new IntegrityPolicy(typeof data === 'string' ? parse(data) : (data as IntegrityPolicyData))
  }

  /** Adds what needs `integrity`. */
  blockedDestinations(...destinations: IntegrityDestination[]): IntegrityPolicy {
    return this.#add('blocked-destinations', 'blockedDestinations', destinations)
  }

  /** Adds where the digest comes from: `inline`, the attribute, is the only place. */
  sources(...sources: 'inline'[]): IntegrityPolicy {
    return this.#add('sources', 'sources', sources)
  }

  /** Adds endpoints of Reporting-Endpoints that get the reports. */
  endpoints(...names: string[]): IntegrityPolicy {
    return this.#add('endpoints', 'endpoints', names)
  }

  /** Report what the policy would block, and block nothing: sent as Integrity-Policy-Report-Only. `false` enforces it. */
  reportOnly(wanted = true): IntegrityPolicy {
    return new IntegrityPolicy({ ...this.#data, reportOnly: within('reportOnly', () => boolean(wanted)) })
  }

  /** Replaces the whole value: `set('blocked-destinations=(script)')`. */
  set(raw: string): IntegrityPolicy {
    const { reportOnly } = this.#data
    return within('set', () => new IntegrityPolicy({ ...parse(raw), ...(reportOnly && { reportOnly }) }))
  }

  /**
   * Drops one list, by its name on the wire; `blocked-destinations` cannot be dropped, because a policy
   * without it blocks nothing.
   */
  remove(list: 'sources' | 'endpoints', ...more: []): IntegrityPolicy {
    oneName(more)
    return new IntegrityPolicy({
      ...this.#data,
      [within('remove', () => oneOf(list, ['sources', 'endpoints'], 'sources or endpoints'))]: undefined,
    })
  }

  override fields(): readonly Field[] {
    const { reportOnly } = this.#data
    return [{ name: wireName(IntegrityPolicy.definition, reportOnly), value: serialize(this.#written) }]
  }

  override toJSON(): { readonly [Key in keyof IntegrityPolicyData]: IntegrityPolicyData[Key] } {
    return Object.freeze({ ...this.#written })
  }

  override inherited(): IntegrityPolicy {
    return new IntegrityPolicy(this.#written)
  }

  /** @internal */
  override reportingTo({ endpoint }: Reporting): IntegrityPolicy {
    return this.#data.endpoints === undefined ? this.endpoints(endpoint) : this
  }

  get #written(): IntegrityPolicyData {
    return bare({ 'blocked-destinations': ['script'], ...this.#data })
  }

  #add(name: keyof typeof LISTS, method: string, values: readonly string[]): IntegrityPolicy {
    const added = within(method, () => checkList(name, values))
    return new IntegrityPolicy({ ...this.#data, [name]: [...(this.#data[name] ?? []), ...added] })
  }
}

/** How the members of each list are checked, in the order of the wire. */
const LISTS = {
  'blocked-destinations': (value: unknown) => oneOf(value, DESTINATIONS, 'script or style'),
  sources: (value: unknown) => oneOf(value, ['inline'], 'inline'),
  endpoints: endpointName,
} as const
const LIST_NAMES = Object.keys(LISTS) as (keyof typeof LISTS)[]

function check(data: unknown): IntegrityPolicyData {
  const given = new Map(record(data, [...LIST_NAMES, 'reportOnly']))
  const checked: Record<string, unknown> = bare({})
  for (const name of LIST_NAMES) {
    const value = given.get(name)
    if (value !== undefined) checked[name] = within(name, () => checkList(name, value))
  }
  if (within('reportOnly', () => isReportOnly(given.get('reportOnly')))) checked.reportOnly = true
  return Object.freeze(checked)
}

function checkList(name: keyof typeof LISTS, value: unknown): readonly string[] {
  const values = list(value, 'a list').map((member, index) => within(`[${index}]`, () => LISTS[name](member)))
  if (values.length > 0) return Object.freeze([...new Set(values)])
  throw new SecureHeadersError({
    code: 'ERR_SECURE_MISSING',
    expected: 'at least one value',
    received: value,
    // Without its destinations, the policy would block scripts.
    fix:
      name === 'blocked-destinations' ? 'Name script or style; integrity: false leaves the header out.' : 'Leave the list out.',
  })
}

function parse(raw: string): Record<string, readonly string[]> {
  const members = parseDictionary(fieldValue(raw, 'a structured field dictionary'))
  // Data without it means scripts; a field value without it blocks nothing.
  if (!members.has('blocked-destinations')) {
    throw new SecureHeadersError({ code: 'ERR_SECURE_MISSING', expected: 'blocked-destinations=(script)', received: raw })
  }
  return Object.fromEntries([...members].map(([name, member]) => [name, within(name, () => tokens(member))]))
}

function tokens(member: Member): readonly string[] {
  if (member.kind === 'list' && member.parameters === '' && member.items.every(isBare))
    return member.items.map(({ value }) => value)
  throw new SecureHeadersError({
    code: 'ERR_SECURE_SYNTAX',
    expected: 'a list of tokens: (script)',
    received: member.kind === 'list' ? member.items.map(({ value }) => value) : member.value,
    fix: 'Put the words in parentheses, without quotes and without parameters.',
  })
}

function isBare({ kind, parameters }: Item): boolean {
  return kind === 'token' && parameters === ''
}

function serialize(data: IntegrityPolicyData): string {
  const members = LIST_NAMES.flatMap((name) => {
    const values = data[name]
    return values === undefined ? [] : [`${name}=(${values.join(' ')})`]
  })
  return members.join(', ')
}

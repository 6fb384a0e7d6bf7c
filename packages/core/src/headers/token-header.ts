import { bare } from '../bare.js'
import { kebab } from '../case.js'
import { record } from '../check-shapes.js'
import { boolean, endpointName, fieldValue, isReportOnly, nothing, oneOf } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import { parseItem, serializeString } from '../structured-field.js'
import { definitionOf, type Field, Header, type HeaderDefinition, wireName } from './header.js'
import { onlyReportTo } from './report-to-parameter.js'
import type { Reporting } from './reporting.js'

/** A header that is one token of a closed list, names an endpoint for its reports, and has a report-only form. */
export interface TokenDefinition extends HeaderDefinition {
  readonly default: string
  readonly values: readonly string[]
}

/** Plain data of such an option, where the token alone does not say it all. */
export interface TokenData<Value extends string> {
  /** The token itself. */
  readonly policy: Value
  /** The endpoint of Reporting-Endpoints that gets the reports. */
  readonly reportTo?: string | undefined
  /** Report what the policy would break, and break nothing. */
  readonly reportOnly?: boolean | null | undefined
}

/** The base of every builder that holds a token with `report-to`. */
export abstract class TokenHeader<Value extends string> extends Header {
  readonly #data: TokenData<Value>

  constructor(data?: TokenData<Value> | Value) {
    super()
    const definition = definitionOf<TokenDefinition>(this)
    this.#data = bare(check(data ?? definition.default, definition)) as TokenData<Value>
    Object.freeze(this)
  }

  /** A builder made from an option's plain data or string. */
  static from<Builder>(this: new (data: never) => Builder, data: unknown): Builder {
    return new this(data as never)
  }

  /** Names the endpoint of Reporting-Endpoints that gets the reports. */
  reportTo(endpoint: string): this {
    return this.with({ reportTo: within('reportTo', () => endpointName(endpoint)) })
  }

  /** Reports what the policy would break, and breaks nothing: sent as the header's -Report-Only form. `false` enforces it. */
  reportOnly(wanted = true): this {
    return this.with({ reportOnly: within('reportOnly', () => boolean(wanted)) })
  }

  /** Replaces the token and the endpoint with those of a field value. */
  set(raw: string): this {
    return within('set', () => this.with({ reportTo: undefined, ...parse(raw, definitionOf(this)) } as TokenData<Value>))
  }

  override fields(): readonly Field[] {
    return [{ name: wireName(definitionOf(this), this.#data.reportOnly), value: serialize(this.#data) }]
  }

  override toJSON(): Value | { readonly [Key in keyof TokenData<Value>]: TokenData<Value>[Key] } {
    const { policy, reportTo, reportOnly } = this.#data
    return reportTo === undefined && !reportOnly ? policy : { ...this.#data }
  }

  override inherited(): this {
    return this
  }

  /** @internal */
  override reportingTo({ endpoint }: Reporting): this {
    return this.#data.reportTo === undefined ? this.with({ reportTo: endpoint }) : this
  }

  /** Sets the token that a method is named after. */
  protected only(method: string, none: readonly unknown[]): this {
    within(method, () => nothing(none))
    return this.with({ policy: kebab(method) as Value })
  }

  protected with(change: Partial<TokenData<Value>>): this {
    return new (this.constructor as new (data: object) => this)({ ...this.#data, ...change })
  }
}

const KEYS = ['policy', 'reportTo', 'reportOnly']

function check(data: unknown, definition: TokenDefinition): TokenData<string> {
  if (typeof data === 'string') return parse(data, definition)
  const { policy = definition.default, reportTo, reportOnly } = bare(Object.fromEntries(record(data, KEYS)))
  return {
    policy: within('policy', () => knownToken(policy, definition)),
    ...(reportTo !== undefined && { reportTo: within('reportTo', () => endpointName(reportTo)) }),
    ...(within('reportOnly', () => isReportOnly(reportOnly)) && { reportOnly: true }),
  }
}

/** https://html.spec.whatwg.org/multipage/browsers.html#the-coop-headers: tokens are case-sensitive. */
function knownToken(value: unknown, { header, values }: TokenDefinition): string {
  return oneOf(value, values, `a value for ${header}: ${values.join(', ')}`)
}

function parse(raw: string, definition: TokenDefinition): TokenData<string> {
  const text = fieldValue(raw, `a value for ${definition.header}`)
  if (!text.includes(';')) return { policy: knownToken(text, definition) }
  const { kind, value, parameters } = parseItem(text)
  const policy = knownToken(kind === 'token' ? value : text, definition)
  const endpoint = onlyReportTo(parameters)
  if (endpoint?.kind === 'string') return { policy, reportTo: endpointName(endpoint.value) }
  throw new SecureHeadersError({
    code: 'ERR_SECURE_SYNTAX',
    expected: 'no parameter but report-to="name"',
    received: parameters,
    fix: 'Put the name of the endpoint in double quotes.',
  })
}

function serialize({ policy, reportTo }: TokenData<string>): string {
  return reportTo === undefined ? policy : `${policy};report-to=${serializeString(reportTo)}`
}

import { bare } from '../bare.js'
import { record } from '../check-shapes.js'
import { boolean, endpointName, fieldValue, nothing, oneOf, watched } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import { parseItem, parseParameters, serializeString } from '../structured-field.js'
import { type Field, Header, type HeaderDefinition, REPORT_ONLY } from './header.js'
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
  readonly reportTo?: string
  /** Report what the policy would break, and break nothing. */
  readonly reportOnly?: boolean | null
}

const KEYS = ['policy', 'reportTo', 'reportOnly']

/** The base of every builder that holds a token with `report-to`. */
export abstract class TokenHeader<Value extends string> extends Header {
  readonly #data: TokenData<Value>

  constructor(data?: TokenData<Value> | Value) {
    super()
    const { definition } = new.target as unknown as { definition: TokenDefinition }
    this.#data = bare(check(data ?? definition.default, definition)) as TokenData<Value>
    Object.freeze(this)
  }

  /** A builder of an option's plain data or string. */
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

  /** Replaces token and endpoint by those of a field value. */
  set(raw: string): this {
    const { definition } = this.constructor as unknown as { definition: TokenDefinition }
    return within('set', () => this.#make({ ...parse(raw, definition), ...(this.#data.reportOnly && { reportOnly: true }) }))
  }

  /** The token of a method that has its name. */
  protected only(policy: Value, none: readonly unknown[]): this {
    nothing(none)
    return this.with({ policy })
  }

  protected with(change: Partial<TokenData<Value>>): this {
    return this.#make({ ...this.#data, ...change })
  }

  #make(data: object): this {
    return new (this.constructor as new (data: object) => this)(data)
  }

  override fields(): readonly Field[] {
    const { definition } = this.constructor as unknown as { definition: TokenDefinition }
    const { policy, reportTo, reportOnly } = this.#data
    const value = reportTo === undefined ? policy : `${policy};report-to=${serializeString(reportTo)}`
    return [{ name: reportOnly ? `${definition.header}${REPORT_ONLY}` : definition.header, value }]
  }

  override toJSON(): Value | { readonly policy: Value; readonly reportTo?: string; readonly reportOnly?: boolean | null } {
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
}

function check(data: unknown, definition: TokenDefinition): TokenData<string> {
  if (typeof data === 'string') return parse(data, definition)
  const { policy = definition.default, reportTo, reportOnly } = bare(Object.fromEntries(record(data, KEYS)))
  return {
    policy: within('policy', () => policyToken(policy, definition)),
    ...(reportTo !== undefined && { reportTo: within('reportTo', () => endpointName(reportTo)) }),
    ...(within('reportOnly', () => watched(reportOnly)) && { reportOnly: true }),
  }
}

function parse(raw: string, definition: TokenDefinition): TokenData<string> {
  const text = fieldValue(raw, `a value for ${definition.header}`)
  if (!text.includes(';')) return { policy: policyToken(text, definition) }
  const { kind, value, parameters } = parseItem(text)
  const policy = policyToken(kind === 'token' ? value : text, definition)
  const reportTo = parseParameters(parameters)
  const endpoint = reportTo.get('report-to')
  if (endpoint?.kind === 'string' && reportTo.size === 1) return { policy, reportTo: endpointName(endpoint.value) }
  throw new SecureHeadersError({
    code: 'ERR_SECURE_SYNTAX',
    expected: 'no parameter but report-to="name"',
    received: parameters,
    fix: 'The name of the endpoint is in double quotes.',
  })
}

/** https://html.spec.whatwg.org/multipage/browsers.html#the-coop-headers: tokens are compared with their case. */
function policyToken(value: unknown, { header, values }: TokenDefinition): string {
  return oneOf(value, values, `a value for ${header}: ${values.join(', ')}`)
}

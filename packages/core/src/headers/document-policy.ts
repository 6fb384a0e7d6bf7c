import { bare } from '../bare.js'
import { type Kebab, kebab } from '../case.js'
import { customEntries, once, plainObject, record } from '../check-shapes.js'
import { boolean, endpointName, fieldKey, fieldValue, isReportOnly, notInList, oneName } from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import type { SeveralOption } from '../options.js'
import { type Member, parseDictionary } from '../structured-field.js'
import { deriveMethods } from './derived-methods.js'
import { Checked, type Field, Header, type HeaderDefinition, wireName } from './header.js'
import { onlyReportTo } from './report-to-parameter.js'
import type { Reporting } from './reporting.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Document-Policy: what the page does without, or asks for, `{ 'force-load-at-top': true }`; Chromium only.
     * Off by default, and without a default value. An array sends a report-only policy beside the enforced one.
     * @see https://wicg.github.io/document-policy/#document-policy-http-header
     */
    documentPolicy?: Exclude<SeveralOption<DocumentPolicy, DocumentPolicyData | RawValue>, true> | undefined
  }
}

/** The configuration points that Chromium takes, keyed by method. */
const points = {
  /** The page is opened at its top, whatever the fragment says. */
  forceLoadAtTop: 'boolean',
  /** The JS Self-Profiling API may be used. */
  jsProfiling: 'boolean',
  /** Crash reports include the JavaScript call stack. */
  includeJsCallStacksInCrashReports: 'boolean',
  /** The page links no resource of its own. */
  expectNoLinkedResources: 'boolean',
  /** Reports of resources that are wastefully large; Chromium 156 reads it, and has sent none in our trials. */
  networkEfficiencyGuardrails: 'boolean',
  /** Synchronous XMLHttpRequest. Chromium reads it, and sends the request all the same: use Permissions-Policy's `sync-xhr`. */
  syncXhr: 'boolean',
} as const

type Points = typeof points
/** A configuration point's name on the wire, such as `force-load-at-top`. */
export type DocumentPolicyPoint = Kebab<keyof Points>

/** The value of a configuration point, and its own endpoint for the reports on it. */
export type ReportedPoint<Value extends boolean | number = boolean> = { readonly value: Value; readonly reportTo: string }

/** Plain data of the `documentPolicy` option, spelled as on the wire. */
export type DocumentPolicyData = {
  readonly [Name in keyof Points as Kebab<Name>]?: boolean | ReportedPoint | undefined
} & {
  /** The endpoint of Reporting-Endpoints that gets the reports. */
  readonly reportTo?: string | undefined
  /** Report what the policy would forbid, and forbid nothing. */
  readonly reportOnly?: boolean | null | undefined
  /** Configuration points this version does not know, by name. */
  readonly customPoints?: Readonly<Record<string, Setting | undefined>> | false | null | undefined
}

/** The value of a configuration point, alone or beside an endpoint of its own. */
type Setting = boolean | number | ReportedPoint<boolean | number>

type Methods = { readonly [Name in keyof Points]: (value?: boolean, reportTo?: string) => DocumentPolicy }

export interface DocumentPolicy extends Methods {}

/**
 * Say what the page does without: `new DocumentPolicy({ 'force-load-at-top': true })` or `new DocumentPolicy().forceLoadAtTop()`.
 *
 * Untouched, it is empty and cannot be sent. Throws for a configuration point that no browser knows.
 * @see https://wicg.github.io/document-policy/#document-policy-http-header
 */
export class DocumentPolicy extends Header {
  static readonly definition = {
    option: 'documentPolicy',
    header: 'Document-Policy',
    onByDefault: false,
    several: 'report-only',
  } as const satisfies HeaderDefinition

  readonly #state: State

  constructor(data?: DocumentPolicyData)
  /** @internal */
  constructor(data?: DocumentPolicyData | Checked<Setting>)
  constructor(data?: DocumentPolicyData | Checked<Setting>) {
    super()
    this.#state = data instanceof Checked ? data : data === undefined ? new Checked<Setting>([]) : check(data)
    Object.freeze(this)
  }

  /** A builder made from an option's plain data or string. */
  static from(data: unknown): DocumentPolicy {
    return new DocumentPolicy(typeof data === 'string' ? parse(data) : (data as DocumentPolicyData))
  }

  /** Sets a configuration point that this version does not know, or any other by its name on the wire. */
  customPoint(name: string, value: boolean | number = true, reportTo?: string): DocumentPolicy {
    return within('customPoint', () => this.#add(checkName(name), checkValue(value), reportTo))
  }

  /** Names the endpoint of Reporting-Endpoints that gets the reports. */
  reportTo(endpoint: string): DocumentPolicy {
    return this.#with({ reportTo: within('reportTo', () => endpointName(endpoint)) })
  }

  /** Report what the policy would forbid, and forbid nothing: sent as Document-Policy-Report-Only. `false` enforces it. */
  reportOnly(wanted = true): DocumentPolicy {
    return this.#with({ reportOnly: within('reportOnly', () => boolean(wanted)) })
  }

  /** Replaces the whole value: `set('force-load-at-top, sync-xhr=?0')`. */
  set(raw: string): DocumentPolicy {
    const { reportOnly } = this.#state
    return within('set', () => new DocumentPolicy({ ...parse(raw), ...(reportOnly && { reportOnly }) }))
  }

  /**
   * Drops one configuration point, by its name on the wire; the last one cannot be dropped, because an empty header says nothing.
   */
  remove(point: DocumentPolicyPoint | (string & Record<never, never>), ...more: []): DocumentPolicy {
    oneName(more)
    return within('remove', () => {
      if (!this.#state.values.has(point)) knownName(point)
      const values = new Map([...this.#state.values].filter(([name]) => name !== point))
      if (values.size === 0) throw noPoint(point)
      return this.#with({ values })
    })
  }

  override fields(): readonly Field[] {
    const { values, reportOnly } = this.#state
    if (values.size === 0) throw noPoint(this.toJSON())
    return [{ name: wireName(DocumentPolicy.definition, reportOnly), value: serialize(this.#state) }]
  }

  override toJSON(): PlainDocumentPolicy {
    return toData(this.#state)
  }

  override inherited(): this {
    return this
  }

  /** @internal */
  override reportingTo({ endpoint }: Reporting): DocumentPolicy {
    return this.#state.reportTo === undefined ? this.reportTo(endpoint) : this
  }

  #add(name: string, value: boolean | number, reportTo: unknown): DocumentPolicy {
    return this.#with({ values: new Map(this.#state.values).set(name, reported(value, reportTo)) })
  }

  #with(change: Partial<State>): DocumentPolicy {
    const { values, reportOnly, reportTo } = { ...this.#state, ...change }
    return new DocumentPolicy(new Checked(values, reportOnly, reportTo))
  }

  static {
    deriveMethods(this.prototype, Object.keys(points), (policy, method, [value = true, reportTo]) =>
      policy.#add(kebab(method), boolean(value), reportTo),
    )
  }
}

/** {@link DocumentPolicyData} in its one normal form. */
type PlainDocumentPolicy = { readonly [name: string]: boolean | string | ReportedPoint | { readonly [name: string]: Setting } }

function toData({ values, reportTo, reportOnly }: State): PlainDocumentPolicy {
  const known: Record<string, boolean | ReportedPoint> = {}
  const custom: Record<string, Setting> = {}
  for (const [name, setting] of values) {
    const { value } = parts(setting)
    if (typeof value === 'boolean' && POINT_NAMES.includes(name)) known[name] = setting as boolean | ReportedPoint
    else custom[name] = setting
  }
  return {
    ...known,
    ...(Object.keys(custom).length > 0 && { customPoints: custom }),
    ...(reportTo !== undefined && { reportTo }),
    ...(reportOnly && { reportOnly }),
  }
}

interface State {
  readonly values: ReadonlyMap<string, Setting>
  readonly reportTo?: string | undefined
  readonly reportOnly?: boolean
}

const POINT_NAMES: readonly string[] = Object.keys(points).map(kebab)
/** What may stand beside the configuration points. */
const KEYS = ['reportTo', 'reportOnly', 'customPoints']

function check(data: unknown): State {
  const values = new Map<string, Setting>()
  let reportTo: string | undefined
  let reportOnly = false
  for (const [key, value] of plainObject(data, 'an object of Document-Policy configuration points')) {
    within(key, () => {
      if (key === 'reportTo') reportTo = endpointName(value)
      else if (key === 'reportOnly') reportOnly = isReportOnly(value)
      else if (key === 'customPoints') {
        for (const [name, custom] of customEntries(value, 'an object of configuration points')) {
          within(name, () => once(values, checkName(name)).set(name, checkSetting(custom, checkValue)))
        }
      } else once(values, knownName(key, KEYS)).set(key, checkSetting(value, boolean))
    })
  }
  // With reportTo or reportOnly alone, later calls add the configuration points.
  if (values.size > 0 || reportTo !== undefined || reportOnly) return { values, reportTo, reportOnly }
  throw noPoint(data)
}

function noPoint(received: unknown): SecureHeadersError {
  return new SecureHeadersError({
    code: 'ERR_SECURE_MISSING',
    expected: 'at least one configuration point',
    received,
    fix: 'Use false to leave the header out.',
  })
}

/** `others` are the keys that may stand beside the names. */
function knownName(name: string, others: readonly string[] = []): string {
  if (POINT_NAMES.includes(name)) return name
  throw notInList('ERR_SECURE_UNKNOWN_FEATURE', name, [...POINT_NAMES, ...others], {
    expected: 'a Document-Policy configuration point',
    fix: 'If a browser you care about knows it, write it with customPoint(), or under customPoints in plain data.',
  })
}

function checkName(name: unknown): string {
  return fieldKey(name, 'a name of lower-case letters, digits and hyphens')
}

/** https://www.rfc-editor.org/rfc/rfc9651#section-3.3.2: a decimal has at most three digits after the point. */
function checkValue(value: unknown): boolean | number {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number' && Math.abs(value) < 1e12 && Number(value.toFixed(3)) === value) return value
  throw new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    expected: 'true, false or a number with at most three decimals',
    received: value,
  })
}

function checkSetting(setting: unknown, checkOne: (value: unknown) => boolean | number): Setting {
  if (typeof setting !== 'object' || setting === null) return checkOne(setting)
  const { value, reportTo } = bare(Object.fromEntries(record(setting, ['value', 'reportTo'])))
  return reported(
    within('value', () => checkOne(value)),
    reportTo,
  )
}

/** A setting in its one normal form: the value alone where no endpoint is named. */
function reported(value: boolean | number, reportTo: unknown): Setting {
  if (reportTo === undefined) return value
  return Object.freeze({ value, reportTo: within('reportTo', () => endpointName(reportTo)) })
}

function parts(setting: Setting): { readonly value: boolean | number; readonly reportTo?: string | undefined } {
  return typeof setting === 'object' ? setting : { value: setting, reportTo: undefined }
}

function parse(raw: string): DocumentPolicyData {
  const members = parseDictionary(fieldValue(raw, 'a structured field dictionary'))
  const known: Record<string, Setting> = {}
  let reportTo: string | undefined
  for (const [name, member] of members) {
    within(name, () => {
      const endpoint = readEndpoint(member)
      if (name === '*' && endpoint !== undefined) reportTo = endpoint
      else if (knownName(name) && member.kind === 'boolean') known[name] = reported(member.value === '?1', endpoint)
      else throw notHere(raw, `Write ${name}, or ${name}=?0 for false.`)
    })
  }
  return { ...known, ...(reportTo !== undefined && { reportTo }) } as DocumentPolicyData
}

function readEndpoint({ parameters }: Member): string | undefined {
  const endpoint = onlyReportTo(parameters)
  if (endpoint === undefined && parameters !== '') throw notHere(parameters)
  return endpoint && endpointName(endpoint.value)
}

function notHere(received: string, fix?: string): SecureHeadersError {
  return new SecureHeadersError({
    code: 'ERR_SECURE_SYNTAX',
    expected: 'a boolean, and no parameter but report-to',
    received,
    fix,
  })
}

function serialize({ values, reportTo }: State): string {
  const members = [...values].map(([name, setting]) => {
    const { value, reportTo: own } = parts(setting)
    const member = value === true ? name : `${name}=${value === false ? '?0' : value}`
    return own === undefined ? member : `${member};report-to=${own}`
  })
  // The member "*" names the endpoint for all others.
  if (reportTo !== undefined) members.push(`*;report-to=${reportTo}`)
  return members.join(', ')
}

import { bare } from '../bare.js'
import { kebab } from '../case.js'
import { customEntries, INTO_SET, once, plainObject, record } from '../check-shapes.js'
import {
  boolean,
  endpointName,
  fieldKey,
  fieldValue,
  isReportOnly,
  nothing,
  notInList,
  ONE_OBJECT,
  oneName,
  oneObject,
} from '../check-values.js'
import { SecureHeadersError, within } from '../errors.js'
import type { SeveralOption } from '../options.js'
import { type Member, parseDictionary, serializeString } from '../structured-field.js'
import { deriveMethods } from './derived-methods.js'
import { Checked, type Field, Header, type HeaderDefinition, wireName } from './header.js'
import { checkItem, checkMember } from './permissions-allowlist.js'
import {
  FEATURE_NAMES,
  features,
  isFeature,
  LIVE_FEATURES,
  type PermissionsPolicyFeature,
} from './permissions-policy-features.js'
import { onlyReportTo } from './report-to-parameter.js'

declare module '../options.js' {
  interface SecureOptions {
    /**
     * Permissions-Policy: which origins may use which powerful features,
     * `{ camera: [], fullscreen: '*', geolocation: ['self', 'https://maps.example'] }`. Off by default; `true` denies the 31
     * documented features to everybody. An array sends a report-only policy beside the enforced one.
     * @see https://w3c.github.io/webappsec-permissions-policy/#permissions-policy-http-header-field
     */
    permissions?: SeveralOption<PermissionsPolicy, PermissionsPolicyData | RawValue> | undefined
  }
}

/** `self`, `*`, an origin such as `https://maps.example` or `https://*.maps.example`, or a scheme, `https:`. */
export type AllowlistMember = 'self' | '*' | (string & Record<never, never>)

/** Who may use a feature, and the endpoint that gets its reports. */
export interface ReportedAllowlist {
  readonly allowlist: AllowlistMember | readonly AllowlistMember[]
  readonly reportTo: string
}

/** Who may use a feature: a list (`[]` denies it), a single member, or either with the endpoint that gets its reports. */
export type Allowlist = AllowlistMember | readonly AllowlistMember[] | ReportedAllowlist

/** Plain data of the `permissions` option: `{ camera: [], geolocation: ['self', 'https://maps.example'] }`. */
export type PermissionsPolicyData = { readonly [Name in PermissionsPolicyFeature]?: Allowlist | undefined } & {
  /** Report what the policy would deny, and deny nothing; Chromium only. */
  readonly reportOnly?: boolean | null | undefined
  /** Features that this version does not know, by name. */
  readonly customFeatures?: Readonly<Record<string, Allowlist | undefined>> | false | null | undefined
}

type Methods = {
  readonly [Name in keyof typeof features]: (...allowlist: AllowlistMember[] | [ReportedAllowlist]) => PermissionsPolicy
}

export interface PermissionsPolicy extends Methods {}

/** By feature, as on the wire. */
type Grants = ReadonlyMap<string, Grant>

interface Grant {
  readonly allowlist: readonly string[]
  readonly reportTo: string | undefined
}

const DENIED_BY_DEFAULT = [
  'accelerometer',
  'ambientLightSensor',
  'autoplay',
  'battery',
  'camera',
  'clipboardRead',
  'clipboardWrite',
  'crossOriginIsolated',
  'displayCapture',
  'documentDomain',
  'encryptedMedia',
  'executionWhileNotRendered',
  'executionWhileOutOfViewport',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'navigationOverride',
  'payment',
  'pictureInPicture',
  'publickeyCredentialsGet',
  'screenWakeLock',
  'speaker',
  'speakerSelection',
  'syncXhr',
  'usb',
  'webShare',
  'xrSpatialTracking',
] as const satisfies readonly (keyof typeof features)[]

/**
 * Say which origins may use which features: `new PermissionsPolicy().camera().geolocation('self', 'https://maps.example')`.
 *
 * Without arguments, a feature is denied to everybody; `camera({ allowlist: ['self'], reportTo: 'main' })` says where its reports
 * go. Untouched, it denies the 31 documented features; the first call starts from empty.
 * @see https://w3c.github.io/webappsec-permissions-policy/#permissions-policy-http-header-field
 */
export class PermissionsPolicy extends Header {
  static readonly definition = {
    option: 'permissions',
    header: 'Permissions-Policy',
    onByDefault: false,
    several: 'report-only',
    knownAs: ['permissionPolicy', 'featurePolicy'],
    default: DENIED_BY_DEFAULT.map((name) => `${kebab(name)}=()`).join(', '),
  } as const satisfies HeaderDefinition

  readonly #grants: Grants | undefined
  readonly #reportOnly: boolean

  constructor(data?: PermissionsPolicyData)
  /** @internal */
  constructor(data?: PermissionsPolicyData | Checked<Grant>)
  constructor(data?: PermissionsPolicyData | Checked<Grant>, more?: unknown) {
    super()
    oneObject(more, ONE_OBJECT)
    const { values, reportOnly } = data instanceof Checked ? data : data === undefined ? UNTOUCHED : check(data)
    this.#grants = values
    this.#reportOnly = reportOnly
    Object.freeze(this)
  }

  /** A builder made from an option's plain data or string. */
  static from(data: unknown): PermissionsPolicy {
    return new PermissionsPolicy(typeof data === 'string' ? new Checked(parse(data)) : (data as PermissionsPolicyData))
  }

  /** Denies every feature whose name Chromium knows, or did in early 2026; a feature that is added afterwards has its own allowlist instead. */
  denyAll(...none: []): PermissionsPolicy {
    within('denyAll', () => nothing(none))
    return this.#with(new Map(LIVE_FEATURES.map((name) => [name, grantTo([])])))
  }

  /** Report what the policy would deny, and deny nothing: sent as Permissions-Policy-Report-Only. `false` enforces it. */
  reportOnly(wanted = true): PermissionsPolicy {
    const reportOnly = within('reportOnly', () => boolean(wanted))
    if (this.#grants !== undefined) return this.#with(this.#grants, reportOnly)
    return new PermissionsPolicy(reportOnly ? { reportOnly } : undefined)
  }

  /** Adds a feature that this version does not know, or any other by its name on the wire. */
  customFeature(name: string, ...allowlist: AllowlistMember[] | [ReportedAllowlist]): PermissionsPolicy {
    return within('customFeature', () => this.#add(checkName(name), allowlist))
  }

  /** Replaces the whole value: `set('geolocation=(self)')`; later calls build on it. */
  set(raw: string): PermissionsPolicy {
    return within('set', () => this.#with(parse(raw)))
  }

  /**
   * Replaces one feature's allowlist, by the feature's name on the wire: `replace('camera')` denies it to everybody. Its reports
   * go where they did before.
   */
  replace(
    feature: PermissionsPolicyFeature | (string & Record<never, never>),
    ...allowlist: AllowlistMember[] | [ReportedAllowlist]
  ): PermissionsPolicy {
    return within('replace', () => {
      const before = this.#written.get(feature)
      if (before === undefined) knownName(feature)
      return this.#with(new Map(this.#written).set(feature, checkCall(allowlist, before)))
    })
  }

  /** Drops one feature, by its name on the wire; the last one cannot be dropped, because an empty header says nothing. */
  remove(feature: PermissionsPolicyFeature | (string & Record<never, never>), ...more: []): PermissionsPolicy {
    oneName(more)
    return within('remove', () => {
      if (!this.#written.has(feature)) knownName(feature)
      return this.#with(new Map([...this.#written].filter(([name]) => name !== feature)))
    })
  }

  override fields(): readonly Field[] {
    return [{ name: wireName(PermissionsPolicy.definition, this.#reportOnly), value: serialize(this.#written) }]
  }

  override toJSON(): PlainPolicy {
    return toData(this.#written, this.#reportOnly)
  }

  override inherited(): PermissionsPolicy {
    return this.#with(this.#written)
  }

  get #written(): Grants {
    return this.#grants ?? parse(PermissionsPolicy.definition.default)
  }

  #add(name: string, allowlist: readonly unknown[]): PermissionsPolicy {
    const before = this.#grants?.get(name)
    const { allowlist: added, reportTo } = checkCall(allowlist, before)
    return this.#with(new Map(this.#grants).set(name, grantTo([...(before?.allowlist ?? []), ...added], reportTo)))
  }

  #with(grants: Grants, reportOnly = this.#reportOnly): PermissionsPolicy {
    if (grants.size === 0) throw noFeature([])
    return new PermissionsPolicy(new Checked(grants, reportOnly))
  }

  static {
    deriveMethods(this.prototype, Object.keys(features), (permissions, method, args) => permissions.#add(kebab(method), args))
  }
}

/** {@link PermissionsPolicyData} in its one normal form. */
type PlainPolicy = {
  readonly [Name in PermissionsPolicyFeature]?: PlainGrant
} & {
  readonly customFeatures?: { readonly [name: string]: PlainGrant }
  readonly reportOnly?: true
}
type PlainGrant = readonly string[] | { readonly allowlist: readonly string[]; readonly reportTo: string }

function toData(grants: Grants, reportOnly: boolean): PlainPolicy {
  const known: Record<string, PlainGrant> = {}
  const custom: Record<string, PlainGrant> = {}
  for (const [name, { allowlist, reportTo }] of grants) {
    const group = isFeature(name) ? known : custom
    group[name] = reportTo === undefined ? allowlist : { allowlist, reportTo }
  }
  return {
    ...known,
    ...(Object.keys(custom).length > 0 && { customFeatures: custom }),
    ...(reportOnly && { reportOnly }),
  } as PlainPolicy
}

interface State {
  readonly values: Grants | undefined
  readonly reportOnly: boolean
}

const UNTOUCHED: State = { values: undefined, reportOnly: false }
/** What may stand beside the features. */
const KEYS = ['reportOnly', 'customFeatures']
const GRANT_KEYS = ['allowlist', 'reportTo']

function check(data: unknown): State {
  const grants = new Map<string, Grant>()
  let reportOnly = false
  for (const [key, value] of plainObject(data, 'an object of Permissions-Policy features', undefined, INTO_SET)) {
    within(key, () => {
      if (key === 'reportOnly') reportOnly = isReportOnly(value)
      else if (key === 'customFeatures') {
        for (const [name, allowlist] of customEntries(value, 'an object of features')) {
          within(name, () => once(grants, checkName(name)).set(name, checkGrant(allowlist)))
        }
      } else once(grants, knownName(key, KEYS)).set(key, checkGrant(value))
    })
  }
  if (grants.size > 0) return { values: grants, reportOnly }
  if (reportOnly) return { values: undefined, reportOnly }
  throw noFeature(data)
}

function noFeature(received: unknown): SecureHeadersError {
  return new SecureHeadersError({
    code: 'ERR_SECURE_MISSING',
    expected: 'at least one feature',
    received,
    fix: 'Use true for the default policy, false to leave the header out.',
  })
}

function grantTo(allowlist: readonly string[], reportTo?: string): Grant {
  return { allowlist: Object.freeze([...new Set(allowlist)]), reportTo }
}

function checkGrant(value: unknown): Grant {
  if (typeof value === 'string') return grantTo([checkMember(value)])
  if (Array.isArray(value)) {
    return grantTo([...value].map((member, index) => within(`[${index}]`, () => checkMember(member))))
  }
  if (typeof value === 'boolean' || value === null) {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_TYPE',
      expected: 'an allowlist',
      received: value,
      fix:
        value === true
          ? "Write '*' to allow the feature to everybody, or 'self'."
          : 'Write [] to deny the feature to everybody, or leave it out; remove() drops one that a preset has.',
    })
  }
  const { allowlist, reportTo: endpoint } = bare(Object.fromEntries(record(value, GRANT_KEYS)))
  const reportTo = within('reportTo', () => {
    if (endpoint !== undefined) return endpointName(endpoint)
    throw new SecureHeadersError({
      code: 'ERR_SECURE_MISSING',
      expected: 'the name of an endpoint',
      received: endpoint,
      fix: 'Without an endpoint, write the list itself.',
    })
  })
  if (typeof allowlist !== 'string' && !Array.isArray(allowlist)) {
    const code = allowlist === undefined ? 'ERR_SECURE_MISSING' : 'ERR_SECURE_TYPE'
    throw new SecureHeadersError({ code, path: 'allowlist', expected: 'an allowlist', received: allowlist })
  }
  return { ...within('allowlist', () => checkGrant(allowlist)), reportTo }
}

/** A call has members, or one object as in plain data; without a `reportTo`, the feature keeps the endpoint it had. */
function checkCall(args: readonly unknown[], before: Grant | undefined): Grant {
  const isData = args.length === 1 && typeof args[0] === 'object' && !Array.isArray(args[0])
  const { allowlist, reportTo = before?.reportTo } = checkGrant(isData ? args[0] : args)
  return { allowlist, reportTo }
}

function knownName(name: unknown, others: readonly string[] = []): string {
  if (isFeature(name)) return name
  throw notInList('ERR_SECURE_UNKNOWN_FEATURE', name, [...FEATURE_NAMES, ...others], {
    expected: 'a Permissions-Policy feature',
    fix:
      name === 'features'
        ? 'Put the features directly under permissions.'
        : 'If a browser you care about knows it, write it with customFeature(), or under customFeatures in plain data.',
  })
}

function checkName(name: unknown): string {
  return fieldKey(name, 'a feature name of lower-case letters, digits and hyphens')
}

/** How Feature-Policy was written, which this replaced: names and members without `=`, semicolons between features. */
const FEATURE_POLICY = /^[a-z-]+ +['*a-z]|; *(?!report-to=)(?:[a-z-]+(?:[ ;]|=[(*]|=self\b)|$)/i

function parse(raw: string): Grants {
  const expected = 'Permissions-Policy features'
  const text = fieldValue(raw, expected)
  if (FEATURE_POLICY.test(text)) {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_SYNTAX',
      expected,
      received: raw,
      fix: 'Write geolocation=(self), camera=(), with = and commas, not as in Feature-Policy.',
    })
  }
  return new Map(
    [...parseDictionary(text)].map(([name, member]) => [knownName(name), within(name, () => fromMember(name, member))]),
  )
}

function fromMember(name: string, member: Member): Grant {
  if (member.kind === 'boolean') {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_ORIGIN',
      expected: 'an allowlist',
      received: name,
      fix: `Write ${name}=() to deny it to everybody.`,
    })
  }
  const items = member.kind === 'list' ? member.items : [member]
  const qualified = member.kind === 'list' ? items.find(({ parameters }) => parameters !== '') : undefined
  if (qualified !== undefined) {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_SYNTAX',
      expected: 'members without parameters',
      received: qualified.parameters,
    })
  }
  const allowlist = items.map(checkItem)
  const endpoint = onlyReportTo(member.parameters)
  if (endpoint === undefined && member.parameters !== '') {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_SYNTAX',
      expected: 'no parameter but report-to',
      received: member.parameters,
    })
  }
  return checkGrant(endpoint === undefined ? allowlist : { allowlist, reportTo: endpoint.value })
}

function serialize(grants: Grants): string {
  const members = [...grants].map(([name, { allowlist, reportTo }]) => {
    const items = allowlist.map((member) => (member === 'self' || member === '*' ? member : serializeString(member)))
    const value = items.length === 1 && items[0] === '*' ? '*' : `(${items.join(' ')})`
    // Chromium, the only browser that reads it, goes by a token and not by a string.
    return `${name}=${value}${reportTo === undefined ? '' : `;report-to=${reportTo}`}`
  })
  return members.join(', ')
}

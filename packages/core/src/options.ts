import { oneOf, plainObject, unknown } from './check.js'
import { type Decided, Decisions, type Extension, namesOf, type Override, type Settings } from './decisions.js'
import { SecureHeadersError, within } from './errors.js'
import { policyHeaderName } from './framing.js'
import { HEADER_CLASSES } from './header-classes.js'
import { Header, type HeaderClass } from './headers/header.js'
import { Reporting, type ReportingData } from './headers/reporting.js'
import { presetsOf } from './preset.js'

/** The five forms of an option: `true` (the default), `false` or `null` (not sent), a builder, plain data, or the raw value as a string. */
export type Option<Builder, Data> = boolean | null | Builder | Data

/** {@link Option} of a header with a report-only form: an array sends several policies, or a report-only one beside the enforced one. */
export type SeveralOption<Builder, Data> = Option<Builder, Data> | readonly (Builder | Data)[]

/** A field value as text. */
export type RawValue = string

/** What `new Secure()` and every adapter take: one key a header, each in any of five forms. */
export interface SecureOptions {
  /** Headers to strip from the response, whoever set them. By default `['X-Powered-By']`, which a list of your own replaces. */
  remove?: readonly string[] | false | null
  /**
   * Where all reports go, an https URL or a path: Reporting-Endpoints names it, and every policy that can report sends its reports there, unless
   * it says where itself; with `nel`, Report-To follows too.
   * @see https://w3c.github.io/reporting/
   */
  reporting?: string | ReportingData | false | null
  /**
   * `'defer'`, the default: a header that the handler set wins. `'enforce'`: the policy wins over whatever the handler or an upstream set.
   */
  mode?: 'defer' | 'enforce'
}

/** What is welcome on some responses and harms on every one. */
// biome-ignore lint/suspicious/noEmptyInterface: header files add to it.
export interface OverrideOnlyOptions {}

/** What `override()` and `with()` take: the options of a policy, where one may also be a function of the builder that is in force. */
export type OverrideOptions = Extensible<{
  [Key in keyof SecureOptions as Key extends keyof OverrideOnlyOptions ? never : Key]: SecureOptions[Key]
}> &
  Extensible<OverrideOnlyOptions>

type Extensible<Options> = {
  [Key in keyof Options]?: Extract<Options[Key], Header> extends infer Builder extends Header
    ? [Builder] extends [never]
      ? Options[Key]
      : Options[Key] | ((inherited: Builder) => NonNullable<Options[Key]> | null)
    : never
}

const BY_OPTION: ReadonlyMap<string, HeaderClass> = new Map(HEADER_CLASSES.map((header) => [header.definition.option, header]))
const KEYS = [...BY_OPTION.keys(), 'reporting', 'remove', 'mode']

/** On every policy: a spread copies it, and is then told from options. The same in all copies of this package. */
export const POLICY = Symbol.for('@secure/core/policy')

/** How each setting is read. */
const SETTINGS: Readonly<Record<string, (value: unknown) => Settings>> = {
  reporting: (value) => ({ reporting: value === false || value === null ? false : Reporting.from(value) }),
  remove: (value) => ({ remove: readRemove(value) }),
  mode: (value) => ({ mode: readMode(value) }),
}

/** Reads the options of a whole policy, in any form. */
export function readOptions(options: unknown): Decisions {
  const decisions = read(options, 'option') as Decisions
  refuseOnEveryResponse(decisions)
  checkReporting(decisions)
  return decisions
}

/** Reads a layer's changes: functions of the inherited builder too, and what must not be on every response. */
export function readOverride(options: unknown): Override {
  const decisions = read(options, 'override')
  checkReporting(decisions)
  return decisions
}

function read(options: unknown, by: 'option' | 'override'): Override {
  const decided = new Map<string, Decided | Extension>()
  /** What functions make of an untouched builder. */
  const tried = new Map<string, readonly Header[]>()
  const settings: Settings = {}
  let presets: ReturnType<typeof presetsOf> | undefined
  refusePolicies(options, by)
  const given =
    by === 'option'
      ? plainObject(options, 'an options object or a Secure', isInstance(options) ? CALL_IT : undefined)
      : plainObject(options, 'an options object')
  for (const [key, typed] of given) {
    const value = typed === undefined ? ofPreset(options as object, key) : typed
    if (value === undefined) continue
    within(key, () => {
      const header = BY_OPTION.get(key)
      if (Object.hasOwn(SETTINGS, key)) Object.assign(settings, SETTINGS[key]?.(value))
      else if (header === undefined) throw unknownOption(key)
      else if (by === 'override' && typeof value === 'function') {
        tried.set(key, tryExtension(header, value as Extension))
        decided.set(key, value as Extension)
      } else {
        const builders = readOption(header, value)
        presets ??= presetsOf(options as object)
        decided.set(key, presets.length === 0 ? { builders, by } : { builders, by, presets })
      }
    })
  }
  const { remove } = options as SecureOptions
  // A preset's list yields to what is typed beside it.
  const typed = remove !== undefined && presetsOf(options as object).every((preset) => preset.options.remove !== remove)
  const decisions = new Decisions(decided, Object.keys(settings).length > 0 ? settings : undefined)
  checkOwners(decisions, by, tried, typed ? settings.remove : [])
  return decisions
}

/** What a preset says that was spread and then, by `undefined`, neither confirmed nor changed. */
function ofPreset(options: object, key: string): unknown {
  const values = presetsOf(options).map((preset) => (preset.options as Readonly<Record<string, unknown>>)[key])
  return values.find((value) => value !== undefined)
}

const CALL_IT = 'Give plain data, a preset or a Secure; as a middleware it is called: app.use(secure()).'

function isInstance(options: unknown): boolean {
  return typeof options === 'object' && options !== null && !Array.isArray(options)
}

/** What a policy decides is private: neither a spread nor another copy of this package can read it. */
function refusePolicies(options: unknown, by: 'option' | 'override'): void {
  if (typeof options !== 'object' || options === null || !(POLICY in options)) return
  const isSpread = !('toJSON' in options)
  if (by === 'override' && !isSpread) return
  throw new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    expected: 'an options object or a Secure of this copy of @secure/core',
    received: options,
    fix: isSpread ? 'A spread has lost the policy: write policy.with({ … }).' : TWO_COPIES,
  })
}

const TWO_COPIES = 'Two copies are loaded: see npm ls @secure/core, or give plain data, as toJSON() does.'

const OVERRIDE_ONLY = new Map(
  HEADER_CLASSES.filter(({ definition }) => definition.overrideOnly).map(({ definition }) => [
    definition.header.toLowerCase(),
    definition,
  ]),
)

/** Throws for a header that harms where every response has it. */
export function refuseOnEveryResponse({ fields, headers }: Decisions): void {
  const isRefused = (name: string) => OVERRIDE_ONLY.get(name.toLowerCase())
  const { name = '' } = fields.find((field) => isRefused(field.name)) ?? {}
  const refused = isRefused(name)
  if (refused === undefined) return
  const { option, header } = refused
  throw new SecureHeadersError({
    code: 'ERR_SECURE_OVERRIDE_ONLY',
    path: headers[option] === undefined ? `custom.${name}` : option,
    expected: 'an override of one route',
    received: 'a policy for every response',
    fix: `${header} on every response would log everybody out: give it to the log-out route, in an override.`,
  })
}

/** The builders of one option. */
export function readOption(header: HeaderClass, value: unknown): readonly Header[] {
  if (value === false || value === null) return []
  const { several, default: byDefault, header: name } = header.definition
  if (value === true) {
    if (byDefault !== undefined) return [new header()]
    throw new SecureHeadersError({
      code: 'ERR_SECURE_MISSING',
      expected: 'a value',
      received: true,
      fix: `${name || 'The option'} has no default: say what to send.`,
    })
  }
  // A value that is itself a list has no second form of several.
  if (several === undefined || !Array.isArray(value)) return [toBuilder(header, value)]
  if (value.length === 0) {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_MISSING',
      expected: 'at least one policy',
      received: value,
      fix: 'Use false to leave the header out.',
    })
  }
  return checkSeveral(
    header,
    [...value].map((one, index) => within(`[${index}]`, () => toBuilder(header, one, ''))),
  )
}

/** Only policies that all hold may share a field; of others, browsers would drop both. */
export function checkSeveral({ definition: { several } }: HeaderClass, builders: readonly Header[]): readonly Header[] {
  const names = builders.map((builder) => builder.fields()[0]?.name)
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index)
  if (twice === -1 || several === 'policies') return builders
  throw new SecureHeadersError({
    code: 'ERR_SECURE_DUPLICATE',
    path: `[${twice}]`,
    expected: 'one enforced and one report-only policy at most',
    received: names[twice],
  })
}

function toBuilder(header: HeaderClass, value: unknown, besides = 'true, false, '): Header {
  if (value === 'true' || value === 'false') {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_TYPE',
      expected: 'true or false itself',
      received: value,
      fix: `Write ${value} without quotes.`,
    })
  }
  if (!(value instanceof Header) && typeof (value as Header | null)?.inherited === 'function') {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_TYPE',
      expected: 'a builder of this copy of @secure/core',
      received: value,
      fix: TWO_COPIES,
    })
  }
  // A builder freezes itself when it is whole; what only has its prototype is none.
  const isBuilder = value instanceof header && Object.isFrozen(value)
  if (isBuilder || (!(value instanceof Header) && ((typeof value === 'object' && value !== null) || typeof value === 'string'))) {
    const builder = isBuilder ? value : header.from(value)
    // Without a default it may have nothing to send, which its fields refuse.
    if (header.definition.default === undefined) builder.fields()
    return builder
  }
  throw new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    expected: `${besides}a builder of ${header.definition.header || 'headers'}, plain data or a string`,
    received: value,
    fix: typeof value === 'function' ? fixOf(value) : undefined,
  })
}

function fixOf({ name, prototype }: { readonly name: string; readonly prototype?: unknown }): string {
  if (prototype instanceof Header) return `Did you mean new ${name}()?`
  return 'Call it; a function of the inherited builder goes into override() or with(), and returns what it makes of it.'
}

/** The builder that a function extends where no policy in force has the header: the default, or an empty one. */
export function untouched(header: HeaderClass): Header {
  return new header()
}

/**
 * What the function makes of an untouched builder, so that a mistake in it shows where it is declared; nothing, where it may fit the policy in force
 * all the same.
 */
function tryExtension(header: HeaderClass, extend: Extension): readonly Header[] {
  const { prototype } = extend as { readonly prototype?: unknown }
  if (prototype instanceof Header) toBuilder(header, extend)
  let made: unknown
  try {
    made = extend(untouched(header))
    return readOption(header, made)
  } catch (error) {
    if (error instanceof SecureHeadersError && mayFit(header, made, error)) return []
    throw error
  }
}

/** Whether only the policy in force can tell: it may have more than what was taken away, and names of its own. */
function mayFit({ definition }: HeaderClass, made: unknown, { code, path, received }: SecureHeadersError): boolean {
  if (code === 'ERR_SECURE_MISSING') return path === 'remove' || (path === '' && typeof made === 'object')
  const isName = code === 'ERR_SECURE_UNKNOWN_DIRECTIVE' || code === 'ERR_SECURE_UNKNOWN_FEATURE'
  return isName && definition.several !== undefined && /^(?:remove|replace)$/.test(path) && /^"[a-z0-9_.*-]+"$/.test(received)
}

function readRemove(value: unknown): readonly string[] {
  if (value === false || value === null) return []
  if (Array.isArray(value))
    return Object.freeze([...value].map((name, index) => within(`[${index}]`, () => policyHeaderName(name))))
  throw new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    expected: 'a list of header names',
    received: value,
    fix: value === true ? 'X-Powered-By is removed unless you say otherwise: leave it out.' : undefined,
  })
}

function readMode(value: unknown): 'defer' | 'enforce' {
  return oneOf(value, ['defer', 'enforce'], "'defer' or 'enforce'")
}

/**
 * One header, one place: `custom` and `remove` leave alone what an option beside them sends. What the defaults send is beside them in a whole policy
 * only: to an override, it is the outer policy's. But what goes with another header (Pragma, Expires) is never decided without that one.
 */
function checkOwners(
  decisions: Override,
  by: 'option' | 'override',
  tried: ReadonlyMap<string, readonly Header[]>,
  remove: readonly string[] = [],
): void {
  const { headers } = decisions
  const { custom } = headers
  const builders = typeof custom === 'function' ? tried.get('custom') : custom?.builders
  const claims = [
    ...namesOf(builders ?? []).map((name) => [`custom.${name}`, name] as const),
    ...remove.map((name, index) => [`remove[${index}]`, name] as const),
  ]
  if (claims.length === 0) return
  const owners = new Map<string, string>()
  const followers = new Map<string, string>()
  for (const header of HEADER_CLASSES) {
    const { option, onByDefault, header: name } = header.definition
    const decision = headers[option]
    if (option === 'custom') continue
    const byDefault = onByDefault ? readOption(header, true) : []
    const sent = typeof decision === 'function' ? (tried.get(option) ?? []) : (decision?.builders ?? byDefault)
    for (const field of sent.flatMap((builder) => builder.fields())) {
      if (field.follows !== undefined) followers.set(field.name.toLowerCase(), option)
      else if (by === 'option' || decision !== undefined) owners.set(field.name.toLowerCase(), option)
    }
    if (decision === undefined && decisions.buildersOf(header).length > 0) owners.set(name.toLowerCase(), 'reporting')
  }
  for (const [path, name] of claims) {
    const owner = owners.get(name.toLowerCase())
    // Only the policy in force can tell what a function meets.
    const leader = typeof custom === 'function' && !path.startsWith('remove') ? undefined : followers.get(name.toLowerCase())
    if (owner === undefined && leader === undefined) continue
    throw new SecureHeadersError({
      code: 'ERR_SECURE_DUPLICATE',
      path,
      expected: `a header that the option ${owner ?? leader} does not send`,
      received: name,
      fix:
        owner === undefined
          ? `Write ${leader} beside it, with a value: only its default brings ${name} along.`
          : `Set ${owner}: false first, or use ${owner} alone.`,
    })
  }
}

/** What `reporting` cannot bring along must fail while it is typed; when layers meet on a response, it is left out. */
export function checkReporting(decisions: Override): void {
  const { reporting } = decisions.settings
  if (!reporting) return
  const undecided = HEADER_CLASSES.filter(({ definition }) => decisions.headers[definition.option] === undefined)
  within('reporting', () => {
    for (const header of undecided) header.checkFollowing?.(reporting, (option) => decisions.sent(option))
  })
}

function unknownOption(key: string): SecureHeadersError {
  const fold = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '')
  if (fold(key) === 'reportonly') {
    const fix = 'It stands in the header that it is about: csp: { …, reportOnly: true }.'
    return unknown('ERR_SECURE_UNKNOWN_OPTION', key, [], { expected: `one of ${KEYS.join(', ')}`, fix })
  }
  // The report-only form is the option's too.
  const wanted = fold(key).replace(/reportonly$/, '')
  const named = HEADER_CLASSES.find(
    ({ definition: { header, knownAs = [] } }) => header !== '' && [header, ...knownAs].some((name) => fold(name) === wanted),
  )
  if (wanted.endsWith('poweredby')) {
    const fix = `X-Powered-By is removed unless you say otherwise: leave ${key} out.`
    return unknown('ERR_SECURE_UNKNOWN_OPTION', key, [], { expected: `one of ${KEYS.join(', ')}`, fix })
  }
  const option = named?.definition.option ?? (wanted.endsWith('reporturi') ? 'reporting' : undefined)
  const only = fold(key).endsWith('reportonly') ? ' with reportOnly: true' : ''
  const details = { expected: `one of ${KEYS.join(', ')}`, fix: option && `Did you mean ${option}${only}?` }
  return unknown('ERR_SECURE_UNKNOWN_OPTION', key, option === undefined ? KEYS : [], details)
}

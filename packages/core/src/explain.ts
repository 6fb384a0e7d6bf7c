import type { Decided, Decisions } from './decisions.js'
import { HEADER_CLASSES } from './header-classes.js'
import { ContentSecurityPolicy } from './headers/content-security-policy.js'
import { CustomHeaders } from './headers/custom-headers.js'
import type { Header, HeaderClass } from './headers/header.js'
import { ReportTo } from './headers/report-to.js'
import type { InstanceOf } from './instance-of.js'
import type { OverrideOptions, SecureOptions } from './options.js'
import type { Preset } from './preset.js'
import { readOption } from './reading/read-option.js'
import { decisionsOf, Secure } from './secure.js'

/** One token of a header, and where it came from. */
export interface ExplainedToken {
  /** As it is written, after its directive where the header has directives: `script-src 'self'`, `max-age=60`. */
  readonly token: string
  /** `default`, `preset strict`, `option`, `override`, or `reporting`. */
  readonly from: string
}

/** One header of a policy. */
export interface ExplainedHeader {
  readonly header: string
  /** The field value; a nonce's place is `'nonce-{nonce}'`. */
  readonly value: string
  readonly tokens: readonly ExplainedToken[]
}

/** A header that `false` switched off. */
export interface ExplainedAbsence {
  readonly header: string
  /** Who said `false`: `preset strict`, `option` or `override`. */
  readonly from: string
}

/** Where everything in a policy came from: `String(…)` is a table to read, `JSON.stringify(…)` the same as data. */
export interface Explanation {
  readonly headers: readonly ExplainedHeader[]
  readonly off: readonly ExplainedAbsence[]
  toString(): string
  toJSON(): { readonly headers: readonly ExplainedHeader[]; readonly off: readonly ExplainedAbsence[] }
}

/**
 * Tells, for every token of a policy, where it came from, and who switched what off:
 * `console.log(String(explain({ ...strict, xfo: false })))`.
 *
 * Overrides are laid over it in turn, as on routes: `explain(policy, { csp: (csp) => csp.imgSrc('*') })`. Throws
 * `SecureHeadersError` for anything that is not a policy.
 */
export function explain(policy: SecureOptions | InstanceOf<Secure>, ...overrides: OverrideOptions[]): Explanation {
  const secure = overrides.reduce<Secure>((outer, override) => outer.with(override), new Secure(policy))
  const decisions = decisionsOf(secure)
  const headers = HEADER_CLASSES.flatMap((header) => explainHeader(header, decisions))
  const sent = new Set(headers.map(({ header }) => header.toLowerCase()))
  const off = HEADER_CLASSES.filter((header) => header !== CustomHeaders)
    .flatMap((header) => explainAbsence(header, decisions))
    .filter(({ header }) => !sent.has(header.toLowerCase()))
  return { headers, off, toString: () => toText(headers, off), toJSON: () => ({ headers, off }) }
}

function explainHeader(header: HeaderClass, decisions: Decisions): readonly ExplainedHeader[] {
  const decided = decisions.headers[header.definition.option]
  const provenances = decided === undefined ? [] : provenancesOf(header, decided)
  return decisions.buildersOf(header).flatMap((builder) =>
    builder.fields().map(({ name, value }) => ({
      header: name,
      value,
      tokens: tokensOf(name, value).map((token) => ({
        token,
        from: provenances.find(({ tokens }) => tokens.has(`${name}: ${token}`))?.from ?? 'reporting',
      })),
    })),
  )
}

function explainAbsence({ definition }: HeaderClass, { headers }: Decisions): readonly ExplainedAbsence[] {
  const decided = headers[definition.option]
  if (decided === undefined || decided.builders.length > 0) return []
  const preset = decided.presets?.find(({ data }) => data[definition.option] === false)
  return [{ header: definition.header, from: preset === undefined ? decided.by : `preset ${preset.name}` }]
}

interface Provenance {
  readonly from: string
  /** Each with its header's name in front. */
  readonly tokens: ReadonlySet<string>
}

/** What brought which tokens, outermost first: a token that a later one repeats was already there. */
function provenancesOf(header: HeaderClass, { builders, by, presets = [], extended }: Decided): readonly Provenance[] {
  return [
    ...(extended === undefined ? [] : provenancesOf(header, extended)),
    ...presets.map((preset) => presetProvenance(header, preset)),
    { from: by, tokens: tokensOfAll(builders) },
  ]
}

function presetProvenance(header: HeaderClass, { name, data }: Preset): Provenance {
  const value = data[header.definition.option]
  return { from: `preset ${name}`, tokens: tokensOfAll(value === undefined ? [] : readOption(header, value)) }
}

function tokensOfAll(builders: readonly Header[]): ReadonlySet<string> {
  return new Set(
    builders.flatMap((builder) =>
      builder.fields().flatMap(({ name, value }) => tokensOf(name, value).map((token) => `${name}: ${token}`)),
    ),
  )
}

/** What stands between the separators of a field value, not counting those inside quotes and lists; JSON is a token by itself. */
function tokensOf(name: string, value: string): readonly string[] {
  if (name === ReportTo.definition.header) return groupsOf(value)
  if (value.startsWith('{')) return [value]
  // A parenthesis in a source begins no list.
  const isPolicy = name.startsWith(ContentSecurityPolicy.definition.header)
  const members = value.match(isPolicy ? /[^;,]+/g : /(?:"(?:[^"\\]|\\.)*"?|\([^)]*\)?|[^;,"(])+/g) ?? []
  const trimmed = members.map((member) => member.trim())
  return isPolicy ? trimmed.flatMap(sourcesOf) : trimmed
}

/** https://w3c.github.io/reporting/network-reporting.html#header: the objects are members of a list without brackets. */
function groupsOf(value: string): readonly string[] {
  try {
    return (JSON.parse(`[${value}]`) as unknown[]).map((member) => JSON.stringify(member))
  } catch {
    return [value]
  }
}

/** Each source of a CSP directive by itself, after the directive's name. */
function sourcesOf(member: string): readonly string[] {
  const [name, ...sources] = member.split(' ')
  return sources.length === 0 ? [name ?? ''] : sources.map((source) => `${name} ${source}`)
}

function toText(headers: readonly ExplainedHeader[], off: readonly ExplainedAbsence[]): string {
  const tables = [
    ...headers.map(({ header, tokens }) => ({ header, rows: tokens })),
    ...off.map(({ header, from }) => ({ header, rows: [{ token: '(off)', from }] })),
  ]
  const width = Math.max(0, ...tables.flatMap(({ rows }) => rows.map(({ from }) => from.length)))
  return tables
    .map(({ header, rows }) => [header, ...rows.map(({ token, from }) => `  ${from.padEnd(width)}  ${token}`)].join('\n'))
    .join('\n')
}

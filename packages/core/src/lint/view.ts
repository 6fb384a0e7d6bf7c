import { type Decisions, namesOf } from '../decisions.js'
import { HEADER_CLASSES } from '../header-classes.js'
import { ContentSecurityPolicy } from '../headers/content-security-policy.js'
import { fallbacksOf } from '../headers/csp-directives.js'
import { CustomHeaders } from '../headers/custom-headers.js'
import { type Field, type Header, type HeaderClass, type Json, REPORT_ONLY } from '../headers/header.js'
import { PermissionsPolicy } from '../headers/permissions-policy.js'
import { STRICT_DYNAMIC, UNSAFE_INLINE } from '../headers/source-expression.js'
import { type Member, parseDictionary } from '../structured-field.js'
import { readable } from './as-browsers-read.js'

/** A policy as rules look at it. */
export class View {
  readonly fields: readonly Field[]
  readonly csp: readonly CspView[]

  constructor(readonly decisions: Decisions) {
    this.fields = decisions.fields
    this.csp = [
      ...this.sent(ContentSecurityPolicy).map(({ builder, path }) => CspView.of(builder, path)),
      ...this.custom.flatMap((field) => CspView.ofCustom(field)),
    ]
  }

  /** What is sent by name, without a builder of its own. */
  get custom(): readonly Field[] {
    return this.sent(CustomHeaders).flatMap(({ builder }) => builder.fields())
  }

  /** Every header that an option is about, one that is sent by name among them. */
  get known(): readonly KnownField[] {
    const names = HEADER_CLASSES.flatMap(({ definition: { header } }) => [header, header + REPORT_ONLY])
    return [
      ...HEADER_CLASSES.filter((header) => header !== CustomHeaders)
        .flatMap((header) => this.sent(header))
        .flatMap(({ builder, path }) => builder.fields().map(({ name, value }) => ({ header: name, path, value }))),
      ...this.custom.flatMap(({ name, value }) => {
        const header = names.find((known) => known.toLowerCase() === name.toLowerCase())
        return header === undefined ? [] : [{ header, path: `custom.${name}`, value }]
      }),
    ]
  }

  /** Whether scripts run at all, which an enforced sandbox forbids where it does not say otherwise. */
  get runsScripts(): boolean {
    return !this.csp.some((policy) => policy.forbids('allow-scripts'))
  }

  /** The field value, where the header is sent. */
  value(header: string): string | undefined {
    return this.fields.find(({ name }) => name.toLowerCase() === header.toLowerCase())?.value
  }

  /** The policies that protect: the enforced ones, or where there are none the ones that are only watched. */
  get protecting(): readonly CspView[] {
    const enforced = this.csp.filter(({ reportOnly }) => !reportOnly)
    return enforced.length > 0 ? enforced : this.csp
  }

  /** What is missing in every protecting policy, because each of them must allow what is loaded: said of the first. */
  missing(isThere: (policy: CspView) => boolean): readonly CspView[] {
    return this.protecting.some(isThere) ? [] : this.protecting.slice(0, 1)
  }

  /**
   * Weak sources of what is governed by these names. A page loads what all protecting policies allow: a policy that governs the same name, and is
   * not `open` there, makes up for the others.
   */
  weak(names: readonly string[], isWeak: Predicate, isOpen: Predicate = isWeak): readonly Picked[] {
    const asked = names.filter((name) => this.runsScripts || !name.startsWith('script-src'))
    const found = asked.flatMap((name) => {
      const governing = this.protecting.flatMap((policy) => {
        const place = policy.governing(name)
        return place === undefined ? [] : [{ policy, place }]
      })
      if (governing.some(({ place }) => !place.sources.some((source) => isOpen(source, place.sources)))) return []
      return governing.flatMap(({ policy, place }) => policy.pick([place], isWeak))
    })
    return onePerPlace(found)
  }

  /**
   * Weak sources of what governs scripts under these names, and those of a script-src that script-src-elem and script-src-attr overrule: browsers before
   * 2022 do not know these.
   */
  weakForScripts(names: readonly string[], isWeak: Predicate, isOpen: Predicate = isWeak): readonly Picked[] {
    const found = this.weak(names, isWeak, isOpen)
    const overruled = this.weak(['script-src'], isWeak, isOpen).filter(({ path }) => !found.some((one) => one.path === path))
    return [...found, ...overruled.map((picked) => ({ ...picked, isOverruled: true }))]
  }

  /** Every Permissions-Policy, one that is sent by name among them, with what browsers read in it. */
  get permissions(): readonly PermissionsView[] {
    const named = this.known.filter(({ header }) => header.startsWith(PermissionsPolicy.definition.header))
    return named.flatMap(({ header, value, path }) => {
      return readable((text) => [{ header, path, features: parseDictionary(text) }], value)
    })
  }

  /** The builders of a header, each with the path of its option. */
  sent(header: HeaderClass): readonly Sent[] {
    const builders = this.decisions.buildersOf(header)
    const { option } = header.definition
    return builders.map((builder, index) => ({ builder, path: builders.length < 2 ? option : `${option}[${index}]` }))
  }
}

/** One header as it is sent, under the name that its option has. */
export interface KnownField {
  readonly header: string
  readonly path: string
  readonly value: string
}

/** One Permissions-Policy, a feature a member. */
export interface PermissionsView {
  readonly header: string
  readonly path: string
  readonly features: ReadonlyMap<string, Member>
}

/** One builder of a policy. */
export interface Sent {
  readonly builder: Header
  readonly path: string
}

/** The sources that govern something, and the directive that they stand in. */
export interface Governing {
  readonly directive: string
  readonly sources: readonly string[]
}

/** What is asked of a source, and of those that it stands among. */
export type Predicate = (source: string, among: readonly string[]) => boolean

/** Names of what governs scripts of every kind. */
export const SCRIPTS = ['script-src', 'script-src-elem', 'script-src-attr']
/** Names of what governs inline scripts: of elements and of handlers. */
export const INLINE = ['script-src-elem', 'script-src-attr']

/** One Content-Security-Policy. */
export class CspView {
  constructor(
    readonly header: string,
    readonly path: string,
    readonly directives: ReadonlyMap<string, readonly string[]>,
    /** Names of the directives that stand under customDirectives. */
    readonly custom: readonly string[] = [],
  ) {}

  static of(builder: Header, path: string): CspView {
    const { reportOnly: _, customDirectives = {}, ...known } = builder.toJSON() as Readonly<Record<string, Json>>
    const all = Object.entries({ ...known, ...(customDirectives as object) })
    const directives = new Map(all.map(([name, value]) => [name, listOf(value)]))
    return new CspView(namesOf([builder])[0] ?? '', path, directives, Object.keys(customDirectives as object))
  }

  /** The policies of a custom header, if it is one of these: as browsers read it, where the first of two directives counts. */
  static ofCustom({ name, value }: Field): readonly CspView[] {
    const { header } = ContentSecurityPolicy.definition
    const known = [header, header + REPORT_ONLY].find((one) => one.toLowerCase() === name.toLowerCase())
    if (known === undefined) return []
    return value.split(',').map((policy) => {
      const directives = policy
        .split(';')
        .map((directive) => directive.split(/[ \t]+/).filter((word) => word !== ''))
        .map(([directive = '', ...sources]) => [directive.toLowerCase(), sources.map(asOptionsSpellIt)] as const)
      return new CspView(known, `custom.${name}`, new Map(directives.filter(([directive]) => directive !== '').reverse()))
    })
  }

  get reportOnly(): boolean {
    return this.header.endsWith(REPORT_ONLY)
  }

  /** Whether it is sent by name, so that no option changes it. */
  get byName(): boolean {
    return this.path.startsWith('custom.')
  }

  /** Whether a sandbox is in force without this token. */
  forbids(token: string): boolean {
    const tokens = this.directives.get('sandbox')
    return tokens !== undefined && !this.reportOnly && !tokens.some((one) => one.toLowerCase() === token)
  }

  /** The directive itself, or what it falls back to. */
  governing(name: string): Governing | undefined {
    const directive = [name, ...fallbacksOf(name)].find((one) => this.directives.has(one))
    return directive === undefined ? undefined : { directive, sources: this.directives.get(directive) ?? [] }
  }

  /** What governs scripts of every kind, each directive once. */
  get scripts(): readonly Governing[] {
    const found = SCRIPTS.map((name) => this.governing(name)).filter((one) => one !== undefined)
    return found.filter(({ directive }, index) => found.findIndex((one) => one.directive === directive) === index)
  }

  /** Each source of these directives that the predicate picks, with its path. */
  pick(governing: readonly Governing[], predicate: Predicate): readonly Picked[] {
    return governing.flatMap(({ directive, sources }) =>
      sources.flatMap((source, index) =>
        predicate(source, sources)
          ? [{ header: this.header, path: `${this.pathOf(directive)}[${index}]`, directive, source }]
          : [],
      ),
    )
  }

  pathOf(directive: string): string {
    return `${this.path}.${this.custom.includes(directive) ? 'customDirectives.' : ''}${directive}`
  }

  /** Every directive with its sources. */
  get all(): readonly Governing[] {
    return [...this.directives].map(([directive, sources]) => ({ directive, sources }))
  }
}

/** One source of a directive. */
export interface Picked {
  readonly header: string
  readonly path: string
  readonly directive: string
  readonly source: string
  /** Whether only browsers before 2022 go by it. */
  readonly isOverruled?: boolean
}

/** Each source once, also where its directive governs several names. */
export function onePerPlace(found: readonly Picked[]): readonly Picked[] {
  return found.filter(({ path, source }, index) => found.findIndex((one) => one.path === path && one.source === source) === index)
}

/** What is less bad where {@link Picked.isOverruled} says so. */
export function lessIfOverruled({ isOverruled = false }: Picked): { readonly severity?: 'medium' } {
  return isOverruled ? { severity: 'medium' } : {}
}

/** The end of a message. */
export function whereOverruled({ isOverruled = false }: Picked): string {
  return isOverruled ? ' in browsers before 2022, which do not know script-src-elem' : ''
}

/** Keywords have no case. */
function asOptionsSpellIt(source: string): string {
  return /^'(?!nonce-|sha\d)/i.test(source) ? source.toLowerCase() : source
}

function listOf(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return value.map(String)
  return value === true || value === undefined ? [] : [String(value)]
}

/** Whether the source is a nonce, the policy's own or one that is written into it. */
export function isNonce(source: string): boolean {
  return /^'nonce-/i.test(source)
}

/** Whether the source trusts single scripts, so that `'unsafe-inline'` beside it is ignored. */
export function isNonceOrHash(source: string): boolean {
  return /^'(?:nonce|sha(?:256|384|512))-/i.test(source)
}

/** Whether a list takes inline scripts of whoever writes them. */
export function allowsInlineScripts(sources: readonly string[]): boolean {
  return allowsInlineStyles(sources) && !sources.includes(STRICT_DYNAMIC)
}

/** Whether a list takes inline styles of whoever writes them: `'strict-dynamic'` is for scripts only. */
export function allowsInlineStyles(sources: readonly string[]): boolean {
  return sources.includes(UNSAFE_INLINE) && !sources.some(isNonceOrHash)
}

import { namesOf } from '../fields-of.js'
import { ContentSecurityPolicy } from '../headers/content-security-policy.js'
import { DIRECTIVE_KINDS, fallbacksOf } from '../headers/csp-directives.js'
import { type Field, type Header, type Json, REPORT_ONLY, wireNames } from '../headers/header.js'
import { NONE } from '../headers/source-expression.js'
import type { Picked, Predicate } from './picked.js'
import { SCRIPTS } from './script-directives.js'

/** The sources that govern something, and the directive that they stand in. */
export interface Governing {
  readonly directive: string
  readonly sources: readonly string[]
}

/** One Content-Security-Policy. */
export class CspView {
  constructor(
    readonly header: string,
    readonly path: string,
    readonly directives: ReadonlyMap<string, readonly string[]>,
    /** Names of the directives that stand under customDirectives. */
    readonly custom: readonly string[] = [],
    /** Names of the directives that stand there again, where browsers no longer look. */
    readonly repeated: readonly string[] = [],
  ) {}

  static of(builder: Header, path: string): CspView {
    const { reportOnly: _, customDirectives = {}, ...known } = builder.toJSON() as Readonly<Record<string, Json>>
    const all = Object.entries({ ...known, ...(customDirectives as object) })
    const directives = new Map(all.map(([name, value]) => [name, listOf(value)]))
    return new CspView(namesOf([builder])[0] ?? '', path, directives, Object.keys(customDirectives as object))
  }

  /** The policies of a custom header, if it is one of these: as browsers read it, where the first of two directives counts. */
  static ofCustom({ name, value }: Field): readonly CspView[] {
    const known = wireNames(ContentSecurityPolicy.definition).find((one) => one.toLowerCase() === name.toLowerCase())
    if (known === undefined) return []
    // An empty one is no policy.
    const policies = value.split(',').filter((policy) => /[^\s;]/.test(policy))
    return policies.map((policy) => {
      const directives = policy
        .split(';')
        .map((directive) => directive.split(/[ \t]+/).filter((word) => word !== ''))
        .map(([directive = '', ...sources]) => [directive.toLowerCase(), asOptionsSpell(directive, sources)] as const)
        .filter(([directive]) => directive !== '')
      const names = directives.map(([directive]) => directive)
      const repeated = new Set(names.filter((directive, index) => names.indexOf(directive) !== index))
      return new CspView(known, `custom.${name}`, new Map(directives.reverse()), [], [...repeated])
    })
  }

  get reportOnly(): boolean {
    return this.header.endsWith(REPORT_ONLY)
  }

  /** Whether anybody hears about what it blocks. */
  get reports(): boolean {
    return ['report-to', 'report-uri'].some((name) => (this.directives.get(name) ?? []).length > 0)
  }

  /** Whether it is sent by name, so that no option changes it. */
  get byName(): boolean {
    return this.path.startsWith('custom.')
  }

  /** What the sandbox allows, in lower case, if there is one. */
  get sandbox(): readonly string[] | undefined {
    return this.directives.get('sandbox')?.map((token) => token.toLowerCase())
  }

  /** Whether a sandbox is in force without this token. */
  forbids(token: string): boolean {
    const { sandbox } = this
    return sandbox !== undefined && !this.reportOnly && !sandbox.includes(token)
  }

  /** The directive itself, or what it falls back to. */
  governing(name: string): Governing | undefined {
    const directive = [name, ...fallbacksOf(name)].find((one) => this.directives.has(one))
    return directive === undefined ? undefined : { directive, sources: this.directives.get(directive) ?? [] }
  }

  /** Whether nothing at all is allowed of what this name governs. */
  closes(name: string): boolean {
    return this.governing(name)?.sources.every((source) => source === NONE) === true
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

  /** Every directive with its values. */
  get all(): readonly Governing[] {
    return [...this.directives].map(([directive, sources]) => ({ directive, sources }))
  }

  /** Every directive that we know to take sources. */
  get lists(): readonly Governing[] {
    return this.all.filter(({ directive }) => /^(?:sources|ancestors)$/.test(DIRECTIVE_KINDS.get(directive) ?? ''))
  }
}

/** Keywords are case-insensitive; the sinks of Trusted Types are not. */
function asOptionsSpell(directive: string, sources: readonly string[]): readonly string[] {
  return directive.toLowerCase() === 'require-trusted-types-for' ? sources : sources.map(asOptionsSpellIt)
}

function asOptionsSpellIt(source: string): string {
  return /^'(?!nonce-|sha-?\d)/i.test(source) ? source.toLowerCase() : source
}

function listOf(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return value.map(String)
  return value === true || value === undefined ? [] : [String(value)]
}

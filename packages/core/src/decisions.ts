import { bare } from './bare.js'
import { fieldsOf, forgetFieldsOf } from './fields-of.js'
import { HEADER_CLASSES } from './header-classes.js'
import { type Field, type Header, type HeaderClass, isImplied } from './headers/header.js'
import type { Reporting } from './headers/reporting.js'
import type { Preset } from './preset.js'

/** A function of the inherited builder, not yet called. */
export type Extension = (inherited: Header) => unknown

/** What was decided about one header, and by whom. */
export interface Decided {
  /** The header's builders; none when it is not sent. */
  readonly builders: readonly Header[]
  readonly by: 'default' | 'option' | 'override'
  /** The presets that the options were spread from. */
  readonly presets?: readonly Preset[]
  /** What a function extended. */
  readonly extended?: Decided | undefined
  /**
   * On a route's `custom`, which already holds the outer layer's names: those that the route itself decided, in lower case, because
   * `CompiledPolicy.decisions` lays it over the same layer again.
   */
  readonly claims?: readonly string[]
  /** Left open for `reporting`, but the header went to `custom` or `remove` of an inner layer. */
  readonly givenUp?: true
}

/** What an override says: its functions are not called yet. */
export type Override = Decisions<Decided | Extension>

/** What options say besides the headers. */
export interface Settings {
  readonly remove?: readonly string[]
  readonly mode?: 'defer' | 'enforce'
  readonly reporting?: Reporting | false
}

/** One object for all decisions without settings: thousands of routes have none. */
const NO_SETTINGS: Settings = {}

const REMOVED_BY_DEFAULT: readonly string[] = ['X-Powered-By']

/**
 * What options say, in one normal form: what they leave open is absent. Layers are made of these; those of an override may hold
 * functions.
 */
export class Decisions<Entry extends Decided | Extension = Decided> {
  /** By option. An object, because a map with a single key takes three times the memory, and thousands of routes have one. */
  readonly headers: { readonly [option: string]: Entry }
  readonly settings: Settings

  constructor(headers: Iterable<readonly [option: string, decided: Entry]>, settings: Settings = NO_SETTINGS) {
    this.headers = bare(Object.fromEntries(headers))
    this.settings = bare(settings)
  }

  /** The builders of a header as they are sent, with what `reporting` adds. */
  buildersOf(header: HeaderClass): readonly Header[] {
    const decided = settled(this.headers[header.definition.option])
    const { reporting } = this.settings
    if (decided !== undefined) return reporting ? decided.builders.map((builder) => reporting.of(builder)) : decided.builders
    const implied = this.implied(header)
    return implied === undefined ? [] : [implied]
  }

  /** The builder that `reporting` brings along where the option is left open. */
  implied(header: HeaderClass): Header | undefined {
    const { reporting } = this.settings
    if (!reporting || settled(this.headers[header.definition.option]) !== undefined || !isImplied(header)) return undefined
    return header.implied(reporting, (other) => this.sent(other))
  }

  /** The first builder that the option sends, if it is decided. */
  sent(option: string): Header | undefined {
    return settled(this.headers[option])?.builders[0]
  }

  /** Every field, in the order of the wire; a field that several builders write has all their values. */
  get fields(): readonly Field[] {
    const fields = new Map<string, Field>()
    for (const header of HEADER_CLASSES) {
      const own = new Map<string, Field>()
      for (const field of this.buildersOf(header).flatMap(fieldsOf)) {
        const name = field.name.toLowerCase()
        const before = own.get(name)
        own.set(name, before === undefined ? field : join(before, field))
      }
      // Layers may bring `custom` together with the option that owns its header: the option comes first.
      for (const [name, field] of own) if (!fields.has(name)) fields.set(name, field)
    }
    return [...fields.values()]
  }

  /** Names of the headers to strip, lower-cased; never one that is sent. */
  get removals(): readonly string[] {
    const sent = new Set(this.fields.map(({ name }) => name.toLowerCase()))
    const names = (this.settings.remove ?? REMOVED_BY_DEFAULT).map((name) => name.toLowerCase())
    return [...new Set(names)].filter((name) => !sent.has(name))
  }
}

/** What was decided, unless a function is still to be called. */
function settled(entry: Decided | Extension | undefined): Decided | undefined {
  return typeof entry === 'function' ? undefined : entry
}

/** What an override says without its functions. */
export function withoutExtensions({ headers, settings }: Override): Decisions {
  return new Decisions(
    Object.entries(headers).filter((entry): entry is [string, Decided] => typeof entry[1] !== 'function'),
    settings,
  )
}

export function hasExtensions({ headers }: Override): boolean {
  return Object.values(headers).some((decided) => typeof decided === 'function')
}

/** Lets go of the fields of a route's own builders, which no other policy inherits, once the route's policy is compiled. */
export function forgetFields({ headers }: Override): void {
  for (const decided of Object.values(headers)) {
    if (typeof decided === 'object') for (const builder of decided.builders) forgetFieldsOf(builder)
  }
}

/** Nothing at all, removals included: what `{ secure: false }` on a route means. */
export const NOTHING = new Decisions([], { remove: [] })

/** Without the removals of {@link NOTHING}, which nobody has asked for: a policy over it strips what it strips by default. */
export function withDefaultRemoval(decisions: Decisions): Decisions {
  const { remove, ...settings } = decisions.settings
  return remove === NOTHING.settings.remove ? new Decisions(Object.entries(decisions.headers), settings) : decisions
}

/** https://w3c.github.io/webappsec-csp/#csp-header: policies of one field are separated by commas. */
function join(first: Field, second: Field): Field {
  const [a, b] = [first.withoutNonce ?? first.value, second.withoutNonce ?? second.value]
  const value = `${first.value}, ${second.value}`
  const bears = first.withoutNonce !== undefined || second.withoutNonce !== undefined
  return bare({ ...first, value, ...(bears && { withoutNonce: `${a}, ${b}` }) })
}

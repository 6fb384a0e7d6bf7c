import { HEADER_CLASSES } from './header-classes.js'
import type { Field, Header } from './headers/header.js'

/** A function of the inherited builder, not yet called. */
export type Extension = (inherited: Header) => unknown

const REMOVED_BY_DEFAULT: readonly string[] = ['X-Powered-By']

/** What options say, in its one normal form; what they leave open is absent. Layers are made of these. */
export class Decisions {
  constructor(
    /** The builders of a header by option; none when it is not sent. */
    readonly headers: ReadonlyMap<string, readonly Header[] | Extension>,
    readonly remove?: readonly string[],
    readonly mode?: 'defer' | 'enforce',
  ) {}

  /** Every field, in the order of the wire; a field that several builders write has all their values. */
  get fields(): readonly Field[] {
    const fields = new Map<string, Field>()
    for (const { definition } of HEADER_CLASSES) {
      const builders = this.headers.get(definition.option) ?? []
      const own = new Map<string, Field>()
      for (const field of (builders as readonly Header[]).flatMap(fieldsOf)) {
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
    const names = (this.remove ?? REMOVED_BY_DEFAULT).map((name) => name.toLowerCase())
    return [...new Set(names)].filter((name) => !sent.has(name))
  }
}

const fieldsByBuilder = new WeakMap<Header, readonly Field[]>()

/** A builder's fields, made once: the policies of thousands of routes share what they inherit. */
function fieldsOf(builder: Header): readonly Field[] {
  let fields = fieldsByBuilder.get(builder)
  if (fields === undefined) {
    fields = builder.fields()
    fieldsByBuilder.set(builder, fields)
  }
  return fields
}

/** Nothing at all, removals included: what `{ secure: false }` on a route means. */
export const NOTHING = new Decisions(new Map(), [])

/** https://w3c.github.io/webappsec-csp/#csp-header: policies of one field are separated by commas. */
function join(first: Field, second: Field): Field {
  const [a, b] = [first.withoutNonce ?? first.value, second.withoutNonce ?? second.value]
  const value = `${first.value}, ${second.value}`
  const bears = first.withoutNonce !== undefined || second.withoutNonce !== undefined
  return { ...first, value, ...(bears && { withoutNonce: `${a}, ${b}` }) }
}

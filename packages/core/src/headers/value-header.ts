import { fieldValue, nothing, notInList } from '../check-values.js'
import { within } from '../errors.js'
import { definitionOf, type Field, Header, type HeaderDefinition } from './header.js'

/** A header whose value is one of a few, or free text where `values` is left out. */
export interface ValueDefinition extends HeaderDefinition {
  readonly default: string
  /** The values of the closed list, as they are spelled on the wire; one with an argument as messages show it. */
  readonly values?: readonly string[]
  /** Values with an argument. */
  readonly pattern?: RegExp
}

/** The base of every builder that holds a single value. */
export abstract class ValueHeader<Value extends string = string> extends Header {
  /** The field value. */
  declare readonly value: Value

  constructor(value?: Value) {
    super()
    const definition = definitionOf<ValueDefinition>(this)
    this.value = (value === undefined ? definition.default : check(value, definition)) as Value
    Object.freeze(this)
  }

  /** A builder made from an option's string. */
  static from<Builder>(this: new (value: never) => Builder, data: unknown): Builder {
    return new this(data as never)
  }

  /** Replaces the value; throws `SecureHeadersError` when it cannot be this header's value. */
  set(raw: string): this {
    const Same = this.constructor as new (value: string) => this
    // Checked here already, because the constructor takes `undefined` for the default.
    return within('set', () => new Same(check(raw, definitionOf(this))))
  }

  override fields(): readonly Field[] {
    return [{ name: definitionOf(this).header, value: this.value }]
  }

  override toJSON(): Value {
    return this.value
  }

  override inherited(): this {
    return this
  }

  /** Sets the value that a method is named after, apart from its case. */
  protected only(method: string, none: readonly unknown[], value = method): this {
    within(method, () => nothing(none))
    return this.set(value)
  }
}

function check(raw: unknown, { header, values, pattern }: ValueDefinition): string {
  const expected = values === undefined ? `a value for ${header}` : alternatives(values)
  const value = fieldValue(raw, expected)
  if (values === undefined || pattern?.test(value)) return value
  const known = values.find((candidate) => candidate.toLowerCase() === value.toLowerCase())
  // Nothing is suggested for what begins with 0, such as `0; mode=block`: it would switch on what that switches off.
  if (known === undefined) throw notInList('ERR_SECURE_UNKNOWN_VALUE', value, value < '1' ? [] : values, { expected })
  return known
}

/** `'a'`, `'b'` or `'c'`. */
function alternatives(values: readonly string[]): string {
  return `'${values.join("', '")}'`.replace(/,([^,]*)$/, ' or$1')
}

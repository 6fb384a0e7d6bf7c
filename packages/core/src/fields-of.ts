import { bare } from './bare.js'
import { fieldValue, matching, TOKEN } from './check-values.js'
import { within } from './errors.js'
import type { Field, Header } from './headers/header.js'

const fieldsByBuilder = new WeakMap<Header, readonly Field[]>()

/** A builder's fields, made once: thousands of routes inherit the same builders. */
export function fieldsOf(builder: Header): readonly Field[] {
  let fields = fieldsByBuilder.get(builder)
  if (fields === undefined) {
    fields = builder.fields().map((field) => {
      // Builders check what they are given; this is so that no slip in one of them, or in a class made of one, splits a response.
      const own = bare({ ...field })
      const { name, value, withoutNonce = value } = own
      matching(TOKEN, name, 'a header name')
      for (const text of [value, withoutNonce]) within(name, () => fieldValue(text))
      return own
    })
    fieldsByBuilder.set(builder, fields)
  }
  return fields
}

/** The names of the fields that builders write, as on the wire. */
export function namesOf(builders: readonly Header[]): readonly string[] {
  return builders.flatMap(fieldsOf).map(({ name }) => name)
}

/** Lets go of a builder's fields. */
export function forgetFieldsOf(builder: Header): void {
  fieldsByBuilder.delete(builder)
}

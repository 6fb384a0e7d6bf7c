import { notInList } from './check-values.js'
import { SecureHeadersError } from './errors.js'
import { BUILDER } from './headers/header.js'
import { entriesOf } from './preset.js'

/** Returns the list, without the holes of a sparse array. */
export function list(value: unknown, expected: string): readonly unknown[] {
  if (Array.isArray(value)) return [...value]
  throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected, received: value })
}

/** Returns the object's entries, if it is plain data with no other keys. */
export function record(value: unknown, keys: readonly string[]): [key: string, value: unknown][] {
  const expected = keys.join(', ')
  const given = plainObject(value, `an object with ${expected}`)
  const typed = given.find(([key]) => !keys.includes(key))
  if (typed !== undefined) throw notInList('ERR_SECURE_UNKNOWN_OPTION', typed[0], keys, { path: typed[0], expected })
  return given
}

/**
 * Returns the map, if it does not have the name yet: the same name may be typed both as a known one and among the custom ones.
 */
export function once<Values extends Map<string, unknown>>(map: Values, name: string): Values {
  if (!map.has(name)) return map
  throw new SecureHeadersError({ code: 'ERR_SECURE_DUPLICATE', expected: `${name} once`, received: name })
}

/** Returns the entries of `customDirectives` and the like; none where it is `false` or `null`. */
export function customEntries(value: unknown, expected: string): [name: string, value: unknown][] {
  return value === false || value === null ? [] : plainObject(value, expected)
}

/** What to do about text that is given to a builder's constructor. */
export const INTO_SET = 'Give text to set().'

/** Returns the object's entries, if it is plain data; what to do where it is an instance of some class, or text. */
export function plainObject(
  value: unknown,
  expected: string,
  forInstance?: string,
  forText?: string,
): [key: string, value: unknown][] {
  let fix = typeof value === 'string' ? forText : undefined
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const prototype = Object.getPrototypeOf(value)
    // A structured clone or a value from another realm has an Object.prototype that is not ours.
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) fix = forInstance
    else if (BUILDER in value) fix = 'A spread has lost the builder: call its methods, or spread its toJSON().'
    else return entriesOf(value)
  }
  throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected, received: value, fix })
}

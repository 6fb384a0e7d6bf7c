import { SecureHeadersError, type SecureHeadersErrorCode } from './errors.js'
import { didYouMean } from './suggest.js'

/** RFC 9110 §5.6.2 */
export const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/**
 * Returns the string without surrounding white space, when it can be a whole field value: visible ASCII, space
 * and tab (RFC 9110 §5.5).
 */
export function fieldValue(value: unknown, expected = 'a header value'): string {
  const refusal = (code: SecureHeadersErrorCode, fix?: string) => new SecureHeadersError({ code, expected, received: value, fix })
  if (typeof value !== 'string') throw refusal('ERR_SECURE_TYPE')
  if (/[^\t\x20-\x7e]/.test(value)) throw refusal('ERR_SECURE_CHARACTERS', 'Use printable ASCII, no line breaks.')
  const trimmed = value.trim()
  if (trimmed === '') throw refusal('ERR_SECURE_MISSING', 'Use false to leave the header out.')
  return trimmed
}

export function token(value: unknown, expected: string): string {
  if (typeof value === 'string' && TOKEN.test(value)) return value
  throw new SecureHeadersError({
    code: typeof value === 'string' ? 'ERR_SECURE_CHARACTERS' : 'ERR_SECURE_TYPE',
    expected,
    received: value,
  })
}

/** Returns the name of an endpoint, when it is a token of a structured field too. */
export function endpointName(value: unknown): string {
  const expected = 'the name of an endpoint, which starts with a letter'
  const name = token(value, expected)
  if (/^[A-Za-z*]/.test(name)) return name
  throw new SecureHeadersError({ code: 'ERR_SECURE_CHARACTERS', expected, received: value })
}

/** Returns an absolute https URL that can stand between double quotes. */
export function httpsUrl(value: unknown): string {
  if (typeof value === 'string' && /^https:\/\/[\x21\x23-\x5b\x5d-\x7e]+$/i.test(value) && URL.canParse(value)) return value
  throw new SecureHeadersError({ code: 'ERR_SECURE_ORIGIN', expected: 'an absolute https URL', received: value })
}

/** Returns a URL that reports can go to: absolute and https, or a path of the site. */
export function reportUrl(value: unknown): string {
  if (typeof value === 'string' && /^\/(?!\/)[\x21\x23-\x5b\x5d-\x7e]*$/.test(value)) return value
  // Browsers trust loopback, where policies are tried.
  if (typeof value === 'string' && /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/]|$)/.test(value) && URL.canParse(value))
    return value
  try {
    return httpsUrl(value)
  } catch {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_ORIGIN',
      expected: "an absolute https URL or a path that starts with '/'",
      received: value,
    })
  }
}

/** Returns a duration in whole seconds, 0 to 2^31 - 1 (RFC 9111 §1.2.2 asks no more of a recipient). */
export function seconds(value: unknown, expected = 'a whole number of seconds from 0 to 2147483647'): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 2_147_483_647) return value
  throw new SecureHeadersError({
    code: 'ERR_SECURE_SECONDS',
    expected,
    received: value,
    fix: typeof value === 'string' && /^\d+$/.test(value) ? `Write ${value} without quotes.` : undefined,
  })
}

/** Throws where a call whose name says it all has an argument: whoever typed one expects something of it. */
export function nothing(args: readonly unknown[]): void {
  if (args.length > 0) throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected: 'no argument', received: args[0] })
}

export function boolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected: 'true or false', received: value })
}

/** Returns whether a policy is only watched, as plain data says it. */
export function watched(value: unknown): boolean {
  return boolean(value ?? false)
}

/** Returns the key of a structured field, when it starts with a letter: https://www.rfc-editor.org/rfc/rfc9651#section-3.1.2 */
export function fieldKey(name: unknown, expected: string): string {
  if (typeof name === 'string' && /^[a-z][a-z0-9_.*-]*$/.test(name)) return name
  throw new SecureHeadersError({ code: 'ERR_SECURE_CHARACTERS', expected, received: name })
}

/** Returns the value, when it is one of a closed list. */
export function oneOf<Known extends string>(value: unknown, known: readonly Known[], expected: string): Known {
  const found = known.find((one) => one === value)
  if (found === undefined) throw notInList('ERR_SECURE_UNKNOWN_VALUE', value, known, { expected })
  return found
}

/** Returns the list, without the holes of a sparse array. */
export function list(value: unknown, expected: string): readonly unknown[] {
  if (Array.isArray(value)) return [...value]
  throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected, received: value })
}

/** Returns the object's own entries that are not undefined, when it is plain data with no other keys. */
export function record(value: unknown, keys: readonly string[]): [key: string, value: unknown][] {
  const expected = keys.join(', ')
  const given = plainObject(value, `an object with ${expected}`).filter(([, member]) => member !== undefined)
  const typed = given.find(([key]) => !keys.includes(key))
  if (typed !== undefined) throw notInList('ERR_SECURE_UNKNOWN_OPTION', typed[0], keys, { path: typed[0], expected })
  return given
}

/**
 * Returns the map, when it does not have the name yet: what is typed under a name that is known, and again among the custom ones.
 */
export function once<Values extends Map<string, unknown>>(map: Values, name: string): Values {
  if (!map.has(name)) return map
  throw new SecureHeadersError({ code: 'ERR_SECURE_DUPLICATE', expected: `${name} once`, received: name })
}

/** Returns the entries of what stands under a key of its own because its names are not known, when they are not left out. */
export function customEntries(value: unknown, expected: string): [name: string, value: unknown][] {
  return value === false || value === null ? [] : plainObject(value, expected)
}

/** Returns the object's own entries, when it is plain data. */
export function plainObject(value: unknown, expected: string, fix?: string): [key: string, value: unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const prototype = Object.getPrototypeOf(value)
    // A structured clone or a value of another realm has an Object.prototype that is not ours.
    if (prototype === null || Object.getPrototypeOf(prototype) === null) return Object.entries(value)
  }
  throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected, received: value, fix })
}

/** The error for a key or token that is not in a closed list. */
export function notInList(
  code: 'ERR_SECURE_UNKNOWN_DIRECTIVE' | 'ERR_SECURE_UNKNOWN_FEATURE' | 'ERR_SECURE_UNKNOWN_OPTION' | 'ERR_SECURE_UNKNOWN_VALUE',
  typed: unknown,
  known: readonly string[],
  details: { path?: string; expected: string; fix?: string | undefined },
): SecureHeadersError {
  const near = typeof typed === 'string' ? didYouMean(typed, known) : undefined
  return new SecureHeadersError({
    ...details,
    code: typeof typed === 'string' ? code : 'ERR_SECURE_TYPE',
    received: typed,
    fix: near ?? details.fix,
  })
}

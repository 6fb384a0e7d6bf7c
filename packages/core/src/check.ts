import { SecureHeadersError } from './errors.js'
import { didYouMean } from './suggest.js'

/** RFC 9110 §5.6.2 */
export const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** Returns the string without surrounding white space, when it can be a whole field value: visible ASCII, space and tab (RFC 9110 §5.5). */
export function fieldValue(value: unknown, expected = 'a header value'): string {
  if (typeof value !== 'string') throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected, received: value })
  const trimmed = value.replace(/^[ \t]+|[ \t]+$/g, '')
  if (/[^\t\x20-\x7e]/.test(trimmed)) {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_CHARACTERS',
      expected: `${expected} of printable ASCII characters`,
      received: value,
      fix: 'Remove line breaks, control characters and what is not ASCII.',
    })
  }
  if (trimmed === '') {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_MISSING',
      expected,
      received: value,
      fix: 'Use false to leave the header out.',
    })
  }
  return trimmed
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

export function boolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected: 'true or false', received: value })
}

/** Returns the object's own entries, when it is plain data. */
export function plainObject(value: unknown, expected: string): [key: string, value: unknown][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const prototype = Object.getPrototypeOf(value)
    // A structured clone or a value of another realm has an Object.prototype that is not ours.
    if (prototype === null || Object.getPrototypeOf(prototype) === null) return Object.entries(value)
  }
  throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected, received: value })
}

/** The error for a key or token that is not in a closed list. */
export function unknown(
  code: 'ERR_SECURE_UNKNOWN_DIRECTIVE' | 'ERR_SECURE_UNKNOWN_FEATURE' | 'ERR_SECURE_UNKNOWN_OPTION' | 'ERR_SECURE_UNKNOWN_VALUE',
  typed: string,
  known: readonly string[],
  details: { path?: string; expected: string; fix?: string },
): SecureHeadersError {
  return new SecureHeadersError({ code, received: typed, ...details, fix: didYouMean(typed, known) ?? details.fix })
}

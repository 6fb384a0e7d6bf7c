import { SecureHeadersError, type SecureHeadersErrorCode, within } from './errors.js'
import { refuseUnprintable } from './refuse-unprintable.js'
import { didYouMean } from './suggest.js'

/** RFC 9110 §5.6.2 */
export const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/**
 * Returns the string without surrounding white space, if it can be a whole field value: visible ASCII, space
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

const UNSET = 'A variable was not set.'

/** Returns the value, unless it is what a template literal makes of an unset variable: `undefined`, `https://null/x`, `'nonce-NaN'`. */
export function filledIn<Value>(value: Value, expected: string): Value {
  if (typeof value !== 'string' || !/^(?:'nonce-|\w+:\/\/)?(?:undefined|null|NaN|\[object Object])(?![^'/:])/.test(value))
    return value
  throw new SecureHeadersError({ code: 'ERR_SECURE_MISSING', expected, received: value, fix: UNSET })
}

export function token(value: unknown, expected: string): string {
  return filledIn(matching(TOKEN, value, expected), expected)
}

/** Returns the string, if it has no characters other than the pattern's. */
export function matching(pattern: RegExp, value: unknown, expected: string): string {
  if (typeof value === 'string' && pattern.test(value)) return value
  throw new SecureHeadersError({
    code: typeof value === 'string' ? 'ERR_SECURE_CHARACTERS' : 'ERR_SECURE_TYPE',
    expected,
    received: value,
  })
}

/** What to do about an item of a list that is no text. */
export function itemFix(item: unknown): string | undefined {
  if (Array.isArray(item)) return 'Spread the list: ...list.'
  if (item === false) return 'Leave it out: [ … ].filter(Boolean).'
  return item === undefined || item === null ? UNSET : undefined
}

/** Returns the name of an endpoint, if it is also a token of a structured field. */
export function endpointName(value: unknown): string {
  const expected = 'the name of an endpoint, which starts with a letter and has no spaces'
  return matching(/^[A-Za-z*]/, token(value, expected), expected)
}

/** Returns the name of a group of Report-To, which is JSON and may hold spaces. */
export function groupName(value: unknown): string {
  const expected = 'the name of a group'
  return filledIn(fieldValue(value, expected), expected)
}

/** Returns an absolute https URL that can stand between double quotes. */
export function httpsUrl(value: unknown, expected = 'an absolute https URL'): string {
  filledIn(value, expected)
  if (typeof value === 'string' && /^https:\/\/[\x21\x23-\x5b\x5d-\x7e]+$/i.test(value) && URL.canParse(value)) return value
  refuseUnprintable(value, expected)
  throw new SecureHeadersError({
    code: value === undefined ? 'ERR_SECURE_MISSING' : 'ERR_SECURE_ORIGIN',
    expected,
    received: value,
  })
}

const LOOPBACK = /^http:\/\/(?:(?:[\w-]+\.)*localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?(?:\/[\x21\x23-\x5b\x5d-\x7e]*)?$/

/** Returns a URL that reports can go to: absolute and https, or a path of the site. */
export function reportUrl(value: unknown): string {
  if (typeof value === 'string' && /^\/(?!\/)[\x21\x23-\x5b\x5d-\x7e]*$/.test(value)) return value
  // Firefox trusts loopback, where policies are tried out; Chromium sends no reports there.
  if (typeof value === 'string' && LOOPBACK.test(value) && URL.canParse(value)) return value
  return httpsUrl(value, "an absolute https URL or a path that starts with '/'")
}

const MOST = 2_147_483_647

/** Returns a duration in whole seconds, 0 to 2^31 - 1 (RFC 9111 §1.2.2 asks no more of a recipient). */
export function seconds(value: unknown): number {
  const tooLong = Number.isInteger(value) && (value as number) > MOST
  const fix = tooLong ? 'That is more than 68 years: write seconds, not milliseconds.' : undefined
  return wholeNumber(value, 'a whole number of seconds', 'ERR_SECURE_SECONDS', fix)
}

/** Returns the number, if it is whole and from 0 to 2^31 - 1; `expected` is what it is, without its range. */
export function wholeNumber(value: unknown, expected: string, code: SecureHeadersErrorCode, fix?: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST) return value
  throw new SecureHeadersError({
    code: value === undefined ? 'ERR_SECURE_MISSING' : code,
    expected: `${expected} from 0 to ${MOST}`,
    received: value,
    fix: typeof value === 'string' && /^\d+$/.test(value) ? `Write ${value} without quotes.` : fix,
  })
}

/** Throws for an argument that a call does not take: it was meant to do something. */
export function nothing(args: readonly unknown[], expected = 'no argument', fix?: string): void {
  if (args.length > 0) throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected, received: args[0], fix })
}

/** Throws for a second name given to `remove`. */
export function oneName(more: readonly unknown[]): void {
  within('remove', () => nothing(more, 'one name', 'Call remove() for each.'))
}

/** What to do about a second object that is given to a builder's constructor. */
export const ONE_OBJECT = 'Write it all in one object, reportOnly too.'

/** Throws for an argument after an object of options, except for the index that `Array.map` passes. */
export function oneObject(more?: unknown, fix = 'Spread them: secure({ ...strict, … }).'): void {
  if (more === undefined || typeof more === 'number') return
  nothing([more], 'one object of options', fix)
}

export function boolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw new SecureHeadersError({ code: 'ERR_SECURE_TYPE', expected: 'true or false', received: value })
}

/** Returns `reportOnly` of plain data, false where it is left out or `null`. */
export function isReportOnly(value: unknown): boolean {
  return boolean(value ?? false)
}

/** Returns the key of a structured field, if it starts with a letter: https://www.rfc-editor.org/rfc/rfc9651#section-3.1.2 */
export function fieldKey(name: unknown, expected: string): string {
  return matching(/^[a-z][a-z0-9_.*-]*$/, name, expected)
}

/** Returns the value, if it is one of a closed list. */
export function oneOf<Known extends string>(value: unknown, known: readonly Known[], expected: string): Known {
  const found = known.find((one) => one === value)
  if (found === undefined) throw notInList('ERR_SECURE_UNKNOWN_VALUE', value, known, { expected })
  return found
}

/** The error for a key or token that is not in a closed list. */
export function notInList(
  code: 'ERR_SECURE_UNKNOWN_DIRECTIVE' | 'ERR_SECURE_UNKNOWN_FEATURE' | 'ERR_SECURE_UNKNOWN_OPTION' | 'ERR_SECURE_UNKNOWN_VALUE',
  typed: unknown,
  known: readonly string[],
  details: { path?: string; expected: string; fix?: string | undefined },
): SecureHeadersError {
  const isText = typeof typed === 'string'
  return new SecureHeadersError({
    ...details,
    code: isText ? code : 'ERR_SECURE_TYPE',
    received: typed,
    fix: (isText && didYouMean(typed, known)) || details.fix,
  })
}

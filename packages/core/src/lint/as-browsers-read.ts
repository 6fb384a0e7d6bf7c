import { REFERRER_POLICY_TOKENS } from '../headers/referrer-policy-tokens.js'
import { type Member, parseDictionary } from '../structured-field.js'

// What is sent by name is not checked, and browsers are less strict than an option is.

/** The tokens of a Referrer-Policy that browsers know, of which they take the last; none where one could not be a token at all. */
export function referrerTokens(value = ''): readonly string[] {
  const tokens = value.split(',').map((token) => token.trim().toLowerCase())
  if (!tokens.every((token) => /^[a-z-]*$/.test(token))) return []
  return tokens.filter((token) => REFERRER_POLICY_TOKENS.includes(token))
}

/**
 * Whether one token of a Referrer-Policy reveals less than the other: `origin` reveals less to other sites, but reveals it over
 * plain http too.
 */
export function isStricter(token: string, other: string): boolean {
  if (token === 'origin' && other === 'strict-origin-when-cross-origin') return false
  return REFERRER_POLICY_TOKENS.indexOf(token) < REFERRER_POLICY_TOKENS.indexOf(other)
}

/**
 * Whether an X-Frame-Options restricts framing: of several values, one that is known is enough.
 * https://html.spec.whatwg.org/multipage/speculative-loading.html#the-x-frame-options-header
 */
export function restrictsFraming(value: string): boolean {
  const values = new Set(value.split(',').map((one) => one.trim().toLowerCase()))
  return values.has('deny') || values.has('sameorigin') || (values.size > 1 && values.has('allowall'))
}

/** What a Strict-Transport-Security asks for. */
export interface ReadHsts {
  /** None where browsers ignore the header. */
  readonly maxAge: number | undefined
  readonly includeSubDomains: boolean
  readonly preload: boolean
}

/**
 * Browsers ignore a header that does not parse, that says one thing twice, or that has a value where none belongs.
 * https://www.rfc-editor.org/rfc/rfc6797#section-6.1
 */
export function readHsts(value: string): ReadHsts {
  const directives = value
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '')
  const names = directives.map((directive) => /^[^\s=]*/.exec(directive)?.[0].toLowerCase())
  const age = directives.map((directive) => /^max-age\s*=\s*("?)(\d+)\1$/i.exec(directive)?.[2]).find(Boolean)
  const isValid = (directive: string, index: number) =>
    HSTS_DIRECTIVE.test(directive) &&
    !/^includesubdomains\s*=/i.test(directive) &&
    (names.indexOf(names[index]) === index || !/^(?:max-age|includesubdomains)$/.test(`${names[index]}`))
  return {
    maxAge: age !== undefined && directives.every(isValid) ? Number(age) : undefined,
    includeSubDomains: names.includes('includesubdomains'),
    preload: names.includes('preload'),
  }
}

const HSTS_DIRECTIVE = /^[!#$%&'*+.^_`|~\w-]+(?:\s*=\s*(?:[!#$%&'*+.^_`|~\w-]+|"[^"]*"))?$/

/** The members of a structured field; of a key that is there twice, the last. */
export function readDictionary(value: string): ReadonlyMap<string, Member> {
  return parseDictionary(value, true)
}

/** What the reader makes of a field value, or nothing where it does not parse: then it is nothing to a browser either. */
export function readable<T>(read: (value: string) => readonly T[], value = ''): readonly T[] {
  try {
    return read(value)
  } catch {
    return []
  }
}

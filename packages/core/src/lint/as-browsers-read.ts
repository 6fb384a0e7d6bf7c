import { REFERRER_POLICY_TOKENS } from '../headers/referrer-policy-tokens.js'

// What is sent by name is not checked, and browsers are less strict than an option is.

/** The tokens of a Referrer-Policy that browsers know, of which they take the last. */
export function referrerTokens(value = ''): readonly string[] {
  const tokens = value.split(',').map((token) => token.trim().toLowerCase())
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

/** What a Strict-Transport-Security asks for; nothing at all without a max-age. */
export interface ReadHsts {
  readonly maxAge: number | undefined
  readonly includeSubDomains: boolean
  readonly preload: boolean
}

export function readHsts(value: string): ReadHsts {
  const directives = new Map(
    value.split(';').map((directive) => {
      const [name = '', argument = ''] = directive.split('=')
      return [name.trim().toLowerCase(), /^\s*"?(\d+)"?\s*$/.exec(argument)?.[1]]
    }),
  )
  const age = directives.get('max-age')
  return {
    maxAge: age === undefined ? undefined : Number(age),
    includeSubDomains: directives.has('includesubdomains'),
    preload: directives.has('preload'),
  }
}

/** What the reader makes of a field value, or nothing where it does not parse: then it is nothing to a browser either. */
export function readable<T>(read: (value: string) => readonly T[], value = ''): readonly T[] {
  try {
    return read(value)
  } catch {
    return []
  }
}

/** Every `code` a {@link SecureHeadersError} can carry; `docs/errors.md` explains each one. */
export type SecureHeadersErrorCode =
  | 'ERR_SECURE_CHARACTERS'
  | 'ERR_SECURE_DUPLICATE'
  | 'ERR_SECURE_FORBIDDEN_HEADER'
  | 'ERR_SECURE_HASH'
  | 'ERR_SECURE_MISSING'
  | 'ERR_SECURE_NONCE'
  | 'ERR_SECURE_NONE_WITH_OTHERS'
  | 'ERR_SECURE_ORIGIN'
  | 'ERR_SECURE_OVERRIDE_ONLY'
  | 'ERR_SECURE_SECONDS'
  | 'ERR_SECURE_SOURCE'
  | 'ERR_SECURE_SYNTAX'
  | 'ERR_SECURE_TYPE'
  | 'ERR_SECURE_UNKNOWN_DIRECTIVE'
  | 'ERR_SECURE_UNKNOWN_FEATURE'
  | 'ERR_SECURE_UNKNOWN_OPTION'
  | 'ERR_SECURE_UNKNOWN_VALUE'
  | 'ERR_SECURE_UNQUOTED_KEYWORD'

/** What is wrong with one value. `path` is relative to the validator; each caller adds its own segment in front. */
export interface Mistake {
  readonly code: SecureHeadersErrorCode
  readonly path?: string
  /** A phrase that completes "expected …". */
  readonly expected: string
  readonly received: unknown
  /** A sentence to act on. */
  readonly fix?: string | undefined
}

/**
 * Thrown while a policy is made, never while a response is written: read `path` to find the value, `fix` to mend it.
 *
 * `path` is spelled as the options were typed, such as `csp.script-src[1]` or `hsts.maxAge`.
 */
export class SecureHeadersError extends TypeError {
  override readonly name = 'SecureHeadersError'
  declare readonly code: SecureHeadersErrorCode
  declare readonly path: string
  declare readonly expected: string
  /** The value that arrived, as text. */
  declare readonly received: string
  declare readonly fix: string | undefined

  constructor({ code, path = '', expected, received, fix }: Mistake) {
    const text = describe(received)
    super(`${path && `${path}: `}expected ${expected}, received ${text}.${fix ? ` ${fix}` : ''}`)
    Object.assign(this, { code, path, expected, received: text, fix })
  }
}

/** Runs a validator and puts `segment` in front of the path of whatever it throws. */
export function within<T>(segment: string, validate: () => T): T {
  try {
    return validate()
  } catch (error) {
    if (!(error instanceof SecureHeadersError)) throw error
    throw new SecureHeadersError({
      ...error,
      path: segment + error.path.replace(/^(?!\[|$)/, '.'),
      received: error,
    })
  }
}

function describe(value: unknown): string {
  // Names may be symbols, and getters and proxies may throw.
  try {
    // Thrown again, with more of its path.
    if (value instanceof SecureHeadersError) return value.received
    if (typeof value === 'function') return value.name ? `the function ${value.name}` : 'a function'
    if (typeof value === 'object' && value !== null) {
      const name = Object.getPrototypeOf(value)?.constructor?.name ?? 'Object'
      if (name !== 'Object' && name !== 'Array') return `an instance of ${name}`
    } else if (typeof value !== 'string') return String(value)
    // No more than a line's worth.
    return JSON.stringify(value).replace(/^(.{80}).+/s, '$1…')
  } catch {
    return 'what is not JSON'
  }
}

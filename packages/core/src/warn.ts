/** Every `code` of a `SecureHeadersWarning`; `docs/errors.md` explains each one. */
export type SecureWarningCode =
  | 'SECURE_SHARED_NONCE'
  | 'SECURE_POLICY_LOST'
  | 'SECURE_NONCE_LOST'
  | 'SECURE_NONCE_ASSIGNED'
  | 'SECURE_OVERRIDE_IGNORED'
  | 'SECURE_EDGE_ON_NODE'
  | 'SECURE_NOT_ON_ROOT'
  | 'SECURE_FALLBACK'

/** Tells the operator, not the client: through `process.emitWarning` where there is one. */
export function warn(code: SecureWarningCode, message: string): void {
  if (typeof process === 'object' && typeof process.emitWarning === 'function') {
    process.emitWarning(message, { type: 'SecureHeadersWarning', code })
  } else console.warn(`SecureHeadersWarning [${code}]: ${message}`)
}

/**
 * Where a route cannot be told from its URL, each request can cause a warning of its own: an attacker must not fill the memory or
 * the log.
 */
const MOST_WARNINGS = 100

/** Makes a function that says whether to warn about a subject: once for each, and for no more than {@link MOST_WARNINGS}. */
export function onceEach<Subject>(): (subject: Subject) => boolean {
  const warned = new Set<Subject>()
  return function isDue(subject) {
    if (warned.has(subject) || warned.size >= MOST_WARNINGS) return false
    warned.add(subject)
    return true
  }
}

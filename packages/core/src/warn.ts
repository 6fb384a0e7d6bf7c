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

/** Tells the operator, not the client: through `process.emitWarning` where that is heard. Never throws. */
export function warn(code: SecureWarningCode, message: string): void {
  if (!emits(code, message)) console.warn(`SecureHeadersWarning [${code}]: ${message}`)
}

function emits(code: SecureWarningCode, message: string): boolean {
  // With nodejs_compat, Cloudflare has a process, and nothing that prints its warnings.
  const { navigator } = globalThis as { readonly navigator?: { readonly userAgent?: string } }
  if (navigator?.userAgent === 'Cloudflare-Workers') return false
  try {
    process.emitWarning(message, { type: 'SecureHeadersWarning', code })
    return true
  } catch {
    // There is no process, or one that throws for whatever is asked of it, as that of Next's edge runtime does.
    return false
  }
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

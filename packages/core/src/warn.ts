/**
 * Of a warning that each request can cause: where a route cannot be told from its URL, an attacker must not fill
 * the memory or the log.
 */
export const MOST_WARNINGS = 100

/** Tells the operator, not the client: through `process.emitWarning` where there is one. */
export function warn(code: string, message: string): void {
  if (typeof process === 'object' && typeof process.emitWarning === 'function') {
    process.emitWarning(message, { type: 'SecureHeadersWarning', code })
  } else console.warn(`SecureHeadersWarning [${code}]: ${message}`)
}

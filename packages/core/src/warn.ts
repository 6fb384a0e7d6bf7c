/** Tells the operator, not the client: through `process.emitWarning` where there is one. */
export function warn(code: string, message: string): void {
  if (typeof process === 'object' && typeof process.emitWarning === 'function') {
    process.emitWarning(message, { type: 'SecureHeadersWarning', code })
  } else console.warn(`SecureHeadersWarning [${code}]: ${message}`)
}

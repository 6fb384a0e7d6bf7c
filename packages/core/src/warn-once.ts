import { onceEach, type SecureWarningCode, warn } from './warn.js'

const isDue = onceEach<string>()

/** Tells the operator, not the client, once for each message, which is a constant. */
export function warnOnce(code: SecureWarningCode, message: string): void {
  if (isDue(message)) warn(code, message)
}

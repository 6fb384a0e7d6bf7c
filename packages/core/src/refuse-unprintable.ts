import { SecureHeadersError } from './errors.js'

/** Throws for a character that is not printable ASCII: it may be far into a long text, or invisible. */
export function refuseUnprintable(text: unknown, expected: string): void {
  const at = typeof text === 'string' ? text.search(/[^\t -~]/) : -1
  if (at < 0) return
  const code = (text as string).charCodeAt(at).toString(16).padStart(4, '0')
  throw new SecureHeadersError({
    code: 'ERR_SECURE_CHARACTERS',
    expected,
    received: text,
    fix: `No U+${code} at character ${at + 1}: use one line of printable ASCII, hosts in Punycode.`,
  })
}

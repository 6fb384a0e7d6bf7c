import type { Framework, Variant } from './variants.js'

/** Throws when an app does not send what its variant says. */
export function verify(framework: Framework, variant: Variant, head: string): void {
  const has = (text: string) => head.toLowerCase().includes(text.toLowerCase())
  const expected =
    variant.startsWith('noop') || variant === 'bare'
      ? !has('X-Frame-Options')
      : has('X-Frame-Options') && has('X-Content-Type-Options: nosniff')
  const nonced = ['nonce', 'peerNonce', 'strict'].includes(variant) === has("'nonce-")
  if (!expected || !nonced) throw new Error(`${framework}/${variant} does not send what it should:\n${head}`)
}

/** Headers as they would stand in a head. */
export function headOf(headers: Headers): string {
  return [...headers].map((pair) => pair.join(': ')).join('\r\n')
}

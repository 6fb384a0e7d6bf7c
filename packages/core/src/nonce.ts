/** 24 characters of base64 are 144 bits, without padding. */
const CHARACTERS = 24
const BATCH = 128

const ALPHABET = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const decoder = new TextDecoder()
const bytes = new Uint8Array(CHARACTERS * BATCH)
let pool = ''
let at = 0

/**
 * Makes a nonce of 144 bits from the platform's CSPRNG, as 24 characters of base64:
 * https://w3c.github.io/webappsec-csp/#security-nonces
 */
export function createNonce(): string {
  if (at === pool.length) fillPool()
  at += CHARACTERS
  return pool.slice(at - CHARACTERS, at)
}

/** Draws in batches: one call costs as much for 128 nonces as for one. */
function fillPool(): void {
  crypto.getRandomValues(bytes)
  spell(bytes)
  pool = decoder.decode(bytes)
  at = 0
}

/**
 * Six bits of each byte choose a character: `btoa` first needs a string of the bytes, and was measured at ten times the cost,
 * garbage included. A function of its own, because V8 may optimise the loop while it runs for the first time, together with what
 * comes after it, about which it knows nothing yet: it then deoptimised at each batch.
 */
function spell(bytes: Uint8Array): void {
  for (let index = 0; index < bytes.length; index++) bytes[index] = ALPHABET[(bytes[index] as number) & 63] as number
}

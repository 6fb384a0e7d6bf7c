/** 18 bytes are 144 bits and exactly 24 characters of base64, without padding. */
const BYTES = 18
const CHARACTERS = 24
const BATCH = 128

const bytes = new Uint8Array(BYTES * BATCH)
let pool = ''
let at = 0

/** Makes a nonce of 144 bits from the platform's CSPRNG, as 24 characters of base64: https://w3c.github.io/webappsec-csp/#security-nonces */
export function createNonce(): string {
  if (at === pool.length) {
    // Drawn in batches: one call and one encoding cost as much for 128 nonces as for one.
    crypto.getRandomValues(bytes)
    pool = btoa(String.fromCharCode(...bytes))
    at = 0
  }
  at += CHARACTERS
  return pool.slice(at - CHARACTERS, at)
}

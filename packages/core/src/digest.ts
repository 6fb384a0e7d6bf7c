import { SecureHeadersError } from './errors.js'

/**
 * Returns the source expression of an inline script or style; call it at startup: `scriptSrc(SELF, sha256("start()"))`.
 *
 * `text` is exactly what stands between the tags, white space included, with `\n` for every line end. Throws `SecureHeadersError`
 * where the runtime has no `node:crypto`: compute the hash at build time there.
 * @see https://w3c.github.io/webappsec-csp/#grammardef-hash-source
 */
export function sha256(text: string): `'sha256-${string}'` {
  return `'sha256-${digest('sha256', text)}'`
}

/** Returns the source expression of an inline script or style by SHA-384, as {@link sha256} does. */
export function sha384(text: string): `'sha384-${string}'` {
  return `'sha384-${digest('sha384', text)}'`
}

/** Returns the source expression of an inline script or style by SHA-512, as {@link sha256} does. */
export function sha512(text: string): `'sha512-${string}'` {
  return `'sha512-${digest('sha512', text)}'`
}

function digest(algorithm: string, text: unknown): string {
  if (typeof text !== 'string')
    throw new SecureHeadersError({
      code: 'ERR_SECURE_TYPE',
      path: algorithm,
      expected: 'the text of a script or style',
      received: text,
    })
  const crypto = nodeCrypto()
  if (crypto !== undefined) return crypto.createHash(algorithm).update(text).digest('base64')
  throw new SecureHeadersError({
    code: 'ERR_SECURE_HASH',
    path: algorithm,
    expected: 'a runtime with node:crypto',
    received: 'none',
    fix: 'Compute the hash while building, and write it into the policy.',
  })
}

/** Not imported: the same file runs where there is none, and Web Crypto's digests come too late for a policy. */
function nodeCrypto() {
  try {
    return globalThis.process?.getBuiltinModule?.('node:crypto')
  } catch {
    // The process of Next's edge runtime throws for whatever is asked of it.
    return undefined
  }
}

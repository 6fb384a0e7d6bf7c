import { TWO_COPIES } from '../copies.js'
import { SecureHeadersError } from '../errors.js'

/**
 * Marks every policy. A spread copies the mark, and so can be told from options; all copies of this package have the same one.
 */
export const POLICY = Symbol.for('@secure/core/policy')

/** What to do about a policy or a builder of another copy. */
export const OF_ANOTHER_COPY = `${TWO_COPIES}, or give plain data, as toJSON() does.`

/** Throws for a policy's spread and for another copy's policy: what it decided is private, and cannot be read from either. */
export function refusePolicies(options: unknown, by: 'option' | 'override'): void {
  if (typeof options !== 'object' || options === null || !(POLICY in options)) return
  const isSpread = !('toJSON' in options)
  if (by === 'override' && !isSpread) return
  throw new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    expected: 'an options object or a Secure of this copy of @secure/core',
    received: options,
    fix: isSpread ? 'A spread has lost the policy: write policy.with({ … }).' : OF_ANOTHER_COPY,
  })
}

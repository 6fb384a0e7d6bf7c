import { TWO_COPIES } from '../copies.js'
import { SecureHeadersError } from '../errors.js'

/** On every policy: a spread copies it, and is then told from options. The same in all copies of this package. */
export const POLICY = Symbol.for('@secure/core/policy')

/** What to do about a policy or a builder of another copy. */
export const OF_ANOTHER_COPY = `${TWO_COPIES}, or give plain data, as toJSON() does.`

/** What a policy decides is private: neither a spread nor another copy of this package can read it. */
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

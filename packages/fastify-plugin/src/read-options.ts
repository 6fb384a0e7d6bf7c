import { type InstanceOf, Secure, SecureHeadersError, type SecureOptions } from '@secure/core'
import type { FastifySecureOptions } from './types.js'

/** What Fastify itself takes beside a policy in `register`. */
interface RegisterOptions {
  readonly prefix?: unknown
  readonly logLevel?: unknown
  readonly logSerializers?: unknown
}

/** Separates the policy from what else is given to `register`. */
export function readOptions(options: FastifySecureOptions | InstanceOf<Secure>): {
  policy: SecureOptions | InstanceOf<Secure>
  /** `undefined` where it is not given. */
  attaching: boolean | undefined
} {
  if (options instanceof Secure) return { policy: options, attaching: undefined }
  const {
    attach: attaching,
    prefix: _,
    logLevel: __,
    logSerializers: ___,
    ...policy
  } = options as FastifySecureOptions & RegisterOptions
  if (attaching !== undefined && typeof attaching !== 'boolean') {
    throw new SecureHeadersError({
      code: 'ERR_SECURE_TYPE',
      path: 'attach',
      expected: 'true or false',
      received: attaching,
      fix: attaching === 'true' || attaching === 'false' ? `Write ${attaching} without quotes.` : undefined,
    })
  }
  // What is not plain data must not become plain data: a policy of another copy of the core, a builder, a Map.
  return { policy: Object.setPrototypeOf(policy, Object.getPrototypeOf(options)), attaching }
}

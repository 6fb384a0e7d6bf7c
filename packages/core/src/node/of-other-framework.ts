import { SecureHeadersError } from '../errors.js'

/** The error for an adapter that another framework takes for its own: `received` is what it was called with. */
export function ofOtherFramework(path: string, expected: string, received: unknown): SecureHeadersError {
  return new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    path,
    expected,
    received,
    fix: 'Import secure from the package for this framework, such as @secure/fastify-plugin.',
  })
}

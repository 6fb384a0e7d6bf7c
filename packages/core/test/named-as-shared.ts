import { afterEach, vi } from 'vitest'

afterEach(() => void vi.restoreAllMocks())

/** What is named in the warnings about nonces that shared caches may store, while something is done. */
export async function namedAsShared(during: () => Promise<unknown>): Promise<string[]> {
  const spy = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
  await during()
  const warnings = spy.mock.calls.filter(([, options]) => (options as { code?: string }).code === 'SECURE_SHARED_NONCE')
  return warnings.map(([message]) => String(message).split(' sends')[0] as string)
}

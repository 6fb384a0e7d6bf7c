import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { warn } from './warn.js'

const TEXT = 'SecureHeadersWarning [SECURE_FALLBACK]: Something.'

describe('warn', () => {
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  it('emits a warning of the process', () => {
    const emitted = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    warn('SECURE_FALLBACK', 'Something.')
    expect(emitted.mock.calls).toEqual([['Something.', { type: 'SecureHeadersWarning', code: 'SECURE_FALLBACK' }]])
    expect(console.warn).not.toHaveBeenCalled()
  })

  it.each([
    ['there is no process', { process: undefined }],
    ['a process has no warnings', { process: {} }],
    ['nobody prints the warnings of a process, as on Cloudflare', { navigator: { userAgent: 'Cloudflare-Workers' } }],
    [
      "a process throws for whatever is asked of it, as that of Next's edge runtime does",
      {
        process: {
          emitWarning() {
            throw new Error('A Node.js API is used (process.emitWarning) which is not supported in the Edge Runtime.')
          },
        },
      },
    ],
  ])('writes to the console where %s', (_, globals) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
    warn('SECURE_FALLBACK', 'Something.')
    vi.unstubAllGlobals()
    expect(vi.mocked(console.warn).mock.calls).toEqual([[TEXT]])
  })
})

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { sha256, sha384, sha512 } from './digest.js'
import { ContentSecurityPolicy } from './headers/content-security-policy.js'

describe.each([
  ['sha256', sha256],
  ['sha384', sha384],
  ['sha512', sha512],
] as const)('%s', (algorithm, hash) => {
  it('returns the digest of the text in UTF-8, as a source expression', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(hash(text)).toBe(`'${algorithm}-${createHash(algorithm).update(text, 'utf8').digest('base64')}'`)
      }),
    )
  })

  it('returns what a policy accepts', () => {
    expect(new ContentSecurityPolicy().scriptSrc(hash('start()')).toString()).toBe(`script-src ${hash('start()')}`)
  })

  it('refuses anything but text', () => {
    expect(() => hash(Buffer.from('a') as never)).toThrow(expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: algorithm }))
  })
})

describe('sha256', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('returns what browsers compare an empty script with', () => {
    expect(sha256('')).toBe("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='")
  })

  it.each([
    ['no process', undefined],
    [
      'a process that throws for whatever is asked of it',
      {
        getBuiltinModule() {
          throw new Error('not supported')
        },
      },
    ],
  ])('says what to do in a runtime with %s', (_, process) => {
    vi.stubGlobal('process', process)
    expect(() => sha256('a')).toThrow(
      expect.objectContaining({
        code: 'ERR_SECURE_HASH',
        fix: 'Compute the hash while building, and write it into the policy.',
      }),
    )
  })
})

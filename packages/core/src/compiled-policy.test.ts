import { describe, expect, it } from 'vitest'
import { compile, compileOverride } from './compile.js'
import { NONCE, SELF, type SecureOptions, STRICT_DYNAMIC, UNSAFE_INLINE } from './index.js'
import { type Form, fieldValueOf, isSent, NOT_MODIFIED, WITH_NONCE, WITHOUT_NONCE } from './line.js'
import { CONTENT_TYPE, OURS, STRIPPED, UNWATCHED } from './watched-headers.js'

const OFF = { hsts: false, xfo: false, xxp: false, content: false, referrer: false, cache: false } as const
const policyOf = (options: SecureOptions) => compile({ ...OFF, ...options }).alone
const N = 'AAAAAAAAAAAAAAAAAAAAAAAA'
const fieldsOf = (options: SecureOptions, form: Form, plainHttp = false) =>
  Object.fromEntries(
    policyOf(options)
      .block(form, N, plainHttp)
      .split('\r\n')
      .slice(0, -1)
      .map((line) => line.split(/: (.*)/s, 2)),
  )

describe('CompiledPolicy', () => {
  it('is a block of header lines', () => {
    expect(policyOf({ server: 'x', xfo: 'DENY' }).block(WITHOUT_NONCE, '', false)).toBe('Server: x\r\nX-Frame-Options: DENY\r\n')
  })

  it('is an empty block where there is nothing to send', () => {
    for (const form of [WITHOUT_NONCE, WITH_NONCE, NOT_MODIFIED] as const) expect(policyOf({}).block(form, N, false)).toBe('')
  })

  it('gives the same block every time it is asked', () => {
    const policy = policyOf({ csp: { 'script-src': NONCE }, hsts: { secureOnly: true } })
    for (const form of [WITHOUT_NONCE, WITH_NONCE, NOT_MODIFIED] as const) {
      for (const plainHttp of [true, false]) {
        expect(policy.block(form, N, plainHttp)).toBe(policy.block(form, N, plainHttp))
      }
    }
  })

  it('agrees with its own lines in every form', () => {
    const policy = policyOf({
      csp: [{ 'script-src': [NONCE, SELF] }, { 'style-src': NONCE, reportOnly: true }],
      hsts: { secureOnly: true },
    })
    for (const form of [WITHOUT_NONCE, WITH_NONCE, NOT_MODIFIED] as const) {
      for (const plainHttp of [true, false]) {
        const lines = policy.lines.filter((line) => isSent(line, form, plainHttp))
        const text = lines.map((line) => `${line.name}: ${fieldValueOf(line, form, N)}\r\n`).join('')
        expect(policy.block(form, N, plainHttp)).toBe(text)
      }
    }
  })

  it.each(['cache-control', 'content-security-policy', 'strict-transport-security', 'x-frame-options', 'pragma'])(
    'agrees with its own lines in every form, without %s and what follows it',
    (key) => {
      const { alone } = compile({ csp: { 'script-src': [NONCE, SELF] }, hsts: { secureOnly: true } })
      for (const form of [WITHOUT_NONCE, WITH_NONCE, NOT_MODIFIED] as const) {
        for (const plainHttp of [true, false]) {
          const sent = alone.lines.filter((line) => isSent(line, form, plainHttp))
          const lines = sent.filter((line) => line.key !== key && (line.follows ?? '') !== key)
          const text = (nonce: string) => lines.map((line) => `${line.name}: ${fieldValueOf(line, form, nonce)}\r\n`).join('')
          for (const nonce of [N, 'another']) expect(alone.blockBeside(key, form, nonce, plainHttp)).toBe(text(nonce))
        }
      }
    },
  )

  it("keeps no block without a header where it is a route's, of which there may be thousands", () => {
    const route = compileOverride({ xfo: 'DENY' }).over(policyOf({}))
    expect(route.blockBeside('x-frame-options', WITHOUT_NONCE, '', false)).toBeUndefined()
  })

  it('has a fresh nonce for each response, the same one in every place', () => {
    const policy = policyOf({ csp: { 'script-src': [NONCE], 'style-src': [NONCE] }, cache: { noStore: true } })
    for (const nonce of [N, 'B'.repeat(24)]) {
      expect(policy.block(WITH_NONCE, nonce, false)).toBe(
        `Content-Security-Policy: script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'\r\nCache-Control: no-store\r\n`,
      )
    }
  })

  it('takes only the whole expression as a place for a nonce', () => {
    const policy = compile({ custom: { 'X-Template': '{nonce}' }, server: '{nonce}' }).alone
    expect([policy.bearsNonce, policy.block(WITHOUT_NONCE, N, false).match(/\{nonce\}/g)?.length]).toEqual([false, 2])
  })

  describe('without a nonce', () => {
    it.each<[what: string, csp: NonNullable<SecureOptions['csp']>, plain: string]>([
      ['says none for a directive that is left empty', { 'script-src': [NONCE] }, "script-src 'none'"],
      ['drops unsafe-inline too', { 'script-src': [SELF, NONCE, UNSAFE_INLINE] }, "script-src 'self'"],
      ['says none where unsafe-inline was the only other source', { 'style-src': [UNSAFE_INLINE, NONCE] }, "style-src 'none'"],
      [
        'keeps what the nonce did not disarm',
        { 'script-src': NONCE, 'style-src': UNSAFE_INLINE },
        "script-src 'none'; style-src 'unsafe-inline'",
      ],
      [
        'keeps strict-dynamic, so that hosts stay ignored',
        { 'script-src': [NONCE, STRICT_DYNAMIC, 'https:'] },
        "script-src 'strict-dynamic' https:",
      ],
      [
        'serves each of several policies',
        [{ 'script-src': NONCE }, 'img-src *', { 'style-src': [NONCE, SELF] }],
        "script-src 'none', img-src *, style-src 'self'",
      ],
      ['treats a raw policy the same way', `script-src ${NONCE} 'unsafe-inline'`, "script-src 'none'"],
    ])('%s', (_, csp, plain) => {
      expect(fieldsOf({ csp }, WITHOUT_NONCE)).toEqual({ 'Content-Security-Policy': plain })
    })

    it('is a constant without any slot', () => {
      const block = policyOf({ csp: { 'script-src': [NONCE, SELF] }, cache: true }).block(WITHOUT_NONCE, N, false)
      expect(block).not.toContain(N)
      expect(block).not.toContain('nonce-')
    })
  })

  describe('on 304', () => {
    it('leaves out whatever bears a nonce, and sends the rest', () => {
      const csp = [{ 'script-src': NONCE }, { 'img-src': '*', reportOnly: true }]
      expect(fieldsOf({ csp, xfo: 'DENY' }, NOT_MODIFIED)).toEqual({
        'X-Frame-Options': 'DENY',
        'Content-Security-Policy-Report-Only': 'img-src *',
      })
    })

    it('leaves out a field even where only one of its policies bears a nonce', () => {
      expect(fieldsOf({ csp: ['img-src *', { 'script-src': NONCE }] }, NOT_MODIFIED)).toEqual({})
    })

    it('sends a policy that bears none', () => {
      expect(fieldsOf({ csp: true }, NOT_MODIFIED)).toHaveProperty('Content-Security-Policy')
    })
  })

  describe('with a nonce and no Cache-Control', () => {
    it('keeps the response out of shared caches', () => {
      expect(fieldsOf({ csp: { 'script-src': NONCE } }, WITH_NONCE)).toEqual({
        'Content-Security-Policy': `script-src 'nonce-${N}'`,
        'Cache-Control': 'private, no-cache',
      })
    })

    it('does so only for responses that bear it', () => {
      for (const form of [WITHOUT_NONCE, NOT_MODIFIED] as const) {
        expect(fieldsOf({ csp: { 'script-src': NONCE } }, form)).not.toHaveProperty('Cache-Control')
      }
      expect(fieldsOf({ csp: true }, WITHOUT_NONCE)).not.toHaveProperty('Cache-Control')
    })

    it('does not touch a Cache-Control that the policy has, by the option or by name', () => {
      expect(fieldsOf({ csp: { 'script-src': NONCE }, cache: { noStore: true } }, WITH_NONCE)['Cache-Control']).toBe('no-store')
      const custom = { 'cache-control': 'max-age=1' }
      expect(fieldsOf({ csp: { 'script-src': NONCE }, custom }, WITH_NONCE)).toMatchObject(custom)
    })
  })

  it('withholds headers that are for TLS only from plain HTTP', () => {
    const options = { hsts: { maxAge: 60, secureOnly: true }, xfo: 'DENY' } as const
    expect(policyOf(options).hasSecureOnly).toBe(true)
    expect(fieldsOf(options, WITHOUT_NONCE, true)).toEqual({ 'X-Frame-Options': 'DENY' })
    expect(fieldsOf(options, WITHOUT_NONCE, false)).toEqual({
      'Strict-Transport-Security': 'max-age=60',
      'X-Frame-Options': 'DENY',
    })
    expect(policyOf({ hsts: true }).hasSecureOnly).toBe(false)
  })

  it('watches the headers that matter to it, however they are spelled', () => {
    const meanings = (options: SecureOptions, ...names: readonly string[]) => {
      const { watched } = policyOf(options)
      return names.map((name) => watched.meaningOf(name))
    }
    const plain = { xfo: 'DENY', custom: { 'X-A': '1' }, remove: ['Via'] } as const
    expect(meanings(plain, 'X-Frame-Options', 'x-frame-options', 'x-a', 'VIA', 'content-type')).toEqual([
      OURS,
      OURS,
      OURS,
      STRIPPED,
      UNWATCHED,
    ])
    const nonced = { csp: { 'script-src': NONCE }, remove: [] }
    expect(meanings(nonced, 'Content-Type', 'content-security-policy', 'cache-control', 'Via')).toEqual([
      CONTENT_TYPE,
      OURS,
      OURS,
      UNWATCHED,
    ])
  })

  it('strips its own headers too when it is enforced, but never a header that it only implies', () => {
    expect(policyOf({ xfo: 'DENY' }).watched.stripped).toEqual(new Set(['x-powered-by']))
    expect(policyOf({ xfo: 'DENY', mode: 'enforce' }).watched.stripped).toEqual(new Set(['x-powered-by', 'x-frame-options']))
    expect(policyOf({ csp: { 'script-src': NONCE }, mode: 'enforce' }).watched.stripped).toEqual(
      new Set(['x-powered-by', 'content-security-policy']),
    )
    expect(policyOf({ csp: { 'script-src': NONCE }, mode: 'enforce', remove: ['Cache-Control'] }).watched.stripped).toContain(
      'cache-control',
    )
  })
})

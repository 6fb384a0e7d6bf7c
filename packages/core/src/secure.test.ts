import { describe, expect, it } from 'vitest'
import data from '../test/data/builder-vectors.json' with { type: 'json' }
import { Header, type HeaderClass } from './headers/header.js'
import * as core from './index.js'
import {
  ContentSecurityPolicy,
  CustomHeaders,
  compile,
  NONCE,
  ReportTo,
  SELF,
  Secure,
  type SecureOptions,
  XFrameOptions,
} from './index.js'
import { owasp } from './presets/index.js'
import { readOption } from './reading/read-option.js'

const DEFAULTS = {
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Frame-Options': 'SAMEORIGIN',
  'X-XSS-Protection': '0',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer, strict-origin-when-cross-origin',
  'Cache-Control': 'no-cache, no-store, must-revalidate, max-age=0',
  Pragma: 'no-cache',
  Expires: '0',
}
const OFF = { hsts: false, xfo: false, xxp: false, content: false, referrer: false, cache: false } as const
const NONCE_TEXT = 'abcdefghijklmnopqrstuv+/'

describe('Secure', () => {
  it.each([
    ['its value', 'X-Frame-Options', { name: 'X-Frame-Options', value: 'DENY\r\nX-Evil: 1' }],
    [
      'its value without a nonce',
      'X-Frame-Options',
      { name: 'X-Frame-Options', value: 'DENY', withoutNonce: 'DENY\r\nX-Evil: 1' },
    ],
    ['its name', '', { name: 'X-Evil: 1\r\nX-Frame-Options', value: 'DENY' }],
  ])('does not trust a class that is made of a builder with %s', (_, path, field) => {
    class Loose extends XFrameOptions {
      override fields() {
        return [field]
      }
    }
    const refusal = expect.objectContaining({ code: 'ERR_SECURE_CHARACTERS', path })
    expect(() => new Secure({ xfo: new Loose() }).headers()).toThrow(refusal)
    expect(() => compile({ xfo: new Loose() })).toThrow(refusal)
  })

  it('sends the documented defaults, in the documented order', () => {
    expect(new Secure().entries()).toEqual(Object.entries(DEFAULTS))
    expect(new Secure({}).headers()).toEqual(DEFAULTS)
  })

  it('sends in the order of the wire, whatever the order of the options', () => {
    const on = { ...OFF, custom: { 'X-Z': '1' }, permissions: 'camera=()', csp: true, xfo: 'DENY', server: true } as const
    expect(Object.keys(new Secure(on).headers())).toEqual([
      'Server',
      'X-Frame-Options',
      'Content-Security-Policy',
      'Permissions-Policy',
      'X-Z',
    ])
  })

  it('sends Pragma and Expires only with the default Cache-Control', () => {
    expect(new Secure({ ...OFF, cache: { noStore: true } }).headers()).toEqual({ 'Cache-Control': 'no-store' })
    expect(Object.keys(new Secure({ ...OFF, cache: true }).headers())).toEqual(['Cache-Control', 'Pragma', 'Expires'])
  })

  it('joins several policies of one field with commas, and keeps report-only apart', () => {
    const csp = [{ 'img-src': SELF }, 'font-src *', new ContentSecurityPolicy().scriptSrc(SELF).reportOnly()] as const
    expect(new Secure({ ...OFF, csp }).headers()).toEqual({
      'Content-Security-Policy': "img-src 'self', font-src *",
      'Content-Security-Policy-Report-Only': "script-src 'self'",
    })
  })

  it('writes the lines of a response', () => {
    expect(new Secure({ ...OFF, xfo: 'DENY', server: 'x' }).toString()).toBe('Server: x\nX-Frame-Options: DENY')
    expect(new Secure(OFF).toString()).toBe('')
  })

  it('makes the same policy from a policy', () => {
    const policy = new Secure({ xfo: 'DENY', remove: ['Via'], mode: 'enforce' })
    expect(new Secure(policy).toJSON()).toEqual(policy.toJSON())
  })

  it('is frozen', () => {
    expect(Object.isFrozen(new Secure())).toBe(true)
  })

  describe('with a nonce', () => {
    const policy = () => new Secure({ ...OFF, csp: [{ 'script-src': [NONCE, SELF], 'style-src': [NONCE] }, { 'img-src': '*' }] })

    it('puts it wherever the policy wants it', () => {
      expect(policy().headers(NONCE_TEXT)['Content-Security-Policy']).toBe(
        `script-src 'nonce-${NONCE_TEXT}' 'self'; style-src 'nonce-${NONCE_TEXT}', img-src *`,
      )
    })

    it('leaves alone a policy that wants none', () => {
      expect(new Secure().headers(NONCE_TEXT)).toEqual(DEFAULTS)
    })

    it('puts it only in place of the whole expression', () => {
      expect(new Secure({ custom: { 'X-Template': '{nonce}' } }).headers(NONCE_TEXT)['X-Template']).toBe('{nonce}')
    })

    it('keeps the page from shared caches, as adapters do', () => {
      expect(policy().headers(NONCE_TEXT)['Cache-Control']).toBe('private, no-cache')
      expect(policy().headers()['Cache-Control']).toBeUndefined()
    })

    it('has the stricter form without one', () => {
      expect(policy().headers()['Content-Security-Policy']).toBe("script-src 'self'; style-src 'none', img-src *")
    })

    it.each<[what: string, nonce: unknown]>([
      ['a short one', 'abcdefghijklmnopqrstu'],
      ['an empty one', ''],
      ['one that ends the source', `${NONCE_TEXT}' 'unsafe-inline`],
      ['one with a line break', `${NONCE_TEXT}\r\nX-Evil: 1`],
      ['one with padding in the middle', `ab=${NONCE_TEXT}`],
      ['null', null],
      ['a number', 12345],
      ['a list of one', [NONCE_TEXT]],
      ['an object with a toString()', { toString: () => NONCE_TEXT }],
    ])('refuses %s', (_, nonce) => {
      expect(() => policy().headers(nonce as string)).toThrow(
        expect.objectContaining({ code: 'ERR_SECURE_NONCE', path: 'nonce', fix: 'createNonce() makes one.' }),
      )
    })

    it('takes what createNonce makes', () => {
      const nonce = core.createNonce()
      expect(policy().headers(nonce)['Content-Security-Policy']).toContain(`'nonce-${nonce}'`)
    })
  })

  describe('with()', () => {
    const base = () => new Secure({ csp: { 'default-src': SELF }, custom: { 'X-A': '1' }, remove: ['Via'], mode: 'enforce' })

    it('replaces what is given and keeps the rest', () => {
      expect(base().with({ xfo: 'DENY', csp: "img-src 'self'" }).headers()).toEqual({
        ...base().headers(),
        'X-Frame-Options': 'DENY',
        'Content-Security-Policy': "img-src 'self'",
      })
      expect(base().with({}).toJSON()).toEqual(base().toJSON())
      expect(
        base()
          .with({ xfo: undefined } as never)
          .toJSON(),
      ).toEqual(base().toJSON())
    })

    it('takes a header away, and brings a default back', () => {
      expect(base().with({ hsts: false }).headers()).not.toHaveProperty('Strict-Transport-Security')
      expect(base().with({ hsts: null }).with({ hsts: true }).headers()).toEqual(base().headers())
    })

    it('replaces removals and mode as well', () => {
      expect(base().with({ remove: false, mode: 'defer' }).toJSON()).toMatchObject({ remove: [], mode: 'defer' })
      expect(base().with({ xfo: 'DENY' }).toJSON()).toMatchObject({ remove: ['Via'], mode: 'enforce' })
    })

    it('extends the builder that is in force', () => {
      const extended = base().with({
        csp: (csp) => csp.defaultSrc('https:').imgSrc('*'),
        custom: (custom) => custom.set('X-B', '2'),
      })
      expect(extended.headers()).toMatchObject({
        'Content-Security-Policy': "default-src 'self' https:; img-src *",
        'X-A': '1',
        'X-B': '2',
      })
    })

    it('extends the default where that is in force', () => {
      const policy = new Secure().with({
        hsts: (hsts) => hsts.preload(),
        referrer: (referrer) => referrer.unsafeUrl(),
        cache: (cache) => cache.noTransform(),
        xfo: (xfo) => xfo.deny(),
      })
      expect(policy.headers()).toMatchObject({
        'Strict-Transport-Security': 'max-age=63072000; includeSubDomains; preload',
        'Referrer-Policy': 'no-referrer, strict-origin-when-cross-origin, unsafe-url',
        'Cache-Control': 'no-cache, no-store, must-revalidate, max-age=0, no-transform',
        'X-Frame-Options': 'DENY',
      })
    })

    it('starts from an untouched builder where none is in force', () => {
      const policy = new Secure().with({ csp: (csp) => csp.frameAncestors('https://partner.example') })
      expect(policy.headers()['Content-Security-Policy']).toBe('frame-ancestors https://partner.example')
    })

    it('tries a function on the builder in force, not on an untouched one', () => {
      const policy = new Secure({ csp: { 'img-src': [SELF] }, documentPolicy: { 'sync-xhr': true } })
      const beside = policy.with({ documentPolicy: (both) => [both, { 'sync-xhr': false, reportOnly: true }] })
      expect(beside.headers()['Document-Policy-Report-Only']).toBe('sync-xhr=?0')
      const more = policy.with({ csp: (csp) => ({ ...csp.toJSON(), 'img-src': [...(csp.toJSON()['img-src'] ?? []), 'data:'] }) })
      expect(more.headers()['Content-Security-Policy']).toBe("img-src 'self' data:")
      expect(() => policy.with({ csp: (csp) => csp.imgSrc('selff;') })).toThrow(
        expect.objectContaining({ path: 'csp.imgSrc[0]' }),
      )
    })

    it('gives a function an empty builder where there is no default, and refuses to get it back empty', () => {
      expect(new Secure().with({ custom: (custom) => custom.set('X-A', 'b') }).headers()['X-A']).toBe('b')
      expect(() => new Secure().with({ reportTo: (reportTo) => reportTo })).toThrow(
        expect.objectContaining({
          code: 'ERR_SECURE_MISSING',
          path: 'reportTo',
          fix: 'Use false to leave the header out.',
        }),
      )
    })

    it('extends each of several policies, because each must allow what is loaded', () => {
      const policy = new Secure({ csp: [{ 'img-src': SELF }, { 'img-src': 'data:', reportOnly: true }] })
      expect(policy.with({ csp: (csp) => csp.imgSrc('https:') }).headers()).toMatchObject({
        'Content-Security-Policy': "img-src 'self' https:",
        'Content-Security-Policy-Report-Only': 'img-src data: https:',
      })
    })

    it('has a policy once that a function adds to each of several', () => {
      const trial = { 'script-src': [SELF], reportOnly: true } as const
      const base = new Secure({ csp: [{ 'img-src': SELF }, { 'img-src': 'data:', reportOnly: true }] })
      const twice = base.with({ csp: (csp) => [csp, trial] }).with({ csp: (csp) => [csp, trial] })
      expect(twice.headers()).toMatchObject({
        'Content-Security-Policy': "img-src 'self'",
        'Content-Security-Policy-Report-Only': "script-src 'self', img-src data:",
      })
    })

    it('lets a function take the header away', () => {
      expect(
        base()
          .with({ csp: () => null })
          .headers(),
      ).not.toHaveProperty('Content-Security-Policy')
      expect(
        base()
          .with({ csp: () => "img-src 'none'" })
          .headers()['Content-Security-Policy'],
      ).toBe("img-src 'none'")
    })

    it.each<[what: string, options: unknown, code: string, path: string]>([
      [
        'a mistake in a function',
        { csp: (csp: ContentSecurityPolicy) => csp.imgSrc('self') },
        'ERR_SECURE_UNQUOTED_KEYWORD',
        'csp.imgSrc[0]',
      ],
      ['a function that returns nothing', { csp: () => undefined }, 'ERR_SECURE_TYPE', 'csp'],
      ['a function that returns another builder', { xfo: () => new ContentSecurityPolicy() }, 'ERR_SECURE_TYPE', 'xfo'],
      ['a function that takes everything away', { xfo: (xfo: XFrameOptions) => xfo.set('') }, 'ERR_SECURE_MISSING', 'xfo.set'],
      ['an unknown option', { frame: 'DENY' }, 'ERR_SECURE_UNKNOWN_OPTION', 'frame'],
      ['a wrong value', { xfo: 'NO' }, 'ERR_SECURE_UNKNOWN_VALUE', 'xfo'],
      ['null', null, 'ERR_SECURE_TYPE', ''],
    ])('refuses %s', (_, options, code, path) => {
      expect(() => base().with(options as never)).toThrow(expect.objectContaining({ code, path }))
    })

    it('says that a function has to return what it makes', () => {
      const extend = (csp: ContentSecurityPolicy) => void csp.imgSrc(SELF)
      expect(() => base().with({ csp: extend } as never)).toThrow(
        expect.objectContaining({ fix: 'Return what the function makes of the builder.' }),
      )
    })

    it('leaves the policy as it was', () => {
      const policy = base()
      const before = JSON.stringify([policy, policy.entries()])
      policy.with({ csp: (csp) => csp.imgSrc('*'), custom: (custom) => custom.remove('X-A'), remove: ['Server'], mode: 'defer' })
      policy.with({ csp: false, hsts: null, xfo: 'DENY' })
      expect(JSON.stringify([policy, policy.entries()])).toBe(before)
    })
  })

  it('shares nothing with the options it was made from', () => {
    const remove = ['Via']
    const custom: Record<string, string> = { 'X-A': '1' }
    const sources = [SELF]
    const csp = { 'img-src': sources }
    const options = { remove, custom, csp: [csp], xfo: 'DENY' as 'DENY' | 'SAMEORIGIN' }
    const policy = new Secure(options)
    const before = JSON.stringify(policy)
    remove.push('Server')
    custom['X-B'] = '2'
    sources.push('*')
    Object.assign(csp, { 'font-src': ['*'] })
    options.csp.push({ 'img-src': [] })
    options.xfo = 'SAMEORIGIN'
    expect(JSON.stringify(policy)).toBe(before)
  })

  it('may share builders among policies', () => {
    const csp = new ContentSecurityPolicy().imgSrc(SELF)
    const first = new Secure({ csp })
    const second = new Secure({ csp: csp.imgSrc('https:') })
    expect(first.headers()['Content-Security-Policy']).toBe("img-src 'self'")
    expect(second.headers()['Content-Security-Policy']).toBe("img-src 'self' https:")
  })
})

describe('toJSON', () => {
  it('cannot be used to change the policy', () => {
    const policy = new Secure({ remove: ['Server'] })
    const before = JSON.stringify(policy)
    for (const list of Object.values(policy.toJSON())) {
      if (Array.isArray(list) && !Object.isFrozen(list)) list.push('x\r\nX: y')
    }
    expect(JSON.stringify(policy)).toBe(before)
  })

  it('does not reveal how a policy is recognized, nor do the keys of the policy', () => {
    const policy = new Secure({ xfo: 'DENY', csp: { 'default-src': [SELF] } })
    expect(Object.keys(policy)).toEqual([])
    expect(JSON.parse(JSON.stringify(policy))).not.toHaveProperty('@secure/core/policy')
  })

  const again = (policy: Secure) => new Secure(JSON.parse(JSON.stringify(policy)))
  const everything: SecureOptions = {
    server: 'x',
    hsts: { maxAge: 60, preload: true, includeSubDomains: true, secureOnly: true },
    xfo: 'DENY',
    xxp: '1; mode=block',
    content: 'none',
    csp: [
      { 'script-src': [NONCE], 'report-to': 'main' },
      { 'img-src': [], customDirectives: { 'x-y': ['z'] }, reportOnly: true },
    ],
    referrer: ['origin'],
    cache: { private: ['Set-Cookie'], maxAge: 60 },
    permissions: { camera: { allowlist: ['self'], reportTo: 'main' }, customFeatures: { future: '*' } },
    reportTo: new ReportTo(60, true, 'main', { url: 'https://r.example', weight: 1 }),
    custom: new CustomHeaders({ 'X-A': '1' }),
    remove: ['Via'],
    mode: 'enforce',
  }

  it.each<[what: string, options: SecureOptions]>([
    ['nothing', {}],
    ['everything off', { ...OFF, remove: false }],
    ['everything on', everything],
    ['a mode', { mode: 'defer' }],
    ...Object.entries(everything).map(([key, value]): [string, SecureOptions] => [`${key} alone`, { ...OFF, [key]: value }]),
  ])('gives the same policy again: %s', (_, options) => {
    const policy = new Secure(options)
    const copy = again(policy)
    expect(copy.entries(NONCE_TEXT)).toEqual(policy.entries(NONCE_TEXT))
    expect(copy.entries()).toEqual(policy.entries())
    expect(JSON.stringify(copy)).toBe(JSON.stringify(policy))
  })

  it.each<[what: string, make: () => Secure]>([
    ['a preset strips what an option sends', () => new Secure({ ...owasp, server: true })],
    ['a layer sends what the one below strips', () => new Secure().with({ remove: ['X-Frame-Options'] }).with({ xfo: 'DENY' })],
    [
      'a layer sends what the one below names',
      () => new Secure({ xfo: false, custom: { 'X-Frame-Options': 'a' } }).with({ xfo: 'DENY' }),
    ],
  ])('gives the same policy again where %s', (_, make) => {
    const policy = make()
    expect(again(policy).entries()).toEqual(policy.entries())
    expect(JSON.stringify(again(policy))).toBe(JSON.stringify(policy))
  })

  it('gives plain data in the form that people write', () => {
    expect(JSON.parse(JSON.stringify(new Secure(everything)))).toMatchObject({
      hsts: { maxAge: 60, preload: true, includeSubDomains: true, secureOnly: true },
      xfo: 'DENY',
      csp: [
        { 'script-src': [NONCE], 'report-to': 'main' },
        { 'img-src': ["'none'"], reportOnly: true },
      ],
      custom: { 'X-A': '1' },
      remove: ['Via'],
      mode: 'enforce',
    })
    expect(new Secure({ hsts: null }).toJSON()).toMatchObject({ hsts: false, cache: true })
  })

  const makes = data.vectors.filter(({ error }) => error !== true).map(({ id, ts }) => [id, ts] as const)
  it.each(makes)('gives the same headers again for the recorded expression %s', (_, ts) => {
    const made = new Function(...Object.keys(core), `return ${ts}`)(...Object.values(core)) as Secure | Header
    if (made instanceof Header) {
      const [copy] = readOption(made.constructor as unknown as HeaderClass, JSON.parse(JSON.stringify(made)))
      expect(copy?.fields()).toEqual(made.fields())
    } else expect(again(made).entries()).toEqual(made.entries())
  })
})

import { describe, expect, expectTypeOf, it } from 'vitest'
import { compile } from '../compile.js'
import * as fragments from '../fragments.js'
import { HEADER_CLASSES } from '../header-classes.js'
import { ContentSecurityPolicy } from '../headers/content-security-policy.js'
import type { SecureOptions } from '../options.js'
import { Secure } from '../secure.js'
import * as presets from './index.js'

const NONCE = 'abcdefghijklmnopqrstuvwx'

describe.each(Object.entries(presets))('the preset %s', (name, options) => {
  it('is plain data that cannot be changed, and comes back from JSON', () => {
    expect(Object.isFrozen(options)).toBe(true)
    expect(new Secure(JSON.parse(JSON.stringify(options))).entries(NONCE)).toEqual(new Secure(options).entries(NONCE))
  })

  it('decides all that is on by default, so that it is the same over another policy', () => {
    for (const { definition } of HEADER_CLASSES) {
      if (definition.onByDefault) expect(options).toHaveProperty(definition.option)
    }
    const other = new Secure({ hsts: false, xfo: false, content: false, xxp: false, referrer: 'origin', cache: 'private' })
    expect(other.with(options).headers()).toEqual(new Secure(options).headers())
  })

  it('is a policy for every response', () => {
    expect(compile(options).alone.lines.length).toBeGreaterThan(8)
  })

  it('has no X-XSS-Protection, except where helmet has it, no Clear-Site-Data and no dead default', () => {
    const headers = new Secure(options).headers()
    expect(headers).not.toHaveProperty('Clear-Site-Data')
    expect(Object.hasOwn(headers, 'X-XSS-Protection')).toBe(name === 'basic')
    expect(headers).not.toHaveProperty('Pragma')
  })
})

describe('presets', () => {
  it('can be spread so that one option changes and the others stay', () => {
    const { 'X-Frame-Options': xfo, ...others } = new Secure({ ...presets.strict, xfo: false }).headers()
    expect(xfo).toBeUndefined()
    expect(new Secure(presets.strict).headers()).toEqual({ ...others, 'X-Frame-Options': 'DENY' })
  })

  it('can be spread so that a header which the preset strips is sent', () => {
    const { lines, watched } = compile({ ...presets.owasp, server: 'mine' }).alone
    expect(lines.find(({ name }) => name === 'Server')?.withoutNonce).toBe('mine')
    expect(watched.stripped.has('server')).toBe(false)
    expect(watched.stripped.has('x-aspnet-version')).toBe(true)
    const typed = { ...presets.owasp, server: 'mine', remove: [...presets.owasp.remove] } as const
    expect(() => compile(typed)).toThrow(/^remove\[\d\]: expected a header that the option server does not send/)
  })

  it('can be spread so that undefined leaves what they say', () => {
    const none: undefined = undefined
    const typed = { ...presets.basic, csp: none, coop: none, hsts: none } as unknown as SecureOptions
    expect(new Secure(typed).headers()).toEqual(new Secure(presets.basic).headers())
    const both = { ...presets.basic, ...presets.strict, xfo: none } as unknown as SecureOptions
    expect(new Secure(both).headers()).toMatchObject({ 'X-Frame-Options': 'DENY' })
  })

  it.each<[part: string, options: (none: undefined) => object, like: SecureOptions]>([
    ['a directive', (none) => ({ ...presets.strict, csp: { ...presets.strict.csp, 'frame-ancestors': none } }), presets.strict],
    [
      'a feature',
      (none) => ({ ...presets.strict, permissions: { ...presets.strict.permissions, camera: none } }),
      presets.strict,
    ],
    ['a part of hsts', (none) => ({ ...presets.basic, hsts: { ...presets.basic.hsts, includeSubDomains: none } }), presets.basic],
    ['a part of cache', (none) => ({ ...presets.api, cache: { ...presets.api.cache, noStore: none } }), presets.api],
  ])('can be spread into %s so that undefined leaves what they say', (_, options, like) => {
    expect(new Secure(options(undefined)).entries()).toEqual(new Secure(like).entries())
  })

  it('can be spread into an override and into a builder so that undefined leaves what they say', () => {
    const none: undefined = undefined
    const csp = { ...presets.basic.csp, ...presets.strict.csp, 'frame-ancestors': none } as unknown as typeof presets.strict.csp
    for (const policy of [new Secure().with({ csp }), new Secure({ csp: new ContentSecurityPolicy(csp) })]) {
      expect(policy.headers()['Content-Security-Policy']).toContain("frame-ancestors 'none'")
    }
    const kept = JSON.parse(JSON.stringify(csp))
    expect(new Secure({ csp: kept }).headers()['Content-Security-Policy']).not.toContain('frame-ancestors')
  })

  it('can be spread into a directive', () => {
    const csp = { ...presets.balanced.csp, 'img-src': ['*'], 'worker-src': false } as const
    const value = new Secure({ ...presets.balanced, csp }).headers()['Content-Security-Policy']
    expect(value).toContain('img-src *;')
    expect(value).not.toContain('worker-src')
    expect(value).toContain("frame-ancestors 'none'")
  })

  it('can be spread into a feature and a cache directive', () => {
    const permissions = { ...presets.owasp.permissions, camera: ['self'] } as const
    const cache = { ...presets.strict.cache, private: true } as const
    const headers = new Secure({ ...presets.owasp, permissions, cache }).headers()
    expect(headers['Permissions-Policy']).toMatch(/^accelerometer=\(\), autoplay=\(\), camera=\(self\), .*sync-xhr=\(self\)/)
    expect(headers['Cache-Control']).toBe('no-store, max-age=0, private')
  })

  it('have literal types, which an editor shows', () => {
    expectTypeOf(presets.strict.xfo).toEqualTypeOf<'DENY'>()
    expectTypeOf(presets.api.csp['default-src']).toEqualTypeOf<readonly ["'none'"]>()
  })
})

describe('presets and fragments', () => {
  it.each(Object.entries({ ...presets, ...fragments }))('%s cannot be changed for everybody, in any of its parts', (_, data) => {
    const check = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      expect(Object.isFrozen(value)).toBe(true)
      for (const inner of Object.values(value)) check(inner)
    }
    check(data)
  })
})

import { describe, expect, it } from 'vitest'
import { compile, compileOverride, SELF, Secure, type SecureOptions, XFrameOptions } from '../index.js'

const send = (options: unknown) => new Secure(options as SecureOptions).headers()

describe('the options', () => {
  const noOptions = expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: '', expected: 'an options object or a Secure' })

  it.each<[what: string, options: unknown]>([
    ['null', null],
    ['a string', 'strict'],
    ['a list', []],
    ['a function', () => ({})],
    ['true', true],
  ])('cannot be %s', (_, options) => {
    expect(() => send(options)).toThrow(noOptions)
  })

  it('cannot be a builder', () => {
    expect(() => send(new XFrameOptions())).toThrow(noOptions)
  })

  it('cannot be the request of a middleware that was not called', () => {
    class IncomingMessage {}
    const request = new IncomingMessage()
    const fix = 'Give plain data or a preset; as a middleware it is called: secure(), override({ … }).'
    expect(() => send(request)).toThrow(expect.objectContaining({ fix }))
    expect(() => compileOverride(request)).toThrow(expect.objectContaining({ expected: 'an options object', fix }))
  })

  it('cannot be a spread of a policy, because it has lost the policy', () => {
    const policy = new Secure({ xfo: 'DENY', csp: { 'default-src': [SELF] } })
    const fix = 'A spread has lost the policy: write policy.with({ … }).'
    for (const make of [
      () => new Secure({ ...policy, hsts: false }),
      () => policy.with({ ...policy }),
      () => compileOverride({ ...policy, xfo: false }),
    ]) {
      expect(make).toThrow(expect.objectContaining({ code: 'ERR_SECURE_TYPE', fix }))
    }
  })

  it('cannot be a policy from another copy of this package, but can be its plain data', () => {
    const foreign = Object.assign(Object.create({ toJSON() {} }), { [Symbol.for('@secure/core/policy')]: true })
    expect(() => send(foreign)).toThrow(expect.objectContaining({ fix: expect.stringMatching(/^Two copies are loaded/) }))
    const policy = new Secure({ xfo: 'DENY', csp: { 'default-src': [SELF] } })
    expect(send(policy.toJSON())).toEqual(policy.headers())
  })

  it.each<[call: string, make: (first: object, second: unknown) => unknown]>([
    ['new Secure()', (first, second) => Reflect.construct(Secure, [first, second])],
    ['with()', (first, second) => Reflect.apply(Secure.prototype.with, new Secure(), [first, second])],
    ['compile()', (first, second) => compile(first, second as number)],
    ['compileOverride()', (first, second) => compileOverride(first, second as number)],
  ])('are one object: %s refuses a second one', (_, make) => {
    const fix = 'Spread them: secure({ ...strict, … }).'
    for (const second of [{ xfo: 'DENY' }, {}, new Secure(), null, 'strict']) {
      expect(() => make({}, second)).toThrow(
        expect.objectContaining({ code: 'ERR_SECURE_TYPE', expected: 'one object of options', fix }),
      )
    }
    expect(() => make(new Request('https://a.example'), () => {})).toThrow(
      expect.objectContaining({ fix: expect.stringContaining('it is called') }),
    )
    for (const second of [undefined, 0]) expect(() => make({}, second)).not.toThrow()
  })

  it('may come from another realm or from JSON', () => {
    expect(send(structuredClone({ xfo: 'DENY' }))).toMatchObject({ 'X-Frame-Options': 'DENY' })
    expect(send(Object.assign(Object.create(null), { xfo: 'DENY' }))).toMatchObject({ 'X-Frame-Options': 'DENY' })
  })

  it('are not read from a polluted prototype', () => {
    expect(send(JSON.parse('{"xfo":"DENY"}'))).toMatchObject({ 'X-Frame-Options': 'DENY' })
    expect(() => send(JSON.parse('{"__proto__":{"xfo":false}}'))).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNKNOWN_OPTION', path: '__proto__' }),
    )
  })
})

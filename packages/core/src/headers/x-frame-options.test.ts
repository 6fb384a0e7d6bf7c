import { describe, expect, it } from 'vitest'
import { Secure } from '../secure.js'
import { XFrameOptions } from './x-frame-options.js'

const unchecked = (value: unknown) => value as string

describe('XFrameOptions', () => {
  it('writes SAMEORIGIN when untouched', () => {
    expect(new XFrameOptions().fields()).toEqual([{ name: 'X-Frame-Options', value: 'SAMEORIGIN' }])
  })

  it.each<[call: string, make: () => XFrameOptions, value: string]>([
    ['deny()', () => new XFrameOptions().deny(), 'DENY'],
    ['sameorigin()', () => new XFrameOptions('DENY').sameorigin(), 'SAMEORIGIN'],
    ['set()', () => new XFrameOptions().set('DENY'), 'DENY'],
    ['set() of the obsolete form', () => new XFrameOptions().set('ALLOW-FROM https://a.example'), 'ALLOW-FROM https://a.example'],
    ['set() of it in other letters', () => XFrameOptions.from('Allow-From https://a.example'), 'Allow-From https://a.example'],
    ['the last of two calls', () => new XFrameOptions().deny().sameorigin(), 'SAMEORIGIN'],
  ])('writes %s', (_, make, value) => {
    const builder = make()
    expect(builder.toString()).toBe(value)
    expect(builder.value).toBe(value)
  })

  it.each(['deny', ' Deny\t', 'DENY'])('spells %j as scanners want it', (typed) => {
    expect(XFrameOptions.from(typed).value).toBe('DENY')
  })

  it.each<[typed: unknown, code: string, fix: string | undefined]>([
    ['SAME-ORIGIN', 'ERR_SECURE_UNKNOWN_VALUE', 'Did you mean SAMEORIGIN?'],
    ['DENYY', 'ERR_SECURE_UNKNOWN_VALUE', 'Did you mean DENY?'],
    ['ALLOW-FROM', 'ERR_SECURE_UNKNOWN_VALUE', undefined],
    ['ALLOW-FROM https://a.example https://b.example', 'ERR_SECURE_UNKNOWN_VALUE', undefined],
    ['ALLOW-FROM https://a,DENY', 'ERR_SECURE_UNKNOWN_VALUE', undefined],
    ['DENY, SAMEORIGIN', 'ERR_SECURE_UNKNOWN_VALUE', undefined],
    ['', 'ERR_SECURE_MISSING', 'Use false to leave the header out.'],
    ['DENY\r\nSet-Cookie: a=b', 'ERR_SECURE_CHARACTERS', expect.stringContaining('line breaks')],
    ['DÉNY', 'ERR_SECURE_CHARACTERS', expect.any(String)],
    [1, 'ERR_SECURE_TYPE', undefined],
    [null, 'ERR_SECURE_TYPE', undefined],
    [['DENY'], 'ERR_SECURE_TYPE', undefined],
  ])('refuses %j', (typed, code, fix) => {
    const refusal = { code, path: 'set', expected: expect.stringContaining("'DENY' or 'SAMEORIGIN'"), fix }
    expect(() => new XFrameOptions().set(unchecked(typed))).toThrow(expect.objectContaining(refusal))
    expect(() => new XFrameOptions(unchecked(typed) as 'DENY')).toThrow(expect.objectContaining({ ...refusal, path: '' }))
  })

  it('refuses to be set to undefined', () => {
    expect(() => new XFrameOptions().deny().set(unchecked(undefined))).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'set' }),
    )
  })

  it('names its option when plain data is wrong', () => {
    expect(() => new Secure({ xfo: 'NONE' as 'DENY' })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNKNOWN_VALUE', path: 'xfo' }),
    )
  })

  it('is its own plain data', () => {
    expect(new XFrameOptions().deny().toJSON()).toBe('DENY')
    expect(XFrameOptions.from(new XFrameOptions().deny().toJSON()).fields()).toEqual(new XFrameOptions().deny().fields())
  })

  it('never changes', () => {
    const shared = new XFrameOptions()
    shared.deny()
    shared.set('DENY')
    expect(shared.value).toBe('SAMEORIGIN')
    expect(() => Object.assign(shared, { value: 'DENY' })).toThrow(TypeError)
  })
})

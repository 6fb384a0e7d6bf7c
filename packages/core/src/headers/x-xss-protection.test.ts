import { describe, expect, it } from 'vitest'
import { Secure } from '../secure.js'
import { XXSSProtection } from './x-xss-protection.js'

describe('XXSSProtection', () => {
  it('writes 0 when untouched', () => {
    expect(new XXSSProtection().fields()).toEqual([{ name: 'X-XSS-Protection', value: '0' }])
  })

  it.each<[typed: string, value: string]>([
    ['0', '0'],
    ['1', '1'],
    ['1; mode=block', '1; mode=block'],
    ['1; MODE=BLOCK', '1; mode=block'],
    ['1;mode=block', '1;mode=block'],
    ['1; report=https://r.example/xss', '1; report=https://r.example/xss'],
  ])('takes %j', (typed, value) => {
    expect(XXSSProtection.from(typed).toString()).toBe(value)
    expect(new XXSSProtection().set(typed).toString()).toBe(value)
  })

  it.each<[typed: unknown, code: string]>([
    ['2', 'ERR_SECURE_UNKNOWN_VALUE'],
    ['1; report=', 'ERR_SECURE_UNKNOWN_VALUE'],
    ['1; report=/a b', 'ERR_SECURE_UNKNOWN_VALUE'],
    ['1\0', 'ERR_SECURE_CHARACTERS'],
    ['', 'ERR_SECURE_MISSING'],
    [0, 'ERR_SECURE_TYPE'],
  ])('refuses %j', (typed, code) => {
    expect(() => new XXSSProtection().set(typed as string)).toThrow(expect.objectContaining({ code, path: 'set' }))
  })

  it('names every value that it takes', () => {
    expect(() => new XXSSProtection('2' as '0')).toThrow(
      "expected '0', '1', '1; mode=block' or '1; report=<uri>', received \"2\".",
    )
  })

  it('names its option when plain data is wrong', () => {
    expect(() => new Secure({ xxp: '3' as '0' })).toThrow(expect.objectContaining({ path: 'xxp' }))
  })

  it('never changes', () => {
    const shared = new XXSSProtection()
    shared.set('1')
    expect(shared.toJSON()).toBe('0')
  })
})

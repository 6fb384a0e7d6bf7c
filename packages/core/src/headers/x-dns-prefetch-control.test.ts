import { describe, expect, it } from 'vitest'
import { Secure } from '../secure.js'
import { XDnsPrefetchControl } from './x-dns-prefetch-control.js'

describe('XDnsPrefetchControl', () => {
  it.each([
    ['on', 'on'],
    ['off', 'off'],
  ] as const)('%s() writes %s', (method, value) => {
    expect(new XDnsPrefetchControl()[method]().toString()).toBe(value)
    expect(new Secure({ dnsPrefetch: value }).headers()['X-DNS-Prefetch-Control']).toBe(value)
  })

  it.each<[what: string, value: unknown, code: string]>([
    ['another value', 'offf', 'ERR_SECURE_UNKNOWN_VALUE'],
    ['an empty string', '', 'ERR_SECURE_MISSING'],
    ['a line break', 'on\r\nX: 1', 'ERR_SECURE_CHARACTERS'],
    ['a number', 1, 'ERR_SECURE_TYPE'],
    ['a list', ['on'], 'ERR_SECURE_TYPE'],
  ])('refuses %s', (_, value, code) => {
    expect(() => new Secure({ dnsPrefetch: value as never })).toThrow(expect.objectContaining({ code, path: 'dnsPrefetch' }))
  })

  it('names the method in the path of a mistake', () => {
    expect(() => new XDnsPrefetchControl().set('offf')).toThrow(
      expect.objectContaining({ path: 'set', fix: 'Did you mean off?' }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { Secure } from '../secure.js'
import { CrossOriginResourcePolicy } from './cross-origin-resource-policy.js'

describe('CrossOriginResourcePolicy', () => {
  it.each([
    ['sameOrigin', 'same-origin'],
    ['sameSite', 'same-site'],
    ['crossOrigin', 'cross-origin'],
  ] as const)('%s() writes %s', (method, value) => {
    expect(new CrossOriginResourcePolicy()[method]().toString()).toBe(value)
    expect(new Secure({ corp: value }).headers()['Cross-Origin-Resource-Policy']).toBe(value)
  })

  it.each<[what: string, value: unknown, code: string]>([
    ['another value', 'same-orgin', 'ERR_SECURE_UNKNOWN_VALUE'],
    ['an empty string', '', 'ERR_SECURE_MISSING'],
    ['a line break', 'same-origin\r\nX: 1', 'ERR_SECURE_CHARACTERS'],
    ['a number', 1, 'ERR_SECURE_TYPE'],
    ['a list', ['same-origin'], 'ERR_SECURE_TYPE'],
  ])('refuses %s', (_, value, code) => {
    expect(() => new Secure({ corp: value as never })).toThrow(expect.objectContaining({ code, path: 'corp' }))
  })

  it('names the method in the path of a mistake', () => {
    expect(() => new CrossOriginResourcePolicy().set('same-orgin')).toThrow(
      expect.objectContaining({ path: 'set', fix: 'Did you mean same-origin?' }),
    )
  })
})

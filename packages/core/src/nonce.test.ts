import { describe, expect, it } from 'vitest'
import { createNonce } from './nonce.js'

describe('createNonce', () => {
  const many = Array.from({ length: 1_000_000 }, createNonce)

  it('makes 24 characters of base64 without padding: 144 bits', () => {
    expect(many.filter((nonce) => !/^[A-Za-z0-9+/]{24}$/.test(nonce))).toEqual([])
    expect(atob(many[0] ?? '')).toHaveLength(144 / 8)
  })

  it('never makes the same twice in a million', () => {
    expect(new Set(many).size).toBe(many.length)
  })

  it('uses every bit: each of the 144 is set in about half of them', () => {
    const sample = many.slice(0, 20_000).map((nonce) => Buffer.from(nonce, 'base64'))
    for (let bit = 0; bit < 144; bit++) {
      const set = sample.filter((bytes) => ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1).length
      // Ten standard deviations (of 71): no fair bit is ever that far out.
      expect(Math.abs(set - 10_000)).toBeLessThan(710)
    }
  })

  it('draws anew for each batch', () => {
    const prefixes = new Set(many.map((nonce) => nonce.slice(0, 12)))
    expect(prefixes.size).toBe(many.length)
  })
})

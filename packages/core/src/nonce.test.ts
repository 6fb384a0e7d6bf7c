import { describe, expect, it } from 'vitest'
import { createNonce } from './nonce.js'

describe('createNonce', () => {
  const many = Array.from({ length: 1_000_000 }, createNonce)

  it('makes 24 characters of base64 without padding: 144 bits', () => {
    expect(many.filter((nonce) => !/^[A-Za-z0-9+/]{24}$/.test(nonce))).toEqual([])
    expect(atob(many[0] ?? '')).toHaveLength(144 / 8)
  })

  it('never makes the same nonce twice in a million', () => {
    expect(new Set(many).size).toBe(many.length)
  })

  it('is random in every character, wherever it stands in its batch', () => {
    const BATCH = 128
    const seen = new Uint8Array(BATCH * 24 * 128)
    many.forEach((nonce, index) => {
      const row = (index % BATCH) * 24
      for (let column = 0; column < 24; column++) seen[(row + column) * 128 + nonce.charCodeAt(column)] = 1
    })
    // 7812 draws of 64 letters: the chance that one is missing is e^-123.
    expect(seen.reduce((sum, drawn) => sum + drawn)).toBe(BATCH * 24 * 64)
  })

  it('draws anew for each batch', () => {
    const prefixes = new Set(many.map((nonce) => nonce.slice(0, 12)))
    expect(prefixes.size).toBe(many.length)
  })
})

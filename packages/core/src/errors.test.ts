import { describe, expect, it } from 'vitest'
import { type Mistake, SecureHeadersError, within } from './errors.js'

const mistake = { code: 'ERR_SECURE_TYPE', expected: 'a colour', received: 7 } as const satisfies Mistake

describe('SecureHeadersError', () => {
  it('is a TypeError with a name of its own', () => {
    const error = new SecureHeadersError(mistake)
    expect(error).toBeInstanceOf(TypeError)
    expect(error.name).toBe('SecureHeadersError')
    expect(String(error)).toBe('SecureHeadersError: expected a colour, received 7.')
  })

  it('says where, what was expected, what arrived and what to do', () => {
    const error = new SecureHeadersError({ ...mistake, path: 'paint[1]', fix: 'Did you mean red?' })
    expect(error.message).toBe('paint[1]: expected a colour, received 7. Did you mean red?')
    expect(error).toMatchObject({
      code: 'ERR_SECURE_TYPE',
      path: 'paint[1]',
      expected: 'a colour',
      received: '7',
      fix: 'Did you mean red?',
    })
  })

  it('has an empty path and no fix where none is known', () => {
    expect(new SecureHeadersError(mistake)).toMatchObject({ path: '', fix: undefined })
  })

  it.each<[what: string, received: unknown, text: string]>([
    ['a string in quotes', 'it', '"it"'],
    ['line breaks as escapes', 'a\r\nb', '"a\\r\\nb"'],
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a bigint', 1n, '1'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
    ['NaN', Number.NaN, 'NaN'],
    ['a list as JSON', ['a', 1], '["a",1]'],
    ['an object as JSON', { a: 1 }, '{"a":1}'],
    ['an object without a prototype as JSON', Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
    ['an instance by its class', new Map(), 'an instance of Map'],
    ['a function by its name', function paint() {}, 'the function paint'],
    ['a function without a name', (() => () => {})(), 'a function'],
    ['a list that is not JSON', [1n], 'what is not JSON'],
    ['an object whose JSON is nothing', { toJSON: () => undefined }, 'what is not JSON'],
  ])('shows %s', (_, received, text) => {
    expect(new SecureHeadersError({ ...mistake, received }).received).toBe(text)
  })

  it('shows an object that contains itself', () => {
    const knot: Record<string, unknown> = {}
    knot.self = knot
    expect(new SecureHeadersError({ ...mistake, received: knot }).received).toBe('what is not JSON')
  })

  it('does not fail on a value that cannot be described', () => {
    const nameless = Object.defineProperty(class {}, 'name', { value: Symbol('a') })
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    for (const received of [nameless, new nameless(), proxy, { toJSON: () => BigInt(1) }, Object.create(null), Symbol('a')]) {
      expect(new SecureHeadersError({ ...mistake, received }).received).toEqual(expect.any(String))
    }
  })

  it('keeps long values short', () => {
    const { received } = new SecureHeadersError({ ...mistake, received: 'x'.repeat(10_000) })
    expect(received).toMatch(/^"x+…$/)
    expect(received.length).toBeLessThan(100)
  })
})

describe('within', () => {
  const fail = (path: string) => (): never => {
    throw new SecureHeadersError({ ...mistake, path, fix: 'Paint it.' })
  }

  it.each<[segment: string, inner: string, path: string]>([
    ['csp', '', 'csp'],
    ['csp', 'script-src', 'csp.script-src'],
    ['script-src', '[1]', 'script-src[1]'],
    ['[0]', 'script-src[1]', '[0].script-src[1]'],
  ])('puts %j in front of %j', (segment, inner, path) => {
    expect(() => within(segment, fail(inner))).toThrow(expect.objectContaining({ path }))
  })

  it('keeps the code, the expectation, what arrived and the fix, however deep', () => {
    const deep = () => within('a', () => within('b', fail('[2]')))
    expect(deep).toThrow(
      expect.objectContaining({
        code: 'ERR_SECURE_TYPE',
        path: 'a.b[2]',
        expected: 'a colour',
        received: '7',
        fix: 'Paint it.',
        message: 'a.b[2]: expected a colour, received 7. Paint it.',
      }),
    )
  })

  it('lets other errors through as they are', () => {
    const other = new RangeError('not ours')
    expect(() =>
      within('a', () => {
        throw other
      }),
    ).toThrow(other)
  })

  it('returns what the validator returns', () => {
    expect(within('a', () => 42)).toBe(42)
  })
})

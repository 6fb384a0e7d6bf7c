import { describe, expect, it } from 'vitest'
import { Secure } from '../secure.js'
import { CustomHeaders } from './custom-headers.js'
import { NONCE, SELF } from './source-expression.js'

describe('CustomHeaders', () => {
  it('writes each header as it is spelled, in its order', () => {
    expect(new CustomHeaders({ 'X-Robots-Tag': ' noindex ', 'x-b': 'a\tb' }).fields()).toEqual([
      { name: 'X-Robots-Tag', value: 'noindex' },
      { name: 'x-b', value: 'a\tb' },
    ])
  })

  it('adds, replaces and drops headers, whatever the case of their names', () => {
    const start = new CustomHeaders({ 'X-A': '1', 'X-B': '2' })
    expect(start.set('X-C', '3').toJSON()).toEqual({ 'X-A': '1', 'X-B': '2', 'X-C': '3' })
    expect(start.set('x-a', '9').toJSON()).toEqual({ 'X-B': '2', 'x-a': '9' })
    expect(start.remove('x-B').toJSON()).toEqual({ 'X-A': '1' })
    expect(start.remove('X-D').toJSON()).toEqual(start.toJSON())
  })

  it('treats __proto__ as a name like any other', () => {
    expect(new CustomHeaders(JSON.parse('{ "__proto__": "x" }')).fields()).toEqual([{ name: '__proto__', value: 'x' }])
  })

  it('reads a long run of spaces without delay', () => {
    expect(new Secure({ custom: { 'X-A': `a${' '.repeat(1_000_000)}b` } }).headers()).toHaveProperty('X-A')
  })

  it('skips what is undefined, and remembers what is to be left out', () => {
    const custom = CustomHeaders.from({ 'X-A': undefined, 'X-B': '2', 'X-C': false, 'X-D': null })
    expect(custom.toJSON()).toEqual({ 'X-B': '2', 'X-C': false, 'X-D': false })
    expect(custom.fields()).toEqual([{ name: 'X-B', value: '2' }])
  })

  it.each([
    'Transfer-Encoding',
    'content-length',
    'CONNECTION',
    'Keep-Alive',
    'Upgrade',
    'HTTP2-Settings',
    'Trailer',
    'TE',
    'Proxy-Connection',
    'Content-Type',
    'Content-Encoding',
    'Content-Range',
    'Date',
    'Set-Cookie',
    'Location',
    'Content-Location',
    'Vary',
  ])('refuses %s, which describes one message', (name) => {
    expect(() => new Secure({ custom: { [name]: '1' } })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_FORBIDDEN_HEADER', path: `custom.${name}`, received: JSON.stringify(name) }),
    )
  })

  it.each<[what: string, custom: unknown, code: string, path: string]>([
    ['a space in a name', { 'X A': '1' }, 'ERR_SECURE_CHARACTERS', 'custom.X A'],
    ['a colon in a name', { 'X-A:': '1' }, 'ERR_SECURE_CHARACTERS', 'custom.X-A:'],
    ['a line break in a name', { 'X-A\r\nX-B': '1' }, 'ERR_SECURE_CHARACTERS', 'custom.X-A\r\nX-B'],
    ['a space in a name that is left out', { 'X-A ': false }, 'ERR_SECURE_CHARACTERS', 'custom.X-A '],
    ['a name that is sent and left out', { 'X-A': '1', 'x-a': false }, 'ERR_SECURE_DUPLICATE', 'custom.x-a'],
    ['an empty name', { '': '1' }, 'ERR_SECURE_CHARACTERS', expect.any(String) as never],
    ['a line break in a value', { 'X-A': '1\r\nX-B: 2' }, 'ERR_SECURE_CHARACTERS', 'custom.X-A'],
    ['NUL in a value', { 'X-A': '\0' }, 'ERR_SECURE_CHARACTERS', 'custom.X-A'],
    ['non-ASCII in a value', { 'X-A': 'ü' }, 'ERR_SECURE_CHARACTERS', 'custom.X-A'],
    ['an empty value', { 'X-A': '' }, 'ERR_SECURE_MISSING', 'custom.X-A'],
    ['a number', { 'X-A': 1 }, 'ERR_SECURE_TYPE', 'custom.X-A'],
    ['true', { 'X-A': true }, 'ERR_SECURE_TYPE', 'custom.X-A'],
    ['a name in two spellings', { 'X-A': '1', 'x-a': '2' }, 'ERR_SECURE_DUPLICATE', 'custom.x-a'],
    [
      'a nonce, which only the option csp puts there',
      { 'Content-Security-Policy': `script-src ${NONCE}` },
      'ERR_SECURE_NONCE',
      'custom.Content-Security-Policy',
    ],
    ['a list', [['X-A', '1']], 'ERR_SECURE_TYPE', 'custom'],
    ['Headers of fetch', new Headers({ 'X-A': '1' }), 'ERR_SECURE_TYPE', 'custom'],
    ['true', true, 'ERR_SECURE_MISSING', 'custom'],
  ])('refuses %s', (_, custom, code, path) => {
    expect(() => new Secure({ custom: custom as never })).toThrow(expect.objectContaining({ code, path }))
  })

  it('refuses a header that has an option of its own while that option is on', () => {
    expect(() => new Secure({ custom: { 'x-frame-options': 'DENY' } })).toThrow(
      expect.objectContaining({
        code: 'ERR_SECURE_DUPLICATE',
        path: 'custom.x-frame-options',
        fix: 'Set xfo: false first, or use xfo alone.',
      }),
    )
    const policy = new Secure({ xfo: false, custom: { 'x-frame-options': 'whatever' } })
    expect(policy.headers()).toMatchObject({ 'x-frame-options': 'whatever' })
  })

  it('may enforce a policy beside a report-only one, which has another name', () => {
    const policy = new Secure({
      csp: { 'default-src': [SELF], reportOnly: true },
      custom: { 'Content-Security-Policy': "img-src 'self'" },
    })
    expect(policy.headers()['Content-Security-Policy']).toBe("img-src 'self'")
  })

  it.each([1, undefined])('names the header in the path of a mistake: set() to %s', (value) => {
    expect(() => new CustomHeaders({ 'X-A': '1' }).set('X-A', value as never)).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'set.X-A' }),
    )
  })

  it('comes back from its own JSON', () => {
    const builder = new CustomHeaders({ 'X-A': '1', 'X-B': '2' })
    expect(CustomHeaders.from(JSON.parse(JSON.stringify(builder))).fields()).toEqual(builder.fields())
  })

  it('never changes, even when the data it was made from does', () => {
    const data: Record<string, string> = { 'X-A': '1' }
    const shared = new CustomHeaders(data)
    data['X-B'] = '2'
    shared.set('X-C', '3')
    shared.remove('X-A')
    expect(() => Object.assign(shared.toJSON(), { 'X-D': '4' })).toThrow(TypeError)
    expect(shared.fields()).toEqual([{ name: 'X-A', value: '1' }])
  })
})

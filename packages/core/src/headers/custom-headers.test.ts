import { describe, expect, it } from 'vitest'
import { Secure } from '../secure.js'
import { CustomHeaders } from './custom-headers.js'

describe('CustomHeaders', () => {
  it('writes each header as it is spelled, in its order', () => {
    expect(new CustomHeaders({ 'X-Robots-Tag': ' noindex ', 'x-b': 'a\tb' }).fields()).toEqual([
      { name: 'X-Robots-Tag', value: 'noindex' },
      { name: 'x-b', value: 'a\tb' },
    ])
  })

  it('adds, replaces whatever the case, and drops', () => {
    const start = new CustomHeaders({ 'X-A': '1', 'X-B': '2' })
    expect(start.set('X-C', '3').toJSON()).toEqual({ 'X-A': '1', 'X-B': '2', 'X-C': '3' })
    expect(start.set('x-a', '9').toJSON()).toEqual({ 'X-B': '2', 'x-a': '9' })
    expect(start.remove('x-B').toJSON()).toEqual({ 'X-A': '1' })
    expect(start.remove('X-D').toJSON()).toEqual(start.toJSON())
  })

  it('skips what is undefined', () => {
    expect(CustomHeaders.from({ 'X-A': undefined, 'X-B': '2', 'X-C': false, 'X-D': null }).toJSON()).toEqual({ 'X-B': '2' })
  })

  it.each([
    'Transfer-Encoding',
    'content-length',
    'CONNECTION',
    'Keep-Alive',
    'Upgrade',
    'Trailer',
    'TE',
    'Proxy-Connection',
    'Content-Type',
    'Content-Encoding',
    'Content-Range',
    'Date',
    'Set-Cookie',
  ])('refuses %s, which describes one message', (name) => {
    expect(() => new Secure({ custom: { [name]: '1' } })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_FORBIDDEN_HEADER', path: `custom.${name}`, received: JSON.stringify(name) }),
    )
  })

  it.each<[what: string, custom: unknown, code: string, path: string]>([
    ['a space in a name', { 'X A': '1' }, 'ERR_SECURE_CHARACTERS', 'custom.X A'],
    ['a colon in a name', { 'X-A:': '1' }, 'ERR_SECURE_CHARACTERS', 'custom.X-A:'],
    ['a line break in a name', { 'X-A\r\nX-B': '1' }, 'ERR_SECURE_CHARACTERS', 'custom.X-A\r\nX-B'],
    ['an empty name', { '': '1' }, 'ERR_SECURE_CHARACTERS', expect.any(String) as never],
    ['a line break in a value', { 'X-A': '1\r\nX-B: 2' }, 'ERR_SECURE_CHARACTERS', 'custom.X-A'],
    ['NUL in a value', { 'X-A': '\0' }, 'ERR_SECURE_CHARACTERS', 'custom.X-A'],
    ['non-ASCII in a value', { 'X-A': 'ü' }, 'ERR_SECURE_CHARACTERS', 'custom.X-A'],
    ['an empty value', { 'X-A': '' }, 'ERR_SECURE_MISSING', 'custom.X-A'],
    ['a number', { 'X-A': 1 }, 'ERR_SECURE_TYPE', 'custom.X-A'],
    ['true', { 'X-A': true }, 'ERR_SECURE_TYPE', 'custom.X-A'],
    ['a name in two spellings', { 'X-A': '1', 'x-a': '2' }, 'ERR_SECURE_DUPLICATE', 'custom.x-a'],
    ['a list', [['X-A', '1']], 'ERR_SECURE_TYPE', 'custom'],
    ['Headers of fetch', new Headers({ 'X-A': '1' }), 'ERR_SECURE_TYPE', 'custom'],
    ['true', true, 'ERR_SECURE_MISSING', 'custom'],
  ])('refuses %s', (_, custom, code, path) => {
    expect(() => new Secure({ custom: custom as never })).toThrow(expect.objectContaining({ code, path }))
  })

  it('leaves a header alone that has an option, while that option is on', () => {
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

  it('comes back from its own JSON', () => {
    const builder = new CustomHeaders({ 'X-A': '1', 'X-B': '2' })
    expect(CustomHeaders.from(JSON.parse(JSON.stringify(builder))).fields()).toEqual(builder.fields())
  })

  it('never changes, nor does the data it was made of matter later', () => {
    const data: Record<string, string> = { 'X-A': '1' }
    const shared = new CustomHeaders(data)
    data['X-B'] = '2'
    shared.set('X-C', '3')
    shared.remove('X-A')
    expect(() => Object.assign(shared.toJSON(), { 'X-D': '4' })).toThrow(TypeError)
    expect(shared.fields()).toEqual([{ name: 'X-A', value: '1' }])
  })
})

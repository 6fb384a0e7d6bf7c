import { describe, expect, it } from 'vitest'
import { Secure } from '../secure.js'
import { Server } from './server.js'

describe('Server', () => {
  it('writes NULL when untouched', () => {
    expect(new Server().fields()).toEqual([{ name: 'Server', value: 'NULL' }])
  })

  it.each<[typed: string, value: string]>([
    ['nginx', 'nginx'],
    ['Apache/2.4.1 (Unix)', 'Apache/2.4.1 (Unix)'],
    ['  spaces around\t', 'spaces around'],
    ['a\tb', 'a\tb'],
  ])('takes %j', (typed, value) => {
    expect(new Server(typed).toString()).toBe(value)
    expect(Server.from(typed).toString()).toBe(value)
    expect(new Server().set(typed).toString()).toBe(value)
  })

  it.each<[what: string, typed: unknown, code: string]>([
    ['a line break', 'nginx\r\nX-Evil: 1', 'ERR_SECURE_CHARACTERS'],
    ['a lone CR', 'a\rb', 'ERR_SECURE_CHARACTERS'],
    ['a trailing LF', 'nginx\n', 'ERR_SECURE_CHARACTERS'],
    ['NUL', 'a\0b', 'ERR_SECURE_CHARACTERS'],
    ['DEL', 'a\x7fb', 'ERR_SECURE_CHARACTERS'],
    ['Latin-1', 'Sérver', 'ERR_SECURE_CHARACTERS'],
    ['a non-breaking space at the end', 'nginx\u00a0', 'ERR_SECURE_CHARACTERS'],
    ['emoji', '🙂', 'ERR_SECURE_CHARACTERS'],
    ['nothing', '', 'ERR_SECURE_MISSING'],
    ['blanks', ' \t ', 'ERR_SECURE_MISSING'],
    ['undefined', undefined, 'ERR_SECURE_TYPE'],
    ['a number', 5, 'ERR_SECURE_TYPE'],
    ['an object', { toString: () => 'nginx' }, 'ERR_SECURE_TYPE'],
  ])('refuses %s', (_, typed, code) => {
    expect(() => new Server().set(typed as string)).toThrow(expect.objectContaining({ code, path: 'set' }))
    expect(() => new Secure({ server: [typed] as never })).toThrow(expect.objectContaining({ path: 'server' }))
  })

  it('says what set() was given', () => {
    expect(() => new Server().set(undefined as never)).toThrow(expect.objectContaining({ received: 'undefined' }))
  })

  it('never changes', () => {
    const shared = new Server()
    shared.set('nginx')
    expect(shared.toJSON()).toBe('NULL')
  })
})

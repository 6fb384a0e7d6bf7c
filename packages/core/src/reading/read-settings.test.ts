import { describe, expect, it } from 'vitest'
import { type Decisions, NOTHING } from '../decisions.js'
import { CustomHeaders, Secure, type SecureOptions } from '../index.js'
import { merge } from '../merge.js'
import { readOptions } from './read-options.js'

const send = (options: unknown) => new Secure(options as SecureOptions).headers()

describe('remove', () => {
  const removals = (remove?: unknown) => readOptions(remove === undefined ? {} : { remove }).removals

  it('is X-Powered-By by default', () => expect(removals()).toEqual(['x-powered-by']))
  it('is nothing for false, null and an empty list', () => {
    for (const remove of [false, null, []]) expect(removals(remove)).toEqual([])
  })
  it('has each name once, in lower case', () => expect(removals(['Server', 'server', 'Via'])).toEqual(['server', 'via']))
  it('takes away what an outer layer sends by that name, and never what an inner one does', () => {
    const [custom, remove] = [{ custom: { 'x-a': '1' } }, { remove: ['X-A', 'X-B'] }].map((one) => readOptions(one)) as [
      Decisions,
      Decisions,
    ]
    expect(merge(custom, remove)).toMatchObject({ fields: [], removals: ['x-a', 'x-b'] })
    expect(merge(remove, custom)).toMatchObject({ fields: [{ name: 'x-a' }], removals: ['x-b'] })
  })
  it('is nothing at all where Secure is switched off', () => expect(NOTHING.removals).toEqual([]))

  it.each<[what: string, remove: unknown, code: string, path: string]>([
    ['a string', 'Server', 'ERR_SECURE_TYPE', 'remove'],
    ['true', true, 'ERR_SECURE_TYPE', 'remove'],
    ['a number in the list', ['Via', 1], 'ERR_SECURE_TYPE', 'remove[1]'],
    ['a hole in the list', Object.assign(new Array(2), { 1: 'X-A' }), 'ERR_SECURE_TYPE', 'remove[0]'],
    ['an invalid name', ['X Powered By'], 'ERR_SECURE_CHARACTERS', 'remove[0]'],
    ['a line break', ['Via', 'X\r\n'], 'ERR_SECURE_CHARACTERS', 'remove[1]'],
    ['a header of message framing', ['Content-Length'], 'ERR_SECURE_FORBIDDEN_HEADER', 'remove[0]'],
    ['cookies', ['set-cookie'], 'ERR_SECURE_FORBIDDEN_HEADER', 'remove[0]'],
    ['what the default of cache brings along', ['Pragma'], 'ERR_SECURE_DUPLICATE', 'remove[0]'],
    ['a header that an option sends', ['Via', 'x-frame-options'], 'ERR_SECURE_DUPLICATE', 'remove[1]'],
  ])('refuses %s', (_, remove, code, path) => {
    expect(() => send({ remove })).toThrow(expect.objectContaining({ code, path }))
  })

  it.each<[what: string, options: object]>([
    ['a policy', { custom: { server: 'me' } }],
    ['a policy that wins over handlers', { custom: new CustomHeaders({ server: 'me' }), mode: 'enforce' }],
  ])('refuses a header that custom beside it sends: %s', (_, options) => {
    const refusal = {
      code: 'ERR_SECURE_DUPLICATE',
      path: 'remove[1]',
      expected: 'a header that the option custom.server does not send',
      fix: 'Set custom.server: false first, or use custom.server alone.',
    }
    expect(() => send({ ...options, remove: ['Via', 'Server'] })).toThrow(expect.objectContaining(refusal))
    expect(() => new Secure().with({ ...options, remove: ['Via', 'Server'] })).toThrow(expect.objectContaining(refusal))
  })

  it('refuses a header that a function of the inherited custom beside it adds, and leaves alone one that it takes away', () => {
    const outer = new Secure({ custom: { 'X-A': '1', 'X-B': '1' } })
    expect(() => outer.with({ custom: (custom) => custom.set('X-C', '1'), remove: ['x-c'] })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_DUPLICATE', path: 'remove[0]' }),
    )
    const inner = outer.with({ custom: (custom) => custom.remove('X-A'), remove: ['X-A'] })
    expect(inner.headers()).toMatchObject({ 'X-B': '1' })
    expect(inner.headers()).not.toHaveProperty('X-A')
  })

  it('leaves alone what custom switches off, what is stripped by default, and what another layer says', () => {
    expect(readOptions({ custom: { Server: false }, remove: ['Server'] }).removals).toEqual(['server'])
    expect(readOptions({ custom: { 'X-Powered-By': 'me' } }).removals).toEqual([])
    for (const mode of ['defer', 'enforce']) {
      const [sends, strips] = [{ mode, custom: { Server: 'me' } } as SecureOptions, { mode, remove: ['Server'] } as SecureOptions]
      expect(new Secure(sends).with(strips).headers()).not.toHaveProperty('Server')
      const sent = new Secure(strips).with(sends)
      expect(sent.headers()).toMatchObject({ Server: 'me' })
      expect(new Secure(JSON.parse(JSON.stringify(sent))).headers()).toEqual(sent.headers())
    }
  })

  it('takes away a header whose option is off', () => {
    expect(readOptions({ remove: ['Server', 'X-Frame-Options'], xfo: false }).removals).toEqual(['server', 'x-frame-options'])
    expect(() => send({ remove: ['Server'], server: 'x' })).toThrow(expect.objectContaining({ code: 'ERR_SECURE_DUPLICATE' }))
  })
})

describe('mode', () => {
  it('is left open by default', () => expect(readOptions({}).settings.mode).toBeUndefined())
  it.each(['defer', 'enforce'])('is %s', (mode) => expect(readOptions({ mode }).settings.mode).toBe(mode))

  it.each<[mode: unknown, code: string, fix?: string]>([
    ['enforced', 'ERR_SECURE_UNKNOWN_VALUE', 'Did you mean enforce?'],
    ['Defer', 'ERR_SECURE_UNKNOWN_VALUE', 'Did you mean defer?'],
    ['', 'ERR_SECURE_UNKNOWN_VALUE'],
    [true, 'ERR_SECURE_TYPE'],
    [null, 'ERR_SECURE_TYPE'],
  ])('is not %j', (mode, code, fix) => {
    const refusal = { code, path: 'mode', ...(fix !== undefined && { fix }) }
    expect(() => send({ mode })).toThrow(expect.objectContaining(refusal))
  })
})

import { describe, expect, it } from 'vitest'
import { Secure } from '../secure.js'
import { CacheControl, type CacheControlData } from './cache-control.js'

const DEFAULT = 'no-cache, no-store, must-revalidate, max-age=0'
const cache = () => new CacheControl()

describe('CacheControl', () => {
  it('brings Pragma and Expires along when untouched, as long as Cache-Control is ours', () => {
    expect(cache().fields()).toEqual([
      { name: 'Cache-Control', value: DEFAULT },
      { name: 'Pragma', value: 'no-cache', follows: 'Cache-Control' },
      { name: 'Expires', value: '0', follows: 'Cache-Control' },
    ])
  })

  it.each<[calls: string, make: () => CacheControl, value: string]>([
    ['maxAge', () => cache().maxAge(3600), 'max-age=3600'],
    ['maxAge 0', () => cache().maxAge(0), 'max-age=0'],
    ['sMaxAge', () => cache().sMaxAge(600), 's-maxage=600'],
    ['noStore', () => cache().noStore(), 'no-store'],
    ['noCache', () => cache().noCache(), 'no-cache'],
    ['noCache of fields', () => cache().noCache('Set-Cookie', 'X-Id'), 'no-cache="Set-Cookie, X-Id"'],
    ['private', () => cache().private(), 'private'],
    ['private of a field', () => cache().private('Set-Cookie'), 'private="Set-Cookie"'],
    ['public', () => cache().public(), 'public'],
    ['mustRevalidate', () => cache().mustRevalidate(), 'must-revalidate'],
    ['proxyRevalidate', () => cache().proxyRevalidate(), 'proxy-revalidate'],
    ['mustUnderstand', () => cache().mustUnderstand(), 'must-understand'],
    ['noTransform', () => cache().noTransform(), 'no-transform'],
    ['immutable', () => cache().immutable(), 'immutable'],
    ['staleWhileRevalidate', () => cache().staleWhileRevalidate(60), 'stale-while-revalidate=60'],
    ['staleIfError', () => cache().staleIfError(86400), 'stale-if-error=86400'],
    ['a chain in its order', () => cache().public().maxAge(60).immutable(), 'public, max-age=60, immutable'],
    ['a directive once', () => cache().noStore().noStore(), 'no-store'],
    ['private of a field after private', () => cache().private().private('A'), 'private'],
    ['noCache after noCache of a field', () => cache().noCache('A').noCache(), 'no-cache'],
    ['fields of several calls', () => cache().noCache('A').noCache('B'), 'no-cache="A, B"'],
    ['a field once, whatever its case', () => cache().noCache('A').noCache('a', 'b'), 'no-cache="A, b"'],
    ['the last of two ages', () => cache().maxAge(1).maxAge(2), 'max-age=2'],
    ['set, then on', () => cache().set('private').maxAge(60), 'private, max-age=60'],
    ['remove of a default', () => cache().remove('noStore'), 'no-cache, must-revalidate, max-age=0'],
    ['remove', () => cache().public().maxAge(1).remove('public'), 'max-age=1'],
    [
      'an unknown directive',
      () => cache().customDirective('post-check', 0).customDirective('pre-check', 1.5),
      'post-check=0, pre-check=1.5',
    ],
    ['an unknown one without a value', () => cache().customDirective('future'), 'future'],
    ['an unknown one of a value that is left open', () => cache().customDirective('future', undefined), 'future'],
    ['an unknown one of a token', () => cache().customDirective('community', 'UCI'), 'community=UCI'],
    ['an unknown one of text', () => cache().customDirective('community', 'UCI, Irvine'), 'community="UCI, Irvine"'],
    ['an unknown one before a known one', () => cache().customDirective('x-a', 1).public(), 'x-a=1, public'],
    ['the last of two values of an unknown one', () => cache().customDirective('x-a').customDirective('x-a', 2), 'x-a=2'],
    ['an unknown one after set', () => cache().set('private').customDirective('x-a'), 'private, x-a'],
    ['a known one by its name', () => cache().customDirective('max-age', 1).maxAge(2), 'max-age=2'],
    ['a known flag by its name', () => cache().customDirective('no-store').noStore(), 'no-store'],
    ['a known one of fields by its name', () => cache().customDirective('private', 'A').private('B'), 'private="A, B"'],
    ['remove of an unknown one', () => cache().public().customDirective('x-a').remove('x-a'), 'public'],
    ['what is inherited, extended', () => cache().inherited().noTransform(), `${DEFAULT}, no-transform`],
  ])('writes %s, and Cache-Control alone', (_, make, value) => {
    expect(make().fields()).toEqual([{ name: 'Cache-Control', value }])
  })

  it.each<[data: CacheControlData, value: string]>([
    [{ public: true, maxAge: 3600 }, 'public, max-age=3600'],
    [{ noCache: ['Set-Cookie'], private: true }, 'no-cache="Set-Cookie", private'],
    [{ noStore: true, public: false, maxAge: null }, 'no-store'],
    [
      { noStore: true, customDirectives: { 'post-check': 0, a: true, b: 'c', d: 'e f' } },
      'no-store, post-check=0, a, b=c, d="e f"',
    ],
    [{ customDirectives: { a: false, b: null, c: undefined as never, d: true } }, 'd'],
    [{ customDirectives: { 'max-age': 5 } }, 'max-age=5'],
  ])('writes plain data %j', (data, value) => {
    expect(CacheControl.from(data).fields()).toEqual([{ name: 'Cache-Control', value }])
  })

  it.each<[raw: string, value: string]>([
    ['no-store', 'no-store'],
    ['No-Store,MAX-AGE=0', 'no-store, max-age=0'],
    ['max-age="60"', 'max-age=60'],
    ['private="Set-Cookie, X-Id", max-age=5', 'private="Set-Cookie, X-Id", max-age=5'],
    ['no-cache=Set-Cookie', 'no-cache="Set-Cookie"'],
    [' public , s-maxage = 10 ', 'public, s-maxage=10'],
    [DEFAULT, DEFAULT],
  ])('reads %j', (raw, value) => {
    expect(cache().set(raw).fields()).toEqual([{ name: 'Cache-Control', value }])
    expect(CacheControl.from(raw).fields()).toEqual([{ name: 'Cache-Control', value }])
  })

  it.each<[what: string, data: unknown, code: string, path: string, fix?: unknown]>([
    ['a misspelt directive', { maxage: 1 }, 'ERR_SECURE_UNKNOWN_DIRECTIVE', 'cache.maxage', 'Did you mean maxAge?'],
    ['a directive of the wire', { 'no-store': true }, 'ERR_SECURE_UNKNOWN_DIRECTIVE', 'cache.no-store', 'Did you mean noStore?'],
    ['a name of Object.prototype', { constructor: true }, 'ERR_SECURE_UNKNOWN_DIRECTIVE', 'cache.constructor'],
    ['a negative age', { maxAge: -1 }, 'ERR_SECURE_SECONDS', 'cache.maxAge'],
    ['a fraction of a second', { sMaxAge: 1.5 }, 'ERR_SECURE_SECONDS', 'cache.sMaxAge'],
    ['an age in quotes', { maxAge: '60' }, 'ERR_SECURE_SECONDS', 'cache.maxAge', 'Write 60 without quotes.'],
    ['true for an age', { staleIfError: true }, 'ERR_SECURE_SECONDS', 'cache.staleIfError'],
    ['a number for a flag', { noStore: 1 }, 'ERR_SECURE_TYPE', 'cache.noStore'],
    ['an empty list of fields', { noCache: [] }, 'ERR_SECURE_TYPE', 'cache.noCache'],
    ['a string of fields', { private: 'Set-Cookie' }, 'ERR_SECURE_TYPE', 'cache.private'],
    ['a field that is no token', { private: ['A', 'B"'] }, 'ERR_SECURE_CHARACTERS', 'cache.private[1]'],
    ['a field with a line break', { noCache: ['A\r\nB'] }, 'ERR_SECURE_CHARACTERS', 'cache.noCache[0]'],
    ['nothing', {}, 'ERR_SECURE_MISSING', 'cache', 'Use false to leave the header out.'],
    ['nothing but false', { noStore: false }, 'ERR_SECURE_MISSING', 'cache'],
    ['a list', ['no-store'], 'ERR_SECURE_TYPE', 'cache'],
    ['a misspelt text', 'no-stor', 'ERR_SECURE_UNKNOWN_DIRECTIVE', 'cache', 'Did you mean no-store?'],
    [
      'an unknown text',
      'max-age=1, whatever',
      'ERR_SECURE_UNKNOWN_DIRECTIVE',
      'cache',
      expect.stringContaining('customDirectives'),
    ],
    ['an unknown name', { 'x-a': 1 }, 'ERR_SECURE_UNKNOWN_DIRECTIVE', 'cache.x-a', expect.stringContaining('customDirective()')],
    [
      'a misspelt door',
      { customDirective: {} },
      'ERR_SECURE_UNKNOWN_DIRECTIVE',
      'cache.customDirective',
      'Did you mean customDirectives?',
    ],
    ['a list of unknown ones', { customDirectives: ['a'] }, 'ERR_SECURE_TYPE', 'cache.customDirectives'],
    ['nothing but an unknown one that is false', { customDirectives: { a: false } }, 'ERR_SECURE_MISSING', 'cache'],
    [
      'an upper-case unknown one',
      { customDirectives: { 'Pre-Check': 0 } },
      'ERR_SECURE_CHARACTERS',
      'cache.customDirectives.Pre-Check',
    ],
    ['an unknown one that is no number', { customDirectives: { a: Number.NaN } }, 'ERR_SECURE_TYPE', 'cache.customDirectives.a'],
    ['an unknown one with quotes', { customDirectives: { a: '"b"' } }, 'ERR_SECURE_CHARACTERS', 'cache.customDirectives.a'],
    [
      'an unknown one with a line break',
      { customDirectives: { a: 'b\r\nX-Evil: 1' } },
      'ERR_SECURE_CHARACTERS',
      'cache.customDirectives.a',
    ],
    [
      'one by its method and by its name',
      { maxAge: 1, customDirectives: { 'max-age': 2 } },
      'ERR_SECURE_DUPLICATE',
      'cache.customDirectives.max-age',
    ],
    ['a directive twice', 'no-store, NO-STORE', 'ERR_SECURE_DUPLICATE', 'cache'],
    ['an age that is no number', 'max-age=soon', 'ERR_SECURE_SECONDS', 'cache.max-age'],
    [
      'an argument of a flag',
      'no-store=1',
      'ERR_SECURE_TYPE',
      'cache.no-store',
      'Write it alone to turn it on; leave it out to turn it off.',
    ],
    [
      'an argument of a flag, in quotes',
      'public="x"',
      'ERR_SECURE_TYPE',
      'cache.public',
      'Write it alone to turn it on; leave it out to turn it off.',
    ],
    ['an age without its seconds', 'public, max-age', 'ERR_SECURE_MISSING', 'cache.max-age'],
    ['a stray quote', 'no-store"', 'ERR_SECURE_SYNTAX', 'cache'],
    ['an empty text', '', 'ERR_SECURE_MISSING', 'cache'],
    ['a comma', ',', 'ERR_SECURE_MISSING', 'cache'],
    ['a line break', 'no-store\r\nX-Evil: 1', 'ERR_SECURE_CHARACTERS', 'cache'],
  ])('refuses %s', (_, data, code, path, fix) => {
    const refusal = { code, path, ...(fix !== undefined && { fix }) }
    expect(() => new Secure({ cache: data as never })).toThrow(expect.objectContaining(refusal))
  })

  it.each<[call: string, attempt: () => unknown, code: string, path: string]>([
    ['maxAge()', () => cache().maxAge(-1), 'ERR_SECURE_SECONDS', 'maxAge'],
    [
      'maxAge() of undefined',
      () =>
        cache()
          .noStore()
          .maxAge(undefined as never),
      'ERR_SECURE_MISSING',
      'maxAge',
    ],
    ['noCache()', () => cache().noCache('a b'), 'ERR_SECURE_CHARACTERS', 'noCache[0]'],
    ['set()', () => cache().set('nothing'), 'ERR_SECURE_UNKNOWN_DIRECTIVE', 'set'],
    ['customDirective()', () => cache().customDirective('a b'), 'ERR_SECURE_CHARACTERS', 'customDirective'],
    ['customDirective() of a flag', () => cache().customDirective('no-store', 1), 'ERR_SECURE_TYPE', 'customDirective'],
  ])('names the method in the path of a mistake: %s', (_, attempt, code, path) => {
    expect(attempt).toThrow(expect.objectContaining({ code, path }))
  })

  it('refuses to drop what it does not know', () => {
    expect(() => cache().remove('nostore')).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNKNOWN_DIRECTIVE', path: 'remove', fix: 'Did you mean noStore?' }),
    )
  })

  it.each(['maxAge', 'max-age'])('drops by the name of the method or on the wire: %s', (name) => {
    expect(cache().noStore().maxAge(5).remove(name).toString()).toBe('no-store')
    expect(cache().noStore().remove(name).toString()).toBe('no-store')
  })

  it('does not drop the last directive', () => {
    expect(() => cache().noStore().remove('noStore')).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_MISSING', path: 'remove', received: '[]' }),
    )
  })

  it('is true as plain data when untouched, because no other data brings Pragma along', () => {
    expect(cache().toJSON()).toBe(true)
    expect(new Secure(JSON.parse(JSON.stringify(new Secure()))).headers()).toMatchObject({ Pragma: 'no-cache', Expires: '0' })
  })

  it('comes back from its own JSON', () => {
    const custom = cache().public().customDirective('a', 0).customDirective('b').customDirective('c', 'd e')
    for (const builder of [cache().maxAge(1), cache().noCache('A', 'B').private(), cache().set('public, max-age=2'), custom]) {
      expect(CacheControl.from(JSON.parse(JSON.stringify(builder))).fields()).toEqual(builder.fields())
    }
  })

  it('never changes, even when the data it was made from does', () => {
    const fields = ['Set-Cookie']
    const data = { noCache: fields, maxAge: 60 }
    const shared = new CacheControl(data)
    data.maxAge = 1
    fields.push('X-Id')
    shared.noStore()
    shared.remove('maxAge')
    const json = shared.toJSON() as { noCache: string[] }
    expect(() => json.noCache.push('X-Id')).toThrow(TypeError)
    expect(() => Object.assign(json, { maxAge: 2 })).toThrow(TypeError)
    expect(shared.toString()).toBe('no-cache="Set-Cookie", max-age=60')
  })
})

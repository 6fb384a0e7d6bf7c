import { describe, expect, it } from 'vitest'
import { SecureHeadersError } from './errors.js'
import { type Member, parseDictionary, serializeString } from './structured-field.js'

const item = (kind: 'string' | 'token' | 'boolean' | 'number', value: string, parameters = '') => ({ kind, value, parameters })
const list = (items: Member[], parameters = '') => ({ kind: 'list', items, parameters })

describe('parseDictionary', () => {
  it.each<[what: string, raw: string, members: Record<string, unknown>]>([
    ['a token', 'a=self', { a: item('token', 'self') }],
    ['a token with every character of one', "a=*!#$%&'*+.^_`|~:/-9Z", { a: item('token', "*!#$%&'*+.^_`|~:/-9Z") }],
    ['a string', 'a="https://x.example"', { a: item('string', 'https://x.example') }],
    ['an empty string', 'a=""', { a: item('string', '') }],
    ['escapes in a string', 'a="q\\"b\\\\"', { a: item('string', 'q"b\\') }],
    ['a boolean', 'a=?0, b=?1', { a: item('boolean', '?0'), b: item('boolean', '?1') }],
    ['a number', 'a=1, b=-2, c=1.125', { a: item('number', '1'), b: item('number', '-2'), c: item('number', '1.125') }],
    ['a key alone as true', 'a, b', { a: item('boolean', '?1'), b: item('boolean', '?1') }],
    ['parameters of a key alone', 'a;x=1', { a: item('boolean', '?1', ';x=1') }],
    ['an empty list', 'a=()', { a: list([]) }],
    ['a list', 'a=(self "https://x.example")', { a: list([item('token', 'self'), item('string', 'https://x.example')]) }],
    ['spaces inside a list', 'a=(  b   c  )', { a: list([item('token', 'b'), item('token', 'c')]) }],
    ['parameters of a list', 'a=();report-to=x', { a: list([], ';report-to=x') }],
    ['parameters of a member', 'a=(b;x c)', { a: list([item('token', 'b', ';x'), item('token', 'c')]) }],
    ['parameters of every kind', 'a=b;c;d="e";f=?0;g=-1.5; h=i', { a: item('token', 'b', ';c;d="e";f=?0;g=-1.5; h=i') }],
    ['white space round a comma', 'a=1 \t,\t b=2', { a: item('number', '1'), b: item('number', '2') }],
    ['keys with every character of one', 'a_9-.*=1, *b=2', { 'a_9-.*': item('number', '1'), '*b': item('number', '2') }],
  ])('reads %s', (_, raw, members) => {
    expect(Object.fromEntries(parseDictionary(raw))).toEqual(members)
  })

  it('keeps the order', () => {
    expect([...parseDictionary('z=1, a=2, m=3').keys()]).toEqual(['z', 'a', 'm'])
  })

  it.each<[what: string, raw: string, at: number]>([
    ['nothing', '', 1],
    ['an upper-case key', 'A=1', 1],
    ['a key that begins with a digit', '1a=1', 1],
    ['a missing value', 'a=', 3],
    ['a trailing comma', 'a=1,', 5],
    ['a trailing semicolon', 'a=1;', 5],
    ['a doubled comma', 'a=1,,b=2', 5],
    ['a semicolon between members', 'a=() b=()', 5],
    ['a list without its end', 'a=(self', 8],
    ['members of a list that touch', 'a=(b"c")', 5],
    ['commas inside a list', 'a=(b, c)', 5],
    ['a tab inside a list', 'a=(b\tc)', 5],
    ['a string without its end', 'a="b', 3],
    ['a wrong escape', 'a="\\b"', 3],
    ['a line break in a string', 'a="b\nc"', 3],
    ['non-ASCII in a string', 'a="ü"', 3],
    ['single quotes', "a='self'", 3],
    ['a lone question mark', 'a=?', 3],
    ['a boolean of another language', 'a=?2', 3],
    ['an upper-case parameter', 'a=1;B=2', 5],
    ['a parameter without its value', 'a=1;b=', 7],
    ['a number with too many digits', 'a=1234567890123456', 18],
    ['a number with too long a fraction', 'a=1.2345', 8],
  ])('refuses %s and says where', (_, raw, at) => {
    expect(() => parseDictionary(raw)).toThrow(
      expect.objectContaining({
        code: 'ERR_SECURE_SYNTAX',
        expected: expect.stringMatching(new RegExp(`at character ${at}$`)),
        received: JSON.stringify(raw),
      }),
    )
  })

  it('refuses a key that comes twice', () => {
    expect(() => parseDictionary('a=1, b=2, a=3')).toThrow(expect.objectContaining({ code: 'ERR_SECURE_DUPLICATE' }))
  })

  it('says what browsers do with a slip', () => {
    expect(() => parseDictionary('a=[]')).toThrow(SecureHeadersError)
    expect(() => parseDictionary('a=[]')).toThrow(/Browsers drop the whole header/)
  })
})

describe('serializeString', () => {
  it.each([
    ['plain', '"plain"'],
    ['', '""'],
    ['a"b', '"a\\"b"'],
    ['a\\b', '"a\\\\b"'],
  ])('writes %j as %s', (text, wire) => {
    expect(serializeString(text)).toBe(wire)
  })

  it('writes text that is read back as it was', () => {
    const text = 'a "quoted" \\ back-slash'
    expect(parseDictionary(`k=${serializeString(text)}`).get('k')).toEqual(item('string', text))
  })
})

import { describe, expect, it } from 'vitest'
import * as core from '../index.js'
import { checkSource, NONCE, NONCE_SLOT, NONE, SELF } from './source-expression.js'

const DIGESTS = {
  sha256: `${'A'.repeat(43)}=`,
  sha384: 'A'.repeat(64),
  sha512: `${'A'.repeat(86)}==`,
} as const

describe('checkSource', () => {
  it.each([
    SELF,
    NONE,
    NONCE,
    core.UNSAFE_INLINE,
    core.UNSAFE_EVAL,
    core.STRICT_DYNAMIC,
    core.UNSAFE_HASHES,
    core.REPORT_SAMPLE,
    core.WASM_UNSAFE_EVAL,
    core.TRUSTED_TYPES_EVAL,
    core.INLINE_SPECULATION_RULES,
    core.REPORT_SHA256,
    core.REPORT_SHA384,
    core.REPORT_SHA512,
    "'unsafe-webtransport-hashes'",
    'https:',
    'DATA:',
    'custom+scheme.x-1:',
    '*',
    'example.com',
    'EXAMPLE.com',
    'localhost',
    'localhost:3000',
    'localhost:65535',
    'https://data:*',
    'https://a.example/b:99999',
    '*.example.com',
    '*:*',
    'example.com:*',
    'https://example.com',
    'wss://example.com:8443',
    'https://*.example.com/path/',
    "https://example.com/a%3Bb%2Cc/!$&'()*+=:@~_.-",
    'https://example.com/a//b',
    'xn--bcher-kva.example',
    '192.0.2.1:80',
    "'nonce-abc123+/-_=='",
    `'sha256-${DIGESTS.sha256}'`,
    `'sha384-${DIGESTS.sha384}'`,
    `'sha512-${DIGESTS.sha512}'`,
    `'SHA256-${DIGESTS.sha256}'`,
    `'url-sha256-${DIGESTS.sha256}'`,
    `'eval-sha256-${DIGESTS.sha256}'`,
  ])('takes %s as it is', (source) => {
    expect(checkSource(source)).toBe(source)
  })

  it.each([
    ["'Self'", SELF],
    ["'UNSAFE-INLINE'", core.UNSAFE_INLINE],
  ])('writes the keyword %s in lower case', (typed, keyword) => {
    expect(checkSource(typed)).toBe(keyword)
  })

  it.each<[source: string, code: string, fix: unknown]>([
    ['self', 'ERR_SECURE_UNQUOTED_KEYWORD', "Did you mean 'self', with quotes?"],
    ['None', 'ERR_SECURE_UNQUOTED_KEYWORD', "Did you mean 'none', with quotes?"],
    ['"self"', 'ERR_SECURE_UNQUOTED_KEYWORD', "Did you mean 'self', with quotes?"],
    ['`self`', 'ERR_SECURE_UNQUOTED_KEYWORD', "Did you mean 'self', with quotes?"],
    ['‘self’', 'ERR_SECURE_UNQUOTED_KEYWORD', "Did you mean 'self', with quotes?"],
    ["'self", 'ERR_SECURE_UNQUOTED_KEYWORD', "Did you mean 'self', with quotes?"],
    ['unsafe-inline', 'ERR_SECURE_UNQUOTED_KEYWORD', "Did you mean 'unsafe-inline', with quotes?"],
    ['strict-dynamic', 'ERR_SECURE_UNQUOTED_KEYWORD', "Did you mean 'strict-dynamic', with quotes?"],
    ["'unsafe-inlin'", 'ERR_SECURE_SOURCE', "Did you mean 'unsafe-inline'?"],
    ["'strictdynamic'", 'ERR_SECURE_SOURCE', "Did you mean 'strict-dynamic'?"],
    ["'https:'", 'ERR_SECURE_SOURCE', 'Did you mean https:, without quotes?'],
    ["'*'", 'ERR_SECURE_SOURCE', 'Did you mean *, without quotes?'],
    ["'cdn.example'", 'ERR_SECURE_SOURCE', 'Did you mean cdn.example, without quotes?'],
    ["'my-cdn.example'", 'ERR_SECURE_SOURCE', 'Did you mean my-cdn.example, without quotes?'],
    ["'NONCE-a.b'", 'ERR_SECURE_NONCE', expect.any(String)],
    ["'strict-dynamic.'", 'ERR_SECURE_SOURCE', "Did you mean 'strict-dynamic'?"],
    ['https://a_b.example/img*.png', 'ERR_SECURE_SOURCE', undefined],
    ["'nonce-a.b'", 'ERR_SECURE_NONCE', expect.any(String)],
    ["'safe-inline'", 'ERR_SECURE_SOURCE', undefined],
    ["'unsafe-all'", 'ERR_SECURE_SOURCE', undefined],
    ["'same-origin'", 'ERR_SECURE_SOURCE', "Did you mean 'self'?"],
    ['data:image/png', 'ERR_SECURE_SOURCE', 'Did you mean data:, which takes no port and no path?'],
    ['nonce-a+b=', 'ERR_SECURE_NONCE', expect.stringContaining('Use NONCE')],
    ['NONCE', 'ERR_SECURE_NONCE', "Use NONCE (in JSON 'nonce-{nonce}') or 'nonce-<base64>' with quotes."],
    ["'nonce-'", 'ERR_SECURE_NONCE', expect.stringContaining('base64')],
    ["'nonce-<%= nonce %>'", 'ERR_SECURE_NONCE', expect.stringContaining('Use NONCE')],
    ["'nonce-a$b'", 'ERR_SECURE_NONCE', expect.any(String)],
    ["'nonce-{other}'", 'ERR_SECURE_NONCE', expect.any(String)],
    [`sha256-${DIGESTS.sha256}`, 'ERR_SECURE_HASH', expect.stringContaining('with quotes')],
    ["'sha256-abc'", 'ERR_SECURE_HASH', expect.stringContaining('44, 64 or 88')],
    [`'sha512-${DIGESTS.sha256}'`, 'ERR_SECURE_HASH', expect.any(String)],
    [`'sha256-${'A'.repeat(43)}'`, 'ERR_SECURE_HASH', expect.any(String)],
    [`'sha256-${'A'.repeat(43)}=='`, 'ERR_SECURE_HASH', expect.any(String)],
    [`'sha384-${DIGESTS.sha384}='`, 'ERR_SECURE_HASH', expect.any(String)],
    [`'sha512-${'A'.repeat(86)}='`, 'ERR_SECURE_HASH', expect.any(String)],
    [`'md5-${DIGESTS.sha256}'`, 'ERR_SECURE_HASH', expect.stringContaining('SHA-256, -384, -512')],
    ["'sha256'", 'ERR_SECURE_HASH', expect.any(String)],
    ['https', 'ERR_SECURE_SOURCE', 'Did you mean https:, with a colon?'],
    ['data', 'ERR_SECURE_SOURCE', 'Did you mean data:, with a colon?'],
    ['//cdn.example', 'ERR_SECURE_SOURCE', 'Write https: before it.'],
    ['https://a.example/?q=1', 'ERR_SECURE_SOURCE', 'Leave query and fragment out.'],
    ['https://a.example/#f', 'ERR_SECURE_SOURCE', 'Leave query and fragment out.'],
    ['data:*', 'ERR_SECURE_SOURCE', 'Did you mean data:, which takes no port and no path?'],
    ['HTTP:8080', 'ERR_SECURE_SOURCE', 'Did you mean http:, which takes no port and no path?'],
    ['https/', 'ERR_SECURE_SOURCE', 'Did you mean https:, which takes no port and no path?'],
    ['self/', 'ERR_SECURE_UNQUOTED_KEYWORD', "Did you mean 'self', with quotes?"],
    ['a.example:65536', 'ERR_SECURE_SOURCE', 'A port is at most 65535.'],
    ['https://*:99999/a', 'ERR_SECURE_SOURCE', 'A port is at most 65535.'],
    ['//', 'ERR_SECURE_SOURCE', "Write the origin too, or 'self'."],
    ['///a.example', 'ERR_SECURE_SOURCE', "Write the origin too, or 'self'."],
    ['https//a.example', 'ERR_SECURE_SOURCE', 'Did you mean https://a.example?'],
    ['https://a.example//b', 'ERR_SECURE_SOURCE', undefined],
    ['https://a.example/%zz', 'ERR_SECURE_SOURCE', undefined],
    ['https://', 'ERR_SECURE_SOURCE', undefined],
    ['a.*.example', 'ERR_SECURE_SOURCE', expect.stringContaining('A * stands')],
    ['*example.com', 'ERR_SECURE_SOURCE', expect.stringContaining('A * stands')],
    ['a..example', 'ERR_SECURE_SOURCE', undefined],
    ['a.example:port', 'ERR_SECURE_SOURCE', undefined],
    ['/path', 'ERR_SECURE_SOURCE', "Write the origin too, or 'self'."],
    ['', 'ERR_SECURE_SOURCE', undefined],
    ["'self' https:", 'ERR_SECURE_CHARACTERS', expect.stringContaining('item of its own')],
    [' https:', 'ERR_SECURE_CHARACTERS', expect.any(String)],
    ['https:;', 'ERR_SECURE_CHARACTERS', expect.any(String)],
    ['https://a.example/a,b', 'ERR_SECURE_CHARACTERS', expect.stringContaining('%2C')],
    ['https://a.example\r\nX-Evil:', 'ERR_SECURE_CHARACTERS', expect.any(String)],
    ['https:\0', 'ERR_SECURE_CHARACTERS', expect.any(String)],
    ['bücher.example', 'ERR_SECURE_CHARACTERS', expect.stringContaining('Punycode')],
  ])('refuses %j', (source, code, fix) => {
    expect(() => checkSource(source)).toThrow(
      expect.objectContaining({ code, fix, expected: expect.stringContaining('source expression') }),
    )
  })

  it.each([[undefined], [null], [1], [['https:']], [{}]])('refuses %j, which is not a string', (source) => {
    expect(() => checkSource(source)).toThrow(expect.objectContaining({ code: 'ERR_SECURE_TYPE' }))
  })

  describe('for frame-ancestors', () => {
    it.each([SELF, NONE, 'https:', '*', 'https://a.example', '*.a.example:8443'])('takes %s', (source) => {
      expect(checkSource(source, 'ancestors')).toBe(source)
    })

    it.each([core.UNSAFE_INLINE, NONCE, "'nonce-abc'", `'sha256-${DIGESTS.sha256}'`, core.STRICT_DYNAMIC])(
      'refuses %s, which means nothing there',
      (source) => {
        expect(() => checkSource(source, 'ancestors')).toThrow(
          expect.objectContaining({
            expected: "'self', 'none', a scheme or a host",
            fix: 'frame-ancestors takes nothing else.',
          }),
        )
      },
    )

    it.each([
      ['DENY', NONE],
      ["'deny'", NONE],
      ['SAMEORIGIN', SELF],
      ['same-origin', SELF],
      ['ALLOWALL', SELF],
    ])('refuses %s, which belongs in X-Frame-Options', (source, meant) => {
      expect(() => checkSource(source, 'ancestors')).toThrow(
        expect.objectContaining({ code: 'ERR_SECURE_SOURCE', fix: `Did you mean ${meant}?` }),
      )
    })

    it('takes a host with such a name when it has its scheme', () => {
      expect(checkSource('https://deny', 'ancestors')).toBe('https://deny')
    })
  })
})

describe('NONCE', () => {
  it('is plain data with one slot', () => {
    expect(JSON.parse(JSON.stringify(NONCE))).toBe(NONCE)
    expect(NONCE.split(NONCE_SLOT)).toEqual(["'nonce-", "'"])
  })
})

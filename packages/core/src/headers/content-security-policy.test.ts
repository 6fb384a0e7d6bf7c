import { describe, expect, it } from 'vitest'
import { kebab } from '../case.js'
import { Secure } from '../secure.js'
import { ContentSecurityPolicy, type ContentSecurityPolicyData } from './content-security-policy.js'
import { directives } from './csp-directives.js'
import { ReferrerPolicy } from './referrer-policy.js'
import { ReportTo } from './report-to.js'
import { NONCE, NONE, SELF, STRICT_DYNAMIC, UNSAFE_INLINE } from './source-expression.js'

const DEFAULT = "script-src 'self'; object-src 'self'"
const HASH = `'sha256-${'A'.repeat(43)}='`
const ENDPOINT = { url: 'https://r.example' }
const csp = () => new ContentSecurityPolicy()
const methods = (kind: string) => Object.entries(directives).flatMap(([method, its]) => (its === kind ? [method] : []))

describe('ContentSecurityPolicy', () => {
  it('writes the documented default when untouched', () => {
    expect(csp().fields()).toEqual([{ name: 'Content-Security-Policy', value: DEFAULT }])
  })

  it.each(methods('sources') as 'scriptSrc'[])('has %s()', (method) => {
    const name = kebab(method)
    expect(csp()[method](SELF, 'https://a.example').toString()).toBe(`${name} 'self' https://a.example`)
    expect(csp()[method]().toString()).toBe(`${name} 'none'`)
    expect(csp()[method](SELF)[method]('https:', SELF).toString()).toBe(`${name} 'self' https:`)
    expect(() => csp()[method](SELF, 'none')).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNQUOTED_KEYWORD', path: `${method}[1]` }),
    )
  })

  it.each<[calls: string, make: () => ContentSecurityPolicy, value: string]>([
    ['directives in the order of the calls', () => csp().imgSrc('*').defaultSrc(SELF), "img-src *; default-src 'self'"],
    [
      'a repeated directive where it stood',
      () => csp().imgSrc('*').fontSrc().imgSrc('data:'),
      "img-src * data:; font-src 'none'",
    ],
    ['sources in the place of none', () => csp().imgSrc(NONE).imgSrc(SELF), "img-src 'self'"],
    ['no none beside sources', () => csp().imgSrc(SELF).imgSrc(NONE), "img-src 'self'"],
    ['none after none', () => csp().imgSrc().imgSrc(), "img-src 'none'"],
    ['frameAncestors', () => csp().frameAncestors(SELF, 'https://a.example'), "frame-ancestors 'self' https://a.example"],
    ['sandbox alone', () => csp().sandbox(), 'sandbox'],
    ['sandbox with tokens', () => csp().sandbox('allow-forms').sandbox('allow-scripts'), 'sandbox allow-forms allow-scripts'],
    ['reportTo', () => csp().defaultSrc(SELF).reportTo('main'), "default-src 'self'; report-to main"],
    ['the last of two endpoints', () => csp().reportTo('a').reportTo('b'), 'report-to b'],
    ['the name of a group', () => csp().reportTo(new ReportTo(1, false, 'main', ENDPOINT)), 'report-to main'],
    ['default for a group without a name', () => csp().reportTo(new ReportTo(1, false, null, ENDPOINT)), 'report-to default'],
    ['reportUri', () => csp().reportUri('/a', 'https://r.example/b'), 'report-uri /a https://r.example/b'],
    ['webrtc', () => csp().webrtc("'block'"), "webrtc 'block'"],
    ['requireTrustedTypesFor', () => csp().requireTrustedTypesFor(), "require-trusted-types-for 'script'"],
    ['trustedTypes', () => csp().trustedTypes('a', "'allow-duplicates'"), "trusted-types a 'allow-duplicates'"],
    ['trustedTypes without any', () => csp().trustedTypes(), 'trusted-types'],
    ['flags', () => csp().upgradeInsecureRequests().blockAllMixedContent(), 'upgrade-insecure-requests; block-all-mixed-content'],
    ['pluginTypes', () => csp().pluginTypes('application/pdf'), 'plugin-types application/pdf'],
    ['an unknown directive', () => csp().customDirective('future-src', "'x'", 'y'), "future-src 'x' y"],
    ['an unknown one before a known one', () => csp().customDirective('x-a', 'a').defaultSrc(SELF), "x-a a; default-src 'self'"],
    ['an unknown one replaced', () => csp().customDirective('foo', 'a').replace('foo', 'b'), 'foo b'],
    [
      'an unknown one of plain data, inherited',
      () => ContentSecurityPolicy.from({ customDirectives: { 'x-a': 'a' }, 'img-src': '*' }).inherited(),
      'x-a a; img-src *',
    ],
    ['a known one by its name', () => csp().customDirective('img-src', SELF).imgSrc('data:'), "img-src 'self' data:"],
    ['set, then on', () => csp().set("default-src 'self'").imgSrc('*'), "default-src 'self'; img-src *"],
    ['remove of a default', () => csp().remove('object-src'), "script-src 'self'"],
    ['remove of an unknown one', () => csp().imgSrc('*').customDirective('x-y', 'z').remove('x-y'), 'img-src *'],
    ['remove of what is not there', () => csp().imgSrc('*').remove('font-src'), 'img-src *'],
    ['what is inherited, extended', () => csp().inherited().scriptSrc('https:'), "script-src 'self' https:; object-src 'self'"],
  ])('writes %s', (_, make, value) => {
    expect(make().toString()).toBe(value)
  })

  describe('as report-only', () => {
    it.each<[what: string, make: () => ContentSecurityPolicy, value: string]>([
      ['the default', () => csp().reportOnly(), DEFAULT],
      ['what came before', () => csp().imgSrc('*').reportOnly(), 'img-src *'],
      ['what comes after', () => csp().reportOnly().imgSrc('*'), 'img-src *'],
      ['what is set', () => csp().reportOnly().set('img-src *'), 'img-src *'],
      ['what is left', () => csp().reportOnly().imgSrc('*').fontSrc('*').remove('font-src'), 'img-src *'],
      [
        'an unknown directive before a known one',
        () => csp().customDirective('x-a', 'a').defaultSrc(SELF).reportOnly(),
        "x-a a; default-src 'self'",
      ],
      ['plain data', () => ContentSecurityPolicy.from({ reportOnly: true, 'img-src': '*' }), 'img-src *'],
      ['plain data without directives', () => ContentSecurityPolicy.from({ reportOnly: true }), DEFAULT],
      ['what is inherited', () => csp().imgSrc('*').reportOnly().inherited(), 'img-src *'],
    ])('sends %s under the other name', (_, make, value) => {
      expect(make().fields()).toEqual([{ name: 'Content-Security-Policy-Report-Only', value }])
    })

    it('does not lose its last directive to the default', () => {
      const builder = csp().defaultSrc(SELF).reportOnly()
      const refusal = expect.objectContaining({ code: 'ERR_SECURE_MISSING' })
      expect(() => builder.remove('default-src')).toThrow(refusal)
      expect(() => builder.set(';')).toThrow(refusal)
    })

    it('is enforced again after reportOnly(false)', () => {
      expect(csp().reportOnly().reportOnly(false).fields()).toEqual([{ name: 'Content-Security-Policy', value: DEFAULT }])
    })

    it('is off where the data say so', () => {
      expect(ContentSecurityPolicy.from({ reportOnly: false, 'img-src': '*' }).fields()[0]?.name).toBe('Content-Security-Policy')
    })
  })

  it.each<[what: string, data: ContentSecurityPolicyData, value: string]>([
    ['lists', { 'script-src': [SELF, NONCE], 'img-src': ['*'] }, `script-src 'self' ${NONCE}; img-src *`],
    ['strings', { 'script-src': "'self'  https:\tdata:" }, "script-src 'self' https: data:"],
    ['an empty list as none', { 'script-src': [] }, "script-src 'none'"],
    ['an empty string as none', { 'script-src': '' }, "script-src 'none'"],
    [
      'true where a directive stands alone',
      { 'upgrade-insecure-requests': true, sandbox: true },
      'upgrade-insecure-requests; sandbox',
    ],
    ['true for the one sink', { 'require-trusted-types-for': true }, "require-trusted-types-for 'script'"],
    ['nothing for false, null and undefined', { 'img-src': '*', 'font-src': false, 'media-src': null }, 'img-src *'],
    [
      'nothing for null where no directive stands',
      { 'img-src': [SELF], customDirectives: null, reportOnly: null },
      "img-src 'self'",
    ],
    [
      'nothing for false, null and undefined among unknown directives',
      { 'img-src': '*', customDirectives: { a: false, b: null, c: undefined as never, d: 'e' } },
      'img-src *; d e',
    ],
    ['unknown directives', { 'img-src': '*', customDirectives: { 'x-y': ['a', 'b'], z: 'c d' } }, 'img-src *; x-y a b; z c d'],
  ])('writes plain data: %s', (_, data, value) => {
    expect(ContentSecurityPolicy.from(data).toString()).toBe(value)
    expect(new ContentSecurityPolicy(data).fields()).toMatchObject([{ name: 'Content-Security-Policy', value }])
  })

  it.each<[raw: string, value: string]>([
    ["default-src 'self'; img-src *", "default-src 'self'; img-src *"],
    [";; Default-Src  'SELF' ;img-src\t*; ", "default-src 'self'; img-src *"],
    ['upgrade-insecure-requests', 'upgrade-insecure-requests'],
    ['img-src', "img-src 'none'"],
    [`script-src ${NONCE} ${HASH}`, `script-src ${NONCE} ${HASH}`],
  ])('reads %j', (raw, value) => {
    expect(ContentSecurityPolicy.from(raw).toString()).toBe(value)
    expect(csp().set(raw).toString()).toBe(value)
  })

  it.each<[what: string, data: unknown, code: string, path: string, fix?: unknown]>([
    [
      'an unquoted keyword',
      { 'script-src': ['https:', 'self'] },
      'ERR_SECURE_UNQUOTED_KEYWORD',
      'csp.script-src[1]',
      "Did you mean 'self', with quotes?",
    ],
    ['an unquoted keyword in a string', { 'script-src': 'https: self' }, 'ERR_SECURE_UNQUOTED_KEYWORD', 'csp.script-src[1]'],
    ['an unquoted keyword in a policy', 'img-src *; script-src self', 'ERR_SECURE_UNQUOTED_KEYWORD', 'csp.script-src[0]'],
    [
      'none beside other Trusted Types policies',
      { 'trusted-types': ["'none'", 'a'] },
      'ERR_SECURE_NONE_WITH_OTHERS',
      'csp.trusted-types[0]',
    ],
    ['none with others', { 'img-src': [NONE, SELF] }, 'ERR_SECURE_NONE_WITH_OTHERS', 'csp.img-src[0]'],
    [
      'a misspelt directive',
      { 'scrpt-src': [SELF] },
      'ERR_SECURE_UNKNOWN_DIRECTIVE',
      'csp.scrpt-src',
      'Did you mean script-src?',
    ],
    ['a method’s name', { scriptSrc: [SELF] }, 'ERR_SECURE_UNKNOWN_DIRECTIVE', 'csp.scriptSrc', 'Did you mean script-src?'],
    [
      'an unknown directive',
      { 'x-unknown-thing': [SELF] },
      'ERR_SECURE_UNKNOWN_DIRECTIVE',
      'csp.x-unknown-thing',
      expect.stringContaining('customDirective'),
    ],
    [
      'a misspelt directive in a policy',
      "default-scr 'self'",
      'ERR_SECURE_UNKNOWN_DIRECTIVE',
      'csp',
      'Did you mean default-src?',
    ],
    [
      'a semicolon before a source',
      "script-src 'self'; https://cdn.example",
      'ERR_SECURE_UNKNOWN_DIRECTIVE',
      'csp',
      "A directive ends at ';': write its sources before that, and %3B in a path.",
    ],
    [
      'a directive of JavaScript that is switched off',
      { 'img-src': [SELF], trustedTypes: false },
      'ERR_SECURE_UNKNOWN_DIRECTIVE',
      'csp.trustedTypes',
      'Did you mean trusted-types?',
    ],
    [
      'a directive of JavaScript that is null',
      { upgradeInsecureRequests: null },
      'ERR_SECURE_UNKNOWN_DIRECTIVE',
      'csp.upgradeInsecureRequests',
      'Did you mean upgrade-insecure-requests?',
    ],
    [
      'a text that leaves out the one sink',
      "img-src 'self'; require-trusted-types-for",
      'ERR_SECURE_MISSING',
      'csp.require-trusted-types-for',
      "Write require-trusted-types-for 'script'.",
    ],
    ['a name of Object.prototype', { constructor: [SELF] }, 'ERR_SECURE_UNKNOWN_DIRECTIVE', 'csp.constructor'],
    ['a directive twice', "img-src *; IMG-SRC 'self'", 'ERR_SECURE_DUPLICATE', 'csp'],
    [
      'two policies in one string',
      "default-src 'self', img-src *",
      'ERR_SECURE_CHARACTERS',
      'csp',
      expect.stringContaining('array of policies'),
    ],
    ['a line break in a policy', "default-src 'self'\r\nX-Evil: 1", 'ERR_SECURE_CHARACTERS', 'csp'],
    ['a line break in a source', { 'img-src': ['https:\r\nX-Evil: 1'] }, 'ERR_SECURE_CHARACTERS', 'csp.img-src[0]'],
    ['a semicolon in a source', { 'img-src': ['https://a.example/;script-src'] }, 'ERR_SECURE_CHARACTERS', 'csp.img-src[0]'],
    ['a number for a list', { 'img-src': 1 }, 'ERR_SECURE_TYPE', 'csp.img-src'],
    ['a number in a list', { 'img-src': ['*', 1] }, 'ERR_SECURE_TYPE', 'csp.img-src[1]'],
    [
      'a function in a list, as helmet has it',
      { 'script-src': [SELF, () => 'x'] },
      'ERR_SECURE_TYPE',
      'csp.script-src[1]',
      'Use NONCE for a nonce, and override() on the request for what changes with it.',
    ],
    [
      'a function in a list that takes no nonce',
      { 'frame-ancestors': [SELF, () => 'https://a.example'] },
      'ERR_SECURE_TYPE',
      'csp.frame-ancestors[1]',
      'Use override() on the request for what changes with it.',
    ],
    ['a hole in a list', { 'script-src': Object.assign(new Array(2), { 1: SELF }) }, 'ERR_SECURE_TYPE', 'csp.script-src[0]'],
    ['true for a list', { 'script-src': true }, 'ERR_SECURE_TYPE', 'csp.script-src'],
    ['a string for reportOnly', { reportOnly: 'yes', 'img-src': '*' }, 'ERR_SECURE_TYPE', 'csp.reportOnly'],
    [
      'an upper-case custom directive that is false',
      { customDirectives: { A: false } },
      'ERR_SECURE_CHARACTERS',
      'csp.customDirectives.A',
    ],
    ['nothing but a custom directive that is false', { customDirectives: { a: false } }, 'ERR_SECURE_MISSING', 'csp'],
    ['an upper-case custom directive', { customDirectives: { 'X-Y': 'a' } }, 'ERR_SECURE_CHARACTERS', 'csp.customDirectives.X-Y'],
    [
      'a wrong value of a custom directive',
      { customDirectives: { 'x-y': ['a', 'b;c'] } },
      'ERR_SECURE_CHARACTERS',
      'csp.customDirectives.x-y[1]',
    ],
    ['a list of custom directives', { customDirectives: ['x-y'] }, 'ERR_SECURE_TYPE', 'csp.customDirectives'],
    ['an object that no text can be made of', { 'script-src': [Object.create(null)] }, 'ERR_SECURE_TYPE', 'csp.script-src[0]'],
    ['a directive with a colon among the values', { 'script-src': ['img-src:'] }, 'ERR_SECURE_SYNTAX', 'csp.script-src[0]'],
    ['no directive', {}, 'ERR_SECURE_MISSING', 'csp', 'Use true for the default policy, false to leave the header out.'],
    ['nothing but false', { 'img-src': false }, 'ERR_SECURE_MISSING', 'csp'],
    ['an empty string', '', 'ERR_SECURE_MISSING', 'csp'],
    ['an instance of another class', new Map(), 'ERR_SECURE_TYPE', 'csp'],
    ['a wrong one of several', ['img-src *', { 'img-src': ['self'] }], 'ERR_SECURE_UNQUOTED_KEYWORD', 'csp[1].img-src[0]'],
  ])('refuses %s', (_, data, code, path, fix) => {
    const refusal = { code, path, ...(fix !== undefined && { fix }) }
    expect(() => new Secure({ csp: data as never })).toThrow(expect.objectContaining(refusal))
  })

  it.each<[call: string, attempt: () => unknown, code: string, path: string]>([
    ['a nonce without quotes', () => csp().scriptSrc('nonce-abc123'), 'ERR_SECURE_NONCE', 'scriptSrc[0]'],
    ['a hash without quotes', () => csp().scriptSrc(`sha384-${'A'.repeat(64)}`), 'ERR_SECURE_HASH', 'scriptSrc[0]'],
    ['reportOnly()', () => csp().reportOnly('no' as never), 'ERR_SECURE_TYPE', 'reportOnly'],
    ['reportTo() of no group', () => csp().reportTo(new ReportTo()), 'ERR_SECURE_MISSING', 'reportTo'],
    ['reportTo() of another builder', () => csp().reportTo(new ReferrerPolicy('origin') as never), 'ERR_SECURE_TYPE', 'reportTo'],
    ['set()', () => csp().set("script-src 'self' none"), 'ERR_SECURE_UNQUOTED_KEYWORD', 'set.script-src[1]'],
    ['customDirective()', () => csp().customDirective('a b', 'c'), 'ERR_SECURE_CHARACTERS', 'customDirective'],
    [
      'a flag with a value',
      () => csp().upgradeInsecureRequests(...(['1'] as unknown as [])),
      'ERR_SECURE_TYPE',
      'upgradeInsecureRequests',
    ],
    ['reportUri() of a nonce', () => csp().reportUri('/r?{nonce}'), 'ERR_SECURE_CHARACTERS', 'reportUri[0]'],
    ['reportUri()', () => csp().reportUri('/a', '/b c'), 'ERR_SECURE_CHARACTERS', 'reportUri[1]'],
    ['sandbox()', () => csp().sandbox('allow-everything' as 'allow-forms'), 'ERR_SECURE_UNKNOWN_VALUE', 'sandbox[0]'],
    ['nonce()', () => ContentSecurityPolicy.nonce("a' 'unsafe-inline"), 'ERR_SECURE_NONCE', 'nonce'],
    ['nonce() with a space', () => ContentSecurityPolicy.nonce('a b'), 'ERR_SECURE_NONCE', 'nonce'],
    ['nonce() of an unset variable', () => ContentSecurityPolicy.nonce(String({})), 'ERR_SECURE_MISSING', 'nonce'],
    ['hash() with a space', () => ContentSecurityPolicy.hash('sha256', 'a b'), 'ERR_SECURE_HASH', 'hash'],
    [
      'hash() of SHA-1',
      () => ContentSecurityPolicy.hash('sha1' as never, '2jmj7l5rSw0yVb/vlWAYkK/YBwk='),
      'ERR_SECURE_HASH',
      'hash',
    ],
    [
      'hash() without a digest',
      () => Reflect.apply(ContentSecurityPolicy.hash, undefined, ['sha256']),
      'ERR_SECURE_HASH',
      'hash',
    ],
    ['nonce() of undefined', () => ContentSecurityPolicy.nonce(undefined as never), 'ERR_SECURE_TYPE', 'nonce'],
    ['nonce() of nothing', () => ContentSecurityPolicy.nonce(''), 'ERR_SECURE_NONCE', 'nonce'],
    ['hash()', () => ContentSecurityPolicy.hash('sha256', 'short'), 'ERR_SECURE_HASH', 'hash'],
  ])('names the method in the path of a mistake: %s', (_, attempt, code, path) => {
    expect(attempt).toThrow(expect.objectContaining({ code, path }))
  })

  it('does not drop the last directive', () => {
    expect(() => csp().imgSrc('*').remove('img-src')).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_MISSING', path: 'remove', received: '[]' }),
    )
  })

  it('makes source expressions of a nonce and of a digest', () => {
    expect(ContentSecurityPolicy.nonce('abc+/=')).toBe("'nonce-abc+/='")
    expect(ContentSecurityPolicy.hash('sha256', `${'A'.repeat(43)}=`)).toBe(HASH)
    expect(ContentSecurityPolicy.hash(`sha256-${'A'.repeat(43)}=`)).toBe(HASH)
  })

  describe('without its nonce', () => {
    const plain = (builder: ContentSecurityPolicy) => builder.fields()[0]?.withoutNonce

    it('has no form of its own where there is no nonce', () => {
      expect(csp().scriptSrc(SELF, UNSAFE_INLINE).fields()[0]).not.toHaveProperty('withoutNonce')
      expect(csp().scriptSrc("'nonce-abc'").fields()[0]).not.toHaveProperty('withoutNonce')
    })

    it.each<[what: string, make: () => ContentSecurityPolicy, without: string]>([
      ['keeps the other sources', () => csp().scriptSrc(SELF, NONCE, 'https:'), "script-src 'self' https:"],
      ['says none where nothing is left', () => csp().scriptSrc(NONCE), "script-src 'none'"],
      ['drops the unsafe-inline that the nonce had disarmed', () => csp().scriptSrc(NONCE, UNSAFE_INLINE), "script-src 'none'"],
      [
        'keeps strict-dynamic, which allows nothing alone',
        () => csp().scriptSrc(NONCE, STRICT_DYNAMIC),
        "script-src 'strict-dynamic'",
      ],
      [
        'keeps unsafe-inline where there was no nonce',
        () => csp().scriptSrc(NONCE).styleSrc(UNSAFE_INLINE),
        "script-src 'none'; style-src 'unsafe-inline'",
      ],
      [
        'drops unsafe-inline from a directive of the next standard',
        () => csp().customDirective('script-src-v2', SELF, UNSAFE_INLINE, NONCE),
        "script-src-v2 'self'",
      ],
      ['treats unknown directives the same way', () => csp().customDirective('x-src', NONCE), "x-src 'none'"],
    ])('%s', (_, make, without) => {
      expect(plain(make())).toBe(without)
    })

    it.each(['defaultSrc', 'scriptSrc', 'scriptSrcElem', 'scriptSrcAttr', 'styleSrc', 'styleSrcElem', 'styleSrcAttr'] as const)(
      'is not looser in %s',
      (method) => {
        expect(plain(csp()[method](UNSAFE_INLINE, NONCE, SELF))).toBe(`${kebab(method)} 'self'`)
      },
    )
  })

  it.each<[what: string, make: () => ContentSecurityPolicy]>([
    ['the default', () => csp()],
    ['the default as report-only', () => csp().reportOnly()],
    ['sources, a flag and a sandbox', () => csp().scriptSrc(SELF, NONCE).objectSrc().upgradeInsecureRequests().sandbox()],
    [
      'what has no sources',
      () => csp().reportTo('main').webrtc("'allow'").requireTrustedTypesFor().trustedTypes('a', 'b').reportUri('/x').reportOnly(),
    ],
    ['unknown directives', () => csp().trustedTypes().customDirective('x-y').customDirective('z-z', 'a', 'b')],
  ])('comes back from its own JSON: %s', (_, make) => {
    const builder = make()
    const data = JSON.parse(JSON.stringify(builder))
    expect(ContentSecurityPolicy.from(data).fields()).toEqual(builder.fields())
  })

  it('never changes, even when the data it was made from does', () => {
    const sources = [SELF]
    const data: Record<string, string[]> = { 'script-src': sources }
    const shared = new ContentSecurityPolicy(data as ContentSecurityPolicyData)
    sources.push("'unsafe-eval'")
    data['img-src'] = ['*']
    shared.scriptSrc('https:')
    shared.reportOnly()
    shared.set('img-src *')
    shared.customDirective('x-y')
    expect(shared.fields()).toEqual([{ name: 'Content-Security-Policy', value: "script-src 'self'" }])
    expect(Object.isFrozen(shared)).toBe(true)
  })
})

describe('ContentSecurityPolicy, one directive', () => {
  const start = () => new ContentSecurityPolicy().frameAncestors(SELF).imgSrc(SELF)

  it('is replaced by replace(), whereas its own method adds to it', () => {
    expect(String(start().frameAncestors(NONE))).toBe("frame-ancestors 'self'; img-src 'self'")
    expect(String(start().replace('frame-ancestors', NONE))).toBe("frame-ancestors 'none'; img-src 'self'")
    expect(String(start().replace('font-src', 'a.example'))).toBe("frame-ancestors 'self'; img-src 'self'; font-src a.example")
  })

  it.each<[what: string, attempt: () => unknown, code: string, path: string]>([
    ['replacing a misspelt one', () => start().replace('img-scr' as never), 'ERR_SECURE_UNKNOWN_DIRECTIVE', 'replace'],
    ['dropping a misspelt one', () => start().remove('imgSrc'), 'ERR_SECURE_UNKNOWN_DIRECTIVE', 'remove'],
    [
      'one by its name and again under customDirectives',
      () => new ContentSecurityPolicy({ 'img-src': ['*'], customDirectives: { 'img-src': [SELF] } }),
      'ERR_SECURE_DUPLICATE',
      'customDirectives.img-src',
    ],
  ])('refuses %s', (_, attempt, code, path) => {
    expect(attempt).toThrow(expect.objectContaining({ code, path }))
  })

  it('may be dropped even if the policy does not have it', () => {
    expect(String(start().remove('font-src'))).toBe("frame-ancestors 'self'; img-src 'self'")
  })
})

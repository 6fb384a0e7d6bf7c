import { describe, expect, it } from 'vitest'
import { DIRECTIVE_KINDS } from './csp-directives.js'
import { checkDirective } from './csp-values.js'

const names = (...kinds: string[]) => [...DIRECTIVE_KINDS].filter(([, kind]) => kinds.includes(kind)).map(([name]) => name)

describe('checkDirective', () => {
  it.each(names('sources', 'ancestors'))('says none where %s has no source', (name) => {
    expect(checkDirective(name, [])).toEqual(["'none'"])
  })

  it.each(names('sources', 'ancestors'))('refuses none beside others in %s', (name) => {
    expect(() => checkDirective(name, ["'self'", "'none'"])).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_NONE_WITH_OTHERS', path: '[1]' }),
    )
  })

  it.each(names('sources', 'ancestors'))('says which source of %s is wrong', (name) => {
    expect(() => checkDirective(name, ["'self'", 'https:', 'self'])).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNQUOTED_KEYWORD', path: '[2]' }),
    )
  })

  it.each<[what: string, name: string, values: unknown[], tokens: string[]]>([
    ['a source once', 'img-src', ["'self'", 'data:', "'SELF'"], ["'self'", 'data:']],
    ['none once', 'img-src', ["'none'", "'none'"], ["'none'"]],
    ['sandbox tokens', 'sandbox', ['allow-scripts', 'allow-forms'], ['allow-scripts', 'allow-forms']],
    ['sandbox tokens in any case', 'sandbox', ['Allow-Scripts'], ['allow-scripts']],
    ['sandbox alone', 'sandbox', [], []],
    ['a group', 'report-to', ['main'], ['main']],
    ['URIs', 'report-uri', ['/csp', 'csp?a:b', 'https://r.example/?a=1&b'], ['/csp', 'csp?a:b', 'https://r.example/?a=1&b']],
    ['webrtc', 'webrtc', ["'block'"], ["'block'"]],
    ['the one sink by itself', 'require-trusted-types-for', [], ["'script'"]],
    ['the one sink in any case', 'require-trusted-types-for', ["'SCRIPT'"], ["'script'"]],
    ['the one sink', 'require-trusted-types-for', ["'script'"], ["'script'"]],
    ['no policy', 'trusted-types', [], []],
    ['policies', 'trusted-types', ['a#b', '*', "'allow-duplicates'"], ['a#b', '*', "'allow-duplicates'"]],
    ['none as a policy', 'trusted-types', ["'none'"], ["'none'"]],
    ['keywords for policies in any case', 'trusted-types', ["'Allow-Duplicates'", 'Mine'], ["'allow-duplicates'", 'Mine']],
    ['a policy with the name of a directive', 'trusted-types', ['options'], ['options']],
    ['a host with the name of a directive, by its scheme', 'img-src', ['https://sandbox'], ['https://sandbox']],
    ['nothing', 'upgrade-insecure-requests', [], []],
    ['MIME types', 'plugin-types', ['application/pdf'], ['application/pdf']],
    ['anything printable in an unknown one', 'future-src', ["'x'", 'a=b'], ["'x'", 'a=b']],
  ])('takes %s', (_, name, values, tokens) => {
    expect(checkDirective(name, values)).toEqual(tokens)
  })

  it.each<[what: string, name: string, values: unknown[], code: string, path: string, fix?: string]>([
    ['a misspelt token', 'sandbox', ['allow-script'], 'ERR_SECURE_UNKNOWN_VALUE', '[0]', 'Did you mean allow-scripts?'],
    ['a token of another kind', 'sandbox', ['allow-forms', 1], 'ERR_SECURE_UNKNOWN_VALUE', '[1]'],
    ['no group', 'report-to', [], 'ERR_SECURE_TYPE', ''],
    ['two groups', 'report-to', ['a', 'b'], 'ERR_SECURE_TYPE', ''],
    ['a group as JSON', 'report-to', ['{"group":"a"}'], 'ERR_SECURE_CHARACTERS', ''],
    ['a group that is a number', 'report-to', [1], 'ERR_SECURE_TYPE', ''],
    ['no URI', 'report-uri', [], 'ERR_SECURE_MISSING', ''],
    ['a semicolon in a URI', 'report-uri', ['/a', '/b;c'], 'ERR_SECURE_CHARACTERS', '[1]'],
    ['a comma in a URI', 'report-uri', ['/b,c'], 'ERR_SECURE_CHARACTERS', '[0]'],
    ['no URL', 'report-uri', ['/a', 'https://'], 'ERR_SECURE_ORIGIN', '[1]'],
    ['a keyword for a URI', 'report-uri', ["'none'"], 'ERR_SECURE_ORIGIN', '[0]'],
    ['a URI of another scheme', 'report-uri', ['mailto:a@b.example'], 'ERR_SECURE_ORIGIN', '[0]'],
    ['a line break in a URI', 'report-uri', ['/b\n'], 'ERR_SECURE_CHARACTERS', '[0]'],
    ['webrtc without quotes', 'webrtc', ['Allow'], 'ERR_SECURE_UNQUOTED_KEYWORD', '', "Did you mean 'allow', with quotes?"],
    [
      'a sink without quotes',
      'require-trusted-types-for',
      ['script'],
      'ERR_SECURE_UNQUOTED_KEYWORD',
      '[0]',
      "Did you mean 'script', with quotes?",
    ],
    ['an unquoted none', 'trusted-types', ['none'], 'ERR_SECURE_UNQUOTED_KEYWORD', '[0]', "Did you mean 'none', with quotes?"],
    ['an unquoted keyword', 'trusted-types', ['a', 'Allow-Duplicates'], 'ERR_SECURE_UNQUOTED_KEYWORD', '[1]'],
    ['a directive among sources', 'script-src', ["'self'", 'Img-Src', 'a.example'], 'ERR_SECURE_SYNTAX', '[1]'],
    ['a directive before none', 'script-src', ["'self'", 'object-src', "'none'"], 'ERR_SECURE_SYNTAX', '[1]'],
    ['a directive of one word', 'frame-ancestors', ["'self'", 'sandbox'], 'ERR_SECURE_SYNTAX', '[1]'],
    ['a directive among policies', 'trusted-types', ['default', 'require-trusted-types-for'], 'ERR_SECURE_SYNTAX', '[1]'],
    ['a directive among URIs', 'report-uri', ['/r', 'script-src', "'self'"], 'ERR_SECURE_SYNTAX', '[1]'],
    ['a policy with quotes', 'trusted-types', ["'mine'"], 'ERR_SECURE_CHARACTERS', '[0]'],
    ['a policy with a semicolon', 'trusted-types', ['a;b'], 'ERR_SECURE_CHARACTERS', '[0]'],
    ['a value', 'upgrade-insecure-requests', ['1'], 'ERR_SECURE_TYPE', '', 'The directive stands alone.'],
    ['a value', 'block-all-mixed-content', [''], 'ERR_SECURE_TYPE', ''],
    ['a space', 'future-src', ['a b'], 'ERR_SECURE_CHARACTERS', '[0]'],
    ['an empty token', 'future-src', [''], 'ERR_SECURE_CHARACTERS', '[0]'],
    ['non-ASCII', 'future-src', ['ü'], 'ERR_SECURE_CHARACTERS', '[0]'],
    ['null', 'future-src', [null], 'ERR_SECURE_TYPE', '[0]'],
  ])('refuses %s in %s', (_, name, values, code, path, fix) => {
    const refusal = { code, path, ...(fix !== undefined && { fix }) }
    expect(() => checkDirective(name, values)).toThrow(expect.objectContaining(refusal))
  })
})

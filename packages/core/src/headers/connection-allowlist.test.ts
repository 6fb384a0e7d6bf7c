import { describe, expect, it } from 'vitest'
import type { SecureOptions } from '../options.js'
import { Secure } from '../secure.js'
import { ConnectionAllowlist } from './connection-allowlist.js'

const sent = (connectionAllowlist: SecureOptions['connectionAllowlist']) =>
  Object.fromEntries(
    new Secure({ connectionAllowlist } as SecureOptions).entries().filter(([name]) => name.startsWith('Connection-Allowlist')),
  )
const places = () => new ConnectionAllowlist()

describe('ConnectionAllowlist', () => {
  it.each<[what: string, value: SecureOptions['connectionAllowlist'], written: string]>([
    ['places', { allowlist: ['response-origin', 'https://*.cdn.example'] }, '(response-origin "https://*.cdn.example")'],
    ['nowhere', { allowlist: [] }, '()'],
    [
      'parameters',
      { redirects: 'allow', webrtc: 'block', reportTo: 'a' },
      '(response-origin);redirects=allow;webrtc=block;report-to=a',
    ],
    ['a place twice', { allowlist: ['response-origin', 'response-origin'] }, '(response-origin)'],
    ['a raw value', '( response-origin  "https://a.example" ); report-to=a', '(response-origin "https://a.example");report-to=a'],
  ])('writes %s', (_, value, written) => {
    expect(sent(value)).toEqual({ 'Connection-Allowlist': written })
  })

  it.each<[calls: string, make: () => ConnectionAllowlist, written: string]>([
    ['nowhere, by the method', () => places().allow(), '()'],
    [
      'the methods',
      () => places().allow('https://a.example').allow('wss://b.example').webrtc('allow').redirects('block'),
      '("https://a.example" "wss://b.example");redirects=block;webrtc=allow',
    ],
    ['nowhere, where the only place is removed', () => places().allow('https://a.example').remove('https://a.example'), '()'],
    ['what reportOnly(false) enforces', () => places().reportOnly(false), '(response-origin)'],
    ['set()', () => places().set('("https://a.example")').allow('response-origin'), '("https://a.example" response-origin)'],
  ])('writes %s', (_, make, written) => {
    expect(sent(make())).toEqual({ 'Connection-Allowlist': written })
  })

  it('is sent as report-only, by itself or beside the enforced policy', () => {
    expect(sent(new ConnectionAllowlist().reportOnly())).toEqual({ 'Connection-Allowlist-Report-Only': '(response-origin)' })
    expect(sent([{}, { allowlist: [], reportOnly: true }])).toEqual({
      'Connection-Allowlist': '(response-origin)',
      'Connection-Allowlist-Report-Only': '()',
    })
  })

  it.each<[what: string, value: unknown, code: string, path: string, fix?: string]>([
    [
      'a host without a scheme',
      { allowlist: ['cdn.example'] },
      'ERR_SECURE_ORIGIN',
      'connectionAllowlist.allowlist[0]',
      'Did you mean https://cdn.example?',
    ],
    [
      "CSP's 'self'",
      { allowlist: ["'self'"] },
      'ERR_SECURE_ORIGIN',
      'connectionAllowlist.allowlist[0]',
      "Did you mean 'response-origin'?",
    ],
    ['a number', { allowlist: [1] }, 'ERR_SECURE_TYPE', 'connectionAllowlist.allowlist[0]'],
    [
      'a host that is not in Punycode',
      { allowlist: ['https://bücher.example'] },
      'ERR_SECURE_CHARACTERS',
      'connectionAllowlist.allowlist[0]',
    ],
    ['no list', { allowlist: 'response-origin' }, 'ERR_SECURE_TYPE', 'connectionAllowlist.allowlist'],
    ['a wrong parameter', { webrtc: 'deny' }, 'ERR_SECURE_UNKNOWN_VALUE', 'connectionAllowlist.webrtc'],
    ['a boolean parameter', { redirects: true }, 'ERR_SECURE_TYPE', 'connectionAllowlist.redirects'],
    ['an unknown key', { allow: [] }, 'ERR_SECURE_UNKNOWN_OPTION', 'connectionAllowlist.allow'],
    ['a value that is no list', 'response-origin', 'ERR_SECURE_SYNTAX', 'connectionAllowlist'],
    ['two lists', '(response-origin), ()', 'ERR_SECURE_SYNTAX', 'connectionAllowlist'],
    ['a place without quotes', '(https://a.example)', 'ERR_SECURE_SYNTAX', 'connectionAllowlist', 'Write "https://a.example".'],
    ['the token as text', '("response-origin")', 'ERR_SECURE_SYNTAX', 'connectionAllowlist', 'Write response-origin.'],
    ['parameters of a place', '(response-origin;x=1)', 'ERR_SECURE_SYNTAX', 'connectionAllowlist'],
    ['a quoted parameter', '(response-origin);webrtc="allow"', 'ERR_SECURE_SYNTAX', 'connectionAllowlist', 'Write webrtc=allow.'],
    ["CSP's word", '(self)', 'ERR_SECURE_SYNTAX', 'connectionAllowlist', 'Write response-origin.'],
    ['an unknown parameter', '(response-origin);max-age=1', 'ERR_SECURE_UNKNOWN_VALUE', 'connectionAllowlist'],
    ['a line break', '(response-origin)\r\nX: 1', 'ERR_SECURE_CHARACTERS', 'connectionAllowlist'],
  ])('refuses %s', (_, value, code, path, fix) => {
    const refusal = { code, path, ...(fix !== undefined && { fix }) }
    expect(() => sent(value as never)).toThrow(expect.objectContaining(refusal))
  })

  it.each<[call: string, attempt: () => unknown, code: string, path: string]>([
    [
      'reportTo() of undefined',
      () =>
        places()
          .reportTo('a')
          .reportTo(undefined as never),
      'ERR_SECURE_TYPE',
      'reportTo',
    ],
    [
      'redirects() of undefined',
      () =>
        places()
          .redirects('allow')
          .redirects(undefined as never),
      'ERR_SECURE_TYPE',
      'redirects',
    ],
    [
      'remove() of a host alone',
      () => new ConnectionAllowlist({ allowlist: [] }).remove('a.example' as never),
      'ERR_SECURE_ORIGIN',
      'remove',
    ],
  ])('names the method in the path of a mistake: %s', (_, attempt, code, path) => {
    expect(attempt).toThrow(expect.objectContaining({ code, path }))
  })
})

import { describe, expect, it } from 'vitest'
import type { SecureOptions } from '../options.js'
import { Secure } from '../secure.js'
import { DocumentIsolationPolicy } from './document-isolation-policy.js'

const sent = (documentIsolation: SecureOptions['documentIsolation']) =>
  Object.fromEntries(
    new Secure({ documentIsolation } as SecureOptions).entries().filter(([name]) => name.startsWith('Document-Isolation-Policy')),
  )

describe('DocumentIsolationPolicy', () => {
  it.each([
    ['isolateAndRequireCorp', 'isolate-and-require-corp'],
    ['isolateAndCredentialless', 'isolate-and-credentialless'],
    ['none', 'none'],
  ] as const)('%s() writes %s', (method, value) => {
    expect(new DocumentIsolationPolicy()[method]().toString()).toBe(value)
    expect(sent(value)).toEqual({ 'Document-Isolation-Policy': value })
  })

  it('names an endpoint for its reports', () => {
    const value = 'isolate-and-require-corp;report-to="a"'
    expect(new DocumentIsolationPolicy().reportTo('a').toString()).toBe(value)
    expect(sent({ policy: 'isolate-and-require-corp', reportTo: 'a' })).toEqual({ 'Document-Isolation-Policy': value })
    expect(sent('isolate-and-require-corp; report-to="a"')).toEqual({ 'Document-Isolation-Policy': value })
  })

  it('is sent as report-only, by itself or beside the enforced policy', () => {
    expect(sent(new DocumentIsolationPolicy().isolateAndCredentialless().reportOnly())).toEqual({
      'Document-Isolation-Policy-Report-Only': 'isolate-and-credentialless',
    })
    expect(sent({ policy: 'isolate-and-credentialless', reportOnly: true })).toEqual({
      'Document-Isolation-Policy-Report-Only': 'isolate-and-credentialless',
    })
    expect(sent(['isolate-and-credentialless', { policy: 'isolate-and-require-corp', reportOnly: true }])).toEqual({
      'Document-Isolation-Policy': 'isolate-and-credentialless',
      'Document-Isolation-Policy-Report-Only': 'isolate-and-require-corp',
    })
  })

  it('stays report-only when the value is replaced', () => {
    expect(sent(new DocumentIsolationPolicy().reportOnly().set('isolate-and-credentialless'))).toEqual({
      'Document-Isolation-Policy-Report-Only': 'isolate-and-credentialless',
    })
  })

  it.each<[what: string, value: unknown, code: string, path: string, fix?: string]>([
    [
      'a misspelt value',
      'isolate-and-require-cors',
      'ERR_SECURE_UNKNOWN_VALUE',
      'documentIsolation',
      'Did you mean isolate-and-require-corp?',
    ],
    [
      'a value in quotes, which browsers do not take',
      '"isolate-and-require-corp"',
      'ERR_SECURE_UNKNOWN_VALUE',
      'documentIsolation',
      'Did you mean isolate-and-require-corp?',
    ],
    [
      'another case, which browsers do not take',
      'Isolate-And-Require-Corp',
      'ERR_SECURE_UNKNOWN_VALUE',
      'documentIsolation',
      'Did you mean isolate-and-require-corp?',
    ],
    [
      'an endpoint without quotes',
      'isolate-and-require-corp; report-to=a',
      'ERR_SECURE_SYNTAX',
      'documentIsolation',
      'Put the name of the endpoint in double quotes.',
    ],
    ['another parameter', 'isolate-and-require-corp; max-age=5', 'ERR_SECURE_SYNTAX', 'documentIsolation'],
    ['a broken parameter', 'isolate-and-require-corp; ', 'ERR_SECURE_SYNTAX', 'documentIsolation'],
    ['a line break', 'isolate-and-require-corp\r\nX: 1', 'ERR_SECURE_CHARACTERS', 'documentIsolation'],
    [
      'a misspelt key',
      { polcy: 'isolate-and-require-corp' },
      'ERR_SECURE_UNKNOWN_OPTION',
      'documentIsolation.polcy',
      'Did you mean policy?',
    ],
    ['a wrong value in data', { policy: 5 }, 'ERR_SECURE_TYPE', 'documentIsolation.policy'],
    [
      'an endpoint with a space',
      { policy: 'isolate-and-require-corp', reportTo: 'a b' },
      'ERR_SECURE_CHARACTERS',
      'documentIsolation.reportTo',
    ],
    [
      'an endpoint that is no token',
      { policy: 'isolate-and-require-corp', reportTo: '1a' },
      'ERR_SECURE_CHARACTERS',
      'documentIsolation.reportTo',
    ],
    [
      'reportOnly that is no boolean',
      { policy: 'isolate-and-require-corp', reportOnly: 'yes' },
      'ERR_SECURE_TYPE',
      'documentIsolation.reportOnly',
    ],
    [
      'two enforced policies',
      ['isolate-and-require-corp', 'isolate-and-credentialless'],
      'ERR_SECURE_DUPLICATE',
      'documentIsolation[1]',
    ],
    [
      'a wrong policy among several',
      ['isolate-and-require-corp', 'isolate-and-require-cors'],
      'ERR_SECURE_UNKNOWN_VALUE',
      'documentIsolation[1]',
    ],
  ])('refuses %s', (_, value, code, path, fix) => {
    const refusal = { code, path, ...(fix !== undefined && { fix }) }
    expect(() => new Secure({ documentIsolation: value as never })).toThrow(expect.objectContaining(refusal))
  })

  it('refuses anything but a boolean in reportOnly()', () => {
    expect(() => new DocumentIsolationPolicy().reportOnly(0 as never)).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'reportOnly' }),
    )
  })
})

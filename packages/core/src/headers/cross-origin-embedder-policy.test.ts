import { describe, expect, it } from 'vitest'
import type { SecureOptions } from '../options.js'
import { Secure } from '../secure.js'
import { CrossOriginEmbedderPolicy } from './cross-origin-embedder-policy.js'

const sent = (coep: SecureOptions['coep']) =>
  Object.fromEntries(
    new Secure({ coep } as SecureOptions).entries().filter(([name]) => name.startsWith('Cross-Origin-Embedder-Policy')),
  )

describe('CrossOriginEmbedderPolicy', () => {
  it.each([
    ['requireCorp', 'require-corp'],
    ['credentialless', 'credentialless'],
    ['unsafeNone', 'unsafe-none'],
  ] as const)('%s() writes %s', (method, value) => {
    expect(new CrossOriginEmbedderPolicy()[method]().toString()).toBe(value)
    expect(sent(value)).toEqual({ 'Cross-Origin-Embedder-Policy': value })
  })

  it('names an endpoint for its reports', () => {
    const value = 'require-corp;report-to="a"'
    expect(new CrossOriginEmbedderPolicy().reportTo('a').toString()).toBe(value)
    expect(sent({ policy: 'require-corp', reportTo: 'a' })).toEqual({ 'Cross-Origin-Embedder-Policy': value })
    expect(sent('require-corp; report-to="a"')).toEqual({ 'Cross-Origin-Embedder-Policy': value })
  })

  it('is sent as report-only, by itself or beside the enforced policy', () => {
    expect(sent(new CrossOriginEmbedderPolicy().credentialless().reportOnly())).toEqual({
      'Cross-Origin-Embedder-Policy-Report-Only': 'credentialless',
    })
    expect(sent({ policy: 'credentialless', reportOnly: true })).toEqual({
      'Cross-Origin-Embedder-Policy-Report-Only': 'credentialless',
    })
    expect(sent(['credentialless', { policy: 'require-corp', reportOnly: true }])).toEqual({
      'Cross-Origin-Embedder-Policy': 'credentialless',
      'Cross-Origin-Embedder-Policy-Report-Only': 'require-corp',
    })
  })

  it('stays report-only when the value is replaced', () => {
    expect(sent(new CrossOriginEmbedderPolicy().reportOnly().set('credentialless'))).toEqual({
      'Cross-Origin-Embedder-Policy-Report-Only': 'credentialless',
    })
  })

  it.each<[what: string, value: unknown, code: string, path: string, fix?: string]>([
    ['a misspelt value', 'require-cors', 'ERR_SECURE_UNKNOWN_VALUE', 'coep', 'Did you mean require-corp?'],
    [
      'a value in quotes, which browsers do not take',
      '"require-corp"',
      'ERR_SECURE_UNKNOWN_VALUE',
      'coep',
      'Did you mean require-corp?',
    ],
    [
      'another case, which browsers do not take',
      'Require-Corp',
      'ERR_SECURE_UNKNOWN_VALUE',
      'coep',
      'Did you mean require-corp?',
    ],
    [
      'an endpoint without quotes',
      'require-corp; report-to=a',
      'ERR_SECURE_SYNTAX',
      'coep',
      'Put the name of the endpoint in double quotes.',
    ],
    ['another parameter', 'require-corp; max-age=5', 'ERR_SECURE_SYNTAX', 'coep'],
    ['a broken parameter', 'require-corp; ', 'ERR_SECURE_SYNTAX', 'coep'],
    ['a line break', 'require-corp\r\nX: 1', 'ERR_SECURE_CHARACTERS', 'coep'],
    ['a misspelt key', { polcy: 'require-corp' }, 'ERR_SECURE_UNKNOWN_OPTION', 'coep.polcy', 'Did you mean policy?'],
    ['a wrong value in data', { policy: 5 }, 'ERR_SECURE_TYPE', 'coep.policy'],
    ['an endpoint with a space', { policy: 'require-corp', reportTo: 'a b' }, 'ERR_SECURE_CHARACTERS', 'coep.reportTo'],
    ['an endpoint that is no token', { policy: 'require-corp', reportTo: '1a' }, 'ERR_SECURE_CHARACTERS', 'coep.reportTo'],
    ['reportOnly that is no boolean', { policy: 'require-corp', reportOnly: 'yes' }, 'ERR_SECURE_TYPE', 'coep.reportOnly'],
    ['two enforced policies', ['require-corp', 'credentialless'], 'ERR_SECURE_DUPLICATE', 'coep[1]'],
    ['a wrong policy among several', ['require-corp', 'require-cors'], 'ERR_SECURE_UNKNOWN_VALUE', 'coep[1]'],
  ])('refuses %s', (_, value, code, path, fix) => {
    const refusal = { code, path, ...(fix !== undefined && { fix }) }
    expect(() => new Secure({ coep: value as never })).toThrow(expect.objectContaining(refusal))
  })
})

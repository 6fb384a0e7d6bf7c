import { describe, expect, it } from 'vitest'
import { Secure } from '../secure.js'
import { XPermittedCrossDomainPolicies } from './x-permitted-cross-domain-policies.js'

describe('XPermittedCrossDomainPolicies', () => {
  it.each([
    ['none', 'none'],
    ['masterOnly', 'master-only'],
    ['byContentType', 'by-content-type'],
    ['byFtpFilename', 'by-ftp-filename'],
    ['all', 'all'],
    ['noneThisResponse', 'none-this-response'],
  ] as const)('%s() writes %s', (method, value) => {
    expect(new XPermittedCrossDomainPolicies()[method]().toString()).toBe(value)
    expect(new Secure({ crossDomain: value }).headers()['X-Permitted-Cross-Domain-Policies']).toBe(value)
  })

  it.each<[what: string, value: unknown, code: string]>([
    ['another value', 'nonne', 'ERR_SECURE_UNKNOWN_VALUE'],
    ['an empty string', '', 'ERR_SECURE_MISSING'],
    ['a line break', 'none\r\nX: 1', 'ERR_SECURE_CHARACTERS'],
    ['a number', 1, 'ERR_SECURE_TYPE'],
    ['a list', ['none'], 'ERR_SECURE_TYPE'],
  ])('refuses %s', (_, value, code) => {
    expect(() => new Secure({ crossDomain: value as never })).toThrow(expect.objectContaining({ code, path: 'crossDomain' }))
  })

  it('names the method in the path of a mistake', () => {
    expect(() => new XPermittedCrossDomainPolicies().set('nonne')).toThrow(
      expect.objectContaining({ path: 'set', fix: 'Did you mean none?' }),
    )
  })
})

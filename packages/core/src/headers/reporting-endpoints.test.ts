import { describe, expect, it } from 'vitest'
import type { SecureOptions } from '../options.js'
import { Secure } from '../secure.js'
import { ReportingEndpoints } from './reporting-endpoints.js'

const sent = (reportingEndpoints: SecureOptions['reportingEndpoints']) =>
  new Secure({ reportingEndpoints } as SecureOptions).headers()['Reporting-Endpoints']
const URL = 'https://r.example/r?a=1'

describe('ReportingEndpoints', () => {
  it.each<[what: string, value: SecureOptions['reportingEndpoints'], written: string]>([
    ['endpoints', { default: URL, csp: '/csp' }, `default="${URL}", csp="/csp"`],
    ['a raw value', `a="${URL}",b="/b"`, `a="${URL}", b="/b"`],
  ])('writes %s', (_, value, written) => {
    expect(sent(value)).toBe(written)
  })

  it.each<[calls: string, make: () => ReportingEndpoints, written: string]>([
    ['the methods', () => new ReportingEndpoints({ a: URL }).endpoint('b', '/b').remove('a'), 'b="/b"'],
    ['an endpoint added to none', () => new ReportingEndpoints().endpoint('a', '/r'), 'a="/r"'],
    ['a replaced endpoint', () => new ReportingEndpoints({ a: URL }).endpoint('a', '/a'), 'a="/a"'],
    ['set()', () => new ReportingEndpoints({ a: URL }).set('b="/b"'), 'b="/b"'],
  ])('writes %s', (_, make, written) => {
    expect(sent(make())).toBe(written)
  })

  it.each<[what: string, value: unknown, code: string, path: string]>([
    ['true, which has no default', true, 'ERR_SECURE_MISSING', 'reportingEndpoints'],
    ['no endpoint', {}, 'ERR_SECURE_MISSING', 'reportingEndpoints'],
    ['plain http', { a: 'http://r.example' }, 'ERR_SECURE_ORIGIN', 'reportingEndpoints.a'],
    ['a host alone', { a: 'r.example' }, 'ERR_SECURE_ORIGIN', 'reportingEndpoints.a'],
    ['a quote in the URL', { a: 'https://r.example/"' }, 'ERR_SECURE_ORIGIN', 'reportingEndpoints.a'],
    ['a URL that does not parse', { a: 'https://[' }, 'ERR_SECURE_ORIGIN', 'reportingEndpoints.a'],
    ['a line break in a URL', { a: 'https://r.example/\r\n' }, 'ERR_SECURE_CHARACTERS', 'reportingEndpoints.a'],
    ['an upper-case name', { A: URL }, 'ERR_SECURE_CHARACTERS', 'reportingEndpoints.A'],
    ['a URL without quotes', `a=${URL}`, 'ERR_SECURE_SYNTAX', 'reportingEndpoints'],
    ['a token', 'a=b', 'ERR_SECURE_SYNTAX', 'reportingEndpoints.a'],
    ['a name twice', 'a="/a", a="/b"', 'ERR_SECURE_DUPLICATE', 'reportingEndpoints'],
    ['a line break', 'a="/a"\r\nX: 1', 'ERR_SECURE_CHARACTERS', 'reportingEndpoints'],
  ])('refuses %s', (_, value, code, path) => {
    expect(() => sent(value as never)).toThrow(expect.objectContaining({ code, path }))
  })

  it('refuses a builder without any endpoint', () => {
    expect(() => sent(new ReportingEndpoints())).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_MISSING', path: 'reportingEndpoints' }),
    )
  })

  it.each<[call: string, attempt: () => unknown, code: string, path: string]>([
    ['set()', () => new ReportingEndpoints({ a: URL }).set(undefined as never), 'ERR_SECURE_TYPE', 'set'],
    [
      'endpoint()',
      () => new ReportingEndpoints({ a: URL, b: '/b' }).endpoint('a', undefined as never),
      'ERR_SECURE_MISSING',
      'endpoint.a',
    ],
    [
      'endpoint() of a symbol',
      () => new ReportingEndpoints().endpoint(Symbol('a') as never, '/a'),
      'ERR_SECURE_TYPE',
      'endpoint',
    ],
    ['remove() of an object', () => new ReportingEndpoints({ a: URL }).remove(Object.create(null)), 'ERR_SECURE_TYPE', 'remove'],
  ])('refuses what is no name and no place: %s', (_, attempt, code, path) => {
    expect(attempt).toThrow(expect.objectContaining({ code, path }))
  })

  it('does not drop the last endpoint', () => {
    expect(() => new ReportingEndpoints({ a: URL }).remove('a')).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_MISSING', path: 'remove' }),
    )
  })
})

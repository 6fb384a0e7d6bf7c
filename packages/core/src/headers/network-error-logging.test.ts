import { describe, expect, it } from 'vitest'
import type { SecureOptions } from '../options.js'
import { Secure } from '../secure.js'
import { NetworkErrorLogging } from './network-error-logging.js'

const sent = (nel: SecureOptions['nel']) => new Secure({ nel } as SecureOptions).headers().NEL

describe('NetworkErrorLogging', () => {
  it.each<[what: string, value: SecureOptions['nel'], written: string]>([
    ['group and age, in the order of the wire', { max_age: 60, report_to: 'a' }, '{"report_to":"a","max_age":60}'],
    ['an age of 0 without a group', { max_age: 0 }, '{"max_age":0}'],
    [
      'everything else',
      {
        report_to: 'a',
        max_age: 1,
        include_subdomains: true,
        success_fraction: 0.5,
        failure_fraction: 1,
        request_headers: ['Accept'],
        response_headers: ['ETag'],
      },
      '{"report_to":"a","max_age":1,"include_subdomains":true,"success_fraction":0.5,"failure_fraction":1,"request_headers":["Accept"],"response_headers":["ETag"]}',
    ],
    ['a group that Report-To may have', { max_age: 1, report_to: 'my group' }, '{"report_to":"my group","max_age":1}'],
    ['a raw value', '{"max_age": 5, "report_to": "a"}', '{"report_to":"a","max_age":5}'],
  ])('writes %s', (_, value, written) => {
    expect(sent(value)).toBe(written)
  })

  it('writes set()', () => {
    expect(sent(new NetworkErrorLogging().set('{"max_age":0}'))).toBe('{"max_age":0}')
  })

  it.each<[what: string, value: unknown, code: string, path: string]>([
    ['no age', { report_to: 'a' }, 'ERR_SECURE_MISSING', 'nel.max_age'],
    ['no group', { max_age: 1 }, 'ERR_SECURE_MISSING', 'nel.report_to'],
    ['an empty group', { report_to: '', max_age: 1 }, 'ERR_SECURE_MISSING', 'nel.report_to'],
    ['a negative age', { report_to: 'a', max_age: -1 }, 'ERR_SECURE_SECONDS', 'nel.max_age'],
    ['a fraction over 1', { report_to: 'a', max_age: 1, success_fraction: 2 }, 'ERR_SECURE_TYPE', 'nel.success_fraction'],
    [
      'a fraction that is no number',
      { report_to: 'a', max_age: 1, failure_fraction: '1' },
      'ERR_SECURE_TYPE',
      'nel.failure_fraction',
    ],
    [
      'a header name with a space',
      { report_to: 'a', max_age: 1, request_headers: ['a b'] },
      'ERR_SECURE_CHARACTERS',
      'nel.request_headers[0]',
    ],
    [
      'headers that are no list',
      { report_to: 'a', max_age: 1, response_headers: 'ETag' },
      'ERR_SECURE_TYPE',
      'nel.response_headers',
    ],
    ['a key of JavaScript', { reportTo: 'a', max_age: 1 }, 'ERR_SECURE_UNKNOWN_OPTION', 'nel.reportTo'],
    ['a list', '[]', 'ERR_SECURE_TYPE', 'nel'],
    ['what is not JSON', 'max_age=5', 'ERR_SECURE_SYNTAX', 'nel'],
    ['a line break', '{"max_age":0}\r\nX: 1', 'ERR_SECURE_CHARACTERS', 'nel'],
  ])('refuses %s', (_, value, code, path) => {
    expect(() => sent(value as never)).toThrow(expect.objectContaining({ code, path }))
  })

  it('refuses to be set to undefined', () => {
    expect(() => new NetworkErrorLogging({ max_age: 0 }).set(undefined as never)).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'set' }),
    )
  })
})

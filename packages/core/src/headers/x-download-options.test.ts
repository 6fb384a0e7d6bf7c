import { describe, expect, it } from 'vitest'
import { Secure } from '../secure.js'
import { XDownloadOptions } from './x-download-options.js'

describe('XDownloadOptions', () => {
  it.each([['noopen', 'noopen']] as const)('%s() writes %s', (method, value) => {
    expect(new XDownloadOptions()[method]().toString()).toBe(value)
    expect(new Secure({ download: value }).headers()['X-Download-Options']).toBe(value)
  })

  it.each<[what: string, value: unknown, code: string]>([
    ['another value', 'noopne', 'ERR_SECURE_UNKNOWN_VALUE'],
    ['an empty string', '', 'ERR_SECURE_MISSING'],
    ['a line break', 'noopen\r\nX: 1', 'ERR_SECURE_CHARACTERS'],
    ['a number', 1, 'ERR_SECURE_TYPE'],
    ['a list', ['noopen'], 'ERR_SECURE_TYPE'],
  ])('refuses %s', (_, value, code) => {
    expect(() => new Secure({ download: value as never })).toThrow(expect.objectContaining({ code, path: 'download' }))
  })

  it('names the method in the path of a mistake', () => {
    expect(() => new XDownloadOptions().set('noopne')).toThrow(
      expect.objectContaining({ path: 'set', fix: 'Did you mean noopen?' }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { Secure } from '../secure.js'
import { XContentTypeOptions } from './x-content-type-options.js'

describe('XContentTypeOptions', () => {
  it('writes nosniff when untouched', () => {
    expect(new XContentTypeOptions().fields()).toEqual([{ name: 'X-Content-Type-Options', value: 'nosniff' }])
  })

  it('writes nosniff when asked to', () => {
    expect(new XContentTypeOptions('none').nosniff().toString()).toBe('nosniff')
  })

  it.each<[typed: string, value: string]>([
    ['none', 'none'],
    ['NoSniff', 'nosniff'],
    [' nosniff ', 'nosniff'],
  ])('takes %j', (typed, value) => {
    expect(XContentTypeOptions.from(typed).toString()).toBe(value)
    expect(new XContentTypeOptions().set(typed).toString()).toBe(value)
  })

  it.each<[typed: unknown, code: string, fix: string | undefined]>([
    ['no-snif', 'ERR_SECURE_UNKNOWN_VALUE', 'Did you mean nosniff?'],
    ['sniff away', 'ERR_SECURE_UNKNOWN_VALUE', undefined],
    ['nosniff\n', 'ERR_SECURE_CHARACTERS', expect.any(String)],
    [' ', 'ERR_SECURE_MISSING', 'Use false to leave the header out.'],
    [true, 'ERR_SECURE_TYPE', undefined],
  ])('refuses %j', (typed, code, fix) => {
    expect(() => new XContentTypeOptions().set(typed as string)).toThrow(
      expect.objectContaining({ code, path: 'set', fix, expected: expect.stringContaining("'nosniff' or 'none'") }),
    )
  })

  it('names its option when plain data is wrong', () => {
    expect(() => new Secure({ content: 'sniff' as 'nosniff' })).toThrow(expect.objectContaining({ path: 'content' }))
  })

  it('never changes', () => {
    const shared = new XContentTypeOptions('none')
    shared.nosniff()
    expect(shared.toJSON()).toBe('none')
  })
})

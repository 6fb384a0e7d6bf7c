import { describe, expect, it } from 'vitest'
import { isHtml } from './seen.js'

describe('isHtml', () => {
  it.each(['text/html', 'text/html; charset=utf-8', 'TEXT/HTML', ' text/html', 'application/xhtml+xml', 'text/html;charset=x'])(
    'says yes to %j',
    (type) => expect(isHtml(type)).toBe(true),
  )
  it.each(['', 'text/plain', 'application/json', 'text/htmlx', 'application/xml', 'image/svg+xml', 'x-text/html'])(
    'says no to %j',
    (type) => expect(isHtml(type)).toBe(false),
  )
})

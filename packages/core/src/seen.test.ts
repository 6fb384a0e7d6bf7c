import { describe, expect, it } from 'vitest'
import { beginLooking, hasToGo, isHtml, look, seen } from './seen.js'
import { watch } from './watched-headers.js'

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

describe('look', () => {
  const watched = watch(['content-security-policy', 'cache-control', 'x-frame-options'], ['x-powered-by'], true)
  const lookAt = (headers: readonly (readonly [name: string, value: unknown])[]) => {
    beginLooking()
    for (const [name, value] of headers) look(watched, name, value)
    return { ...seen, taken: seen.taken && [...seen.taken] }
  }
  const NOTHING = { isPage: false, taken: undefined, stripped: undefined, cacheControl: undefined, csp: undefined }

  it.each<[what: string, headers: [name: string, value: unknown][], found: object]>([
    ['nothing that the policy watches', [['X-Other', '1']], {}],
    ['a page', [['Content-Type', 'text/html']], { isPage: true }],
    ['several types, of which the last counts', [['Content-Type', ['text/plain', 'text/html']]], { isPage: true }],
    ['a page that becomes text', [['Content-Type', ['text/html', 'text/plain']]], {}],
    ['what is stripped', [['X-Powered-By', 'PHP']], { stripped: ['x-powered-by'] }],
    ['what is set to nothing', [['X-Frame-Options', []]], { stripped: ['x-frame-options'] }],
    ['what is taken', [['X-Frame-Options', 'DENY']], { taken: ['x-frame-options'] }],
    ['a list that is taken', [['X-Frame-Options', ['DENY']]], { taken: ['x-frame-options'] }],
    ['a Cache-Control', [['Cache-Control', 'public']], { taken: ['cache-control'], cacheControl: 'public' }],
    [
      'several policies',
      [
        ['Content-Security-Policy', "img-src 'self'"],
        ['content-security-policy', ["script-src 'self'", 'sandbox']],
      ],
      { taken: ['content-security-policy'], csp: ",img-src 'self',script-src 'self',sandbox" },
    ],
  ])('finds %s, and forgets what it found before', (_, headers, found) => {
    lookAt([
      ['Content-Type', 'text/html'],
      ['X-Powered-By', 'PHP'],
      ['Cache-Control', 'no-store'],
      ['Content-Security-Policy', 'sandbox'],
    ])
    expect(lookAt(headers)).toEqual({ ...NOTHING, ...found })
  })

  it.each<[name: string, value: unknown, goes: boolean]>([
    ['X-Powered-By', 'PHP', true],
    ['X-Frame-Options', [], true],
    ['X-Frame-Options', 'DENY', false],
    ['X-Other', [], false],
  ])('%s: %j has to go: %j', (name, value, goes) => expect(hasToGo(watched, name, value)).toBe(goes))
})

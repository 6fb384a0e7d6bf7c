import { expect, it } from 'vitest'
import { HEADER_CLASSES } from '../packages/core/src/header-classes.js'
import { methods } from './emitted-types.js'

const removals = HEADER_CLASSES.flatMap((header) =>
  methods((header as unknown as { readonly name: string }).name)
    .filter(({ text }) => /^remove\([^,]+\)$/.test(text))
    .map(() => [header.definition.option, header] as const),
)
const calls = HEADER_CLASSES.flatMap((header) => {
  const own = methods((header as unknown as { readonly name: string }).name)
  return own.filter(({ name, text }) => text === `${name}()`).map(({ name }) => [header.definition.option, name, header] as const)
})

it('finds the methods whose types have no argument', () => {
  const found = calls.map(([option, name]) => `${option}.${name}`)
  expect(found).toEqual(
    expect.arrayContaining(['xfo.deny', 'coop.sameOrigin', 'referrer.origin', 'clearSiteData.all', 'permissions.denyAll']),
  )
  expect(found).toEqual(expect.arrayContaining(['cache.noStore', 'csp.upgradeInsecureRequests', 'clearSiteData.cache']))
})

it.each(calls)('%s.%s() refuses an argument', (_, name, header) => {
  const builder = new header() as unknown as Record<string, (...args: unknown[]) => unknown>
  expect(() => builder[name]?.()).not.toThrow()
  for (const argument of ['https://a.example', false, undefined]) {
    expect(() => builder[name]?.(argument)).toThrow(
      expect.objectContaining({
        code: 'ERR_SECURE_TYPE',
        path: name,
        expected: expect.stringMatching(/^no (?:argument|value)$/),
      }),
    )
  }
})

it('finds the methods that remove one thing', () => {
  expect(removals.map(([option]) => option)).toEqual(expect.arrayContaining(['csp', 'hsts', 'cache', 'permissions', 'custom']))
})

it.each(removals)('%s.remove() refuses a second name', (_, header) => {
  const builder = new header() as unknown as { remove(...names: unknown[]): unknown }
  for (const second of ['object-src', undefined]) {
    expect(() => builder.remove('script-src', second)).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_TYPE', path: 'remove', expected: 'one name', fix: 'Call remove() for each.' }),
    )
  }
})

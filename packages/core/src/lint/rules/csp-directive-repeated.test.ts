import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'

const sent = (policy: string) => ({ custom: { 'Content-Security-Policy': policy } })

speaksOf('csp-directive-repeated', [
  ['a second script-src', sent("script-src *; script-src 'none'"), 'medium', 'custom.Content-Security-Policy'],
  ['a third, in capitals', sent('img-src a; IMG-SRC b; img-src c'), 'medium', 'custom.Content-Security-Policy'],
])

leavesAlone('csp-directive-repeated', [
  ['the same directive in two policies of one field', sent("img-src a, img-src b; script-src 'none'")],
  ['an empty directive', sent("; ; img-src 'none';")],
])

it('csp-directive-repeated names the directive', () => {
  expect(findingsOf('csp-directive-repeated', sent("script-src *; script-src 'none'"))).toEqual([
    expect.objectContaining({ message: 'script-src is there more than once, and browsers go by the first.' }),
  ])
})

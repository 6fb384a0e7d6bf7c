import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'

const byName = (csp: string) => ({ custom: { 'Content-Security-Policy': csp } })

speaksOf('csp-directive-unknown', [
  ['a misspelt directive', byName("defalt-src 'self'"), 'medium', 'custom.Content-Security-Policy'],
  ['a directive of nobody', byName("default-src 'self'; shield-up"), 'medium', 'custom.Content-Security-Policy'],
])

leavesAlone('csp-directive-unknown', [
  ['directives in capitals', byName("DEFAULT-SRC 'self'; upgrade-insecure-requests;")],
  ['one that is there on purpose', { csp: { 'default-src': ["'self'"], customDirectives: { 'shield-up': [] } } }],
])

it('csp-directive-unknown names the one that it is most like', () => {
  const fixes = findingsOf('csp-directive-unknown', byName("scrpt-src 'self'; shield-up")).map(({ fix }) => fix)
  expect(fixes.sort()).toEqual(['Drop it.', 'Write script-src.'])
})

it.each([
  ["script-src='self'", 'Write a space in place of the = after script-src.'],
  ["script-src: 'self'", 'Write a space in place of the : after script-src.'],
  ["script-src'self'", 'Write a space after script-src.'],
])('csp-directive-unknown says what %s lacks', (csp, fix) => {
  expect(findingsOf('csp-directive-unknown', byName(csp))).toEqual([expect.objectContaining({ fix })])
})

leavesAlone('csp-directive-unknown', [['a directive of Chromium', byName("default-src 'self'; treat-as-public-address")]])

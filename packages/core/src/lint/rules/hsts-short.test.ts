import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('hsts-short', [
  ['an hour', { hsts: { maxAge: 3600 } }, 'medium', 'hsts.maxAge'],
  ['just half a year', { hsts: { maxAge: 15_768_000 } }, 'low', 'hsts.maxAge'],
  ['an age of 0', { hsts: { maxAge: 0 } }, 'medium', 'hsts.maxAge'],
  [
    'a short age in quotes, with spaces around it',
    { hsts: false, custom: { 'strict-transport-security': 'includeSubDomains; Max-Age = "5"' } },
    'medium',
    'custom.strict-transport-security',
  ],
  [
    'a policy without an age',
    { hsts: false, custom: { 'Strict-Transport-Security': 'includeSubDomains' } },
    'medium',
    'custom.Strict-Transport-Security',
  ],
])

speaksOf(
  'hsts-short',
  [
    'max-age=63072000; includeSubDomains=true',
    'max-age=63072000; max-age=63072000',
    'max-age=0; max-age=63072000',
    'includeSubDomains; max-age=63072000; includesubdomains',
    'max-age=63072000; a b',
    'max-age=63072000; =1',
    'max-age=63072000; a@b',
    'max-age=63072000; a="b',
    'max-age="63072000',
    'max-age=63072000"',
  ].map((value) => [
    `what browsers ignore: ${value}`,
    { hsts: false, custom: { 'Strict-Transport-Security': value } },
    'medium',
    'custom.Strict-Transport-Security',
  ]),
)

it.each([
  ['max-age=15552000', 'Set hsts: { maxAge: 63072000 }, two years.'],
  ['max-age=15552000; includeSubDomains', 'Set hsts: { maxAge: 63072000, includeSubDomains: true }, two years.'],
  ['max-age=15552000; preload', 'Set hsts: { maxAge: 63072000, includeSubDomains: true, preload: true }, two years.'],
])('hsts-short keeps what else %s says', (hsts, fix) => {
  expect(findingsOf('hsts-short', { hsts })).toEqual([expect.objectContaining({ fix })])
})

it('hsts-short keeps secureOnly', () => {
  const fix = 'Set hsts: { maxAge: 63072000, secureOnly: true }, two years.'
  expect(findingsOf('hsts-short', { hsts: { maxAge: 60, secureOnly: true } })).toEqual([expect.objectContaining({ fix })])
})

leavesAlone('hsts-short', [
  ['the default', {}],
  ['a header that is not sent', { hsts: false }],
  ['just a year', { hsts: { maxAge: 31_536_000 } }],
  [
    'directives that no browser knows, even twice',
    { hsts: false, custom: { 'Strict-Transport-Security': ' ;max-age = 63072000;a; a ; b="c d";preload=1;' } },
  ],
  ['a long age in quotes', { hsts: false, custom: { 'Strict-Transport-Security': 'max-age="63072000"' } }],
])

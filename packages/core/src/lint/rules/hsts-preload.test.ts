import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('hsts-preload', [
  ['an age below a year', { hsts: { maxAge: 16_000_000, preload: true } }, 'medium', 'hsts.preload'],
  [
    'a policy without subdomains',
    { hsts: { maxAge: 63_072_000, includeSubDomains: false, preload: true } },
    'medium',
    'hsts.preload',
  ],
  ['a policy that lacks both, once', { hsts: { maxAge: 1, includeSubDomains: false, preload: true } }, 'medium', 'hsts.preload'],
])

it('hsts-preload keeps secureOnly', () => {
  const fix = 'Set hsts: { maxAge: 63072000, includeSubDomains: true, preload: true, secureOnly: true }, or drop preload.'
  expect(findingsOf('hsts-preload', { hsts: { maxAge: 60, preload: true, secureOnly: true } })).toEqual([
    expect.objectContaining({ fix }),
  ])
})

leavesAlone('hsts-preload', [
  ['an age of the default', { hsts: { preload: true } }],
  ['a policy that asks for no preload', { hsts: { maxAge: 1 } }],
  ['just the age that the preload list asks for', { hsts: { maxAge: 31_536_000, preload: true } }],
  [
    'directives in any case',
    { hsts: false, custom: { 'Strict-Transport-Security': 'MAX-AGE=63072000;includesubdomains;PRELOAD' } },
  ],
])

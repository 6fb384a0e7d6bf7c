import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'

const sent = (policy: string) => ({ custom: { 'Content-Security-Policy': policy } })

speaksOf('csp-token-unknown', [
  ['a permission of a sandbox', sent('sandbox allow-bogus'), 'low', 'custom.Content-Security-Policy'],
  ['a sink without its quotes', sent('require-trusted-types-for script'), 'medium', 'custom.Content-Security-Policy'],
  ['a sink in capitals', sent("require-trusted-types-for 'SCRIPT'"), 'medium', 'custom.Content-Security-Policy'],
])

leavesAlone('csp-token-unknown', [
  ['a sandbox with permissions in any case', sent('sandbox Allow-Scripts allow-forms')],
  ['a sandbox without any', { csp: { sandbox: true } }],
  ['the only sink there is', { csp: { 'require-trusted-types-for': true } }],
])

it.each([
  ['sandbox allow-formss', 'Write allow-forms.'],
  ['sandbox allow-formsss', 'Drop it.'],
  ['require-trusted-types-for script', "Write 'script'."],
])('csp-token-unknown says what to do about %s', (policy, fix) => {
  expect(findingsOf('csp-token-unknown', sent(policy))).toEqual([expect.objectContaining({ fix })])
})

import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { SELF } from '../../headers/source-expression.js'

speaksOf('csp-reports-nowhere', [['a policy that says nothing of reports', { csp: { 'script-src': [SELF] } }, 'info', 'csp']])

leavesAlone('csp-reports-nowhere', [
  ['a policy that goes with the option reporting', { csp: { 'script-src': [SELF] }, reporting: 'https://reports.example/r' }],
  ['a policy that is only watched', { csp: { 'script-src': [SELF], reportOnly: true } }],
  ['a policy with report-uri', { csp: { 'script-src': [SELF], 'report-uri': '/r' } }],
])

it('csp-reports-nowhere has a fix that clears the finding for a policy sent by name', () => {
  const [found] = findingsOf('csp-reports-nowhere', { custom: { 'Content-Security-Policy': "default-src 'self'" } })
  expect(found?.fix).toBe('Add report-to to it, or use the option csp.')
})

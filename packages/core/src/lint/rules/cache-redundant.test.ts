import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('cache-redundant', [['directives beside no-store', {}, 'info', 'cache']])

leavesAlone('cache-redundant', [
  ['no-store alone', { cache: 'no-store' }],
  ['no-transform, which is for what passes the response on', { cache: 'no-store, no-transform' }],
  ['what counts for a cache that knows must-understand', { cache: 'must-understand, no-store, max-age=600' }],
  ['no Cache-Control', { cache: false }],
])

it('cache-redundant keeps no-transform', () => {
  const [found] = findingsOf('cache-redundant', { cache: 'no-store, no-transform, max-age=0' })
  expect(found?.fix).toBe("Use cache: 'no-store, no-transform', unless a scanner asks for more.")
})

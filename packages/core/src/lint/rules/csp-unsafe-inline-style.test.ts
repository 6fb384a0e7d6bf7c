import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, SELF, STRICT_DYNAMIC, UNSAFE_INLINE } from '../../headers/source-expression.js'

speaksOf('csp-unsafe-inline-style', [
  ["'unsafe-inline'", { csp: { 'style-src': [UNSAFE_INLINE] } }, 'low', 'csp.style-src[0]'],
  [
    "'unsafe-inline' beside 'strict-dynamic', which is for scripts",
    { csp: { 'style-src': [UNSAFE_INLINE, STRICT_DYNAMIC] } },
    'low',
    'csp.style-src[0]',
  ],
  [
    "'unsafe-inline' beside a policy that says nothing of styles",
    { csp: [{ 'style-src': [UNSAFE_INLINE] }, { 'img-src': [SELF] }] },
    'low',
    'csp[0].style-src[0]',
  ],
])

leavesAlone('csp-unsafe-inline-style', [
  ['a nonce', { csp: { 'style-src': [NONCE] } }],
  ["'unsafe-inline' that a nonce makes ignored", { csp: { 'style-src': [UNSAFE_INLINE, NONCE] } }],
  ["'unsafe-inline' beside a policy that is closed", { csp: [{ 'style-src': [UNSAFE_INLINE] }, { 'style-src': [SELF] }] }],
])

it('csp-unsafe-inline-style does not advise a nonce for style attributes, which have none', () => {
  const [found] = findingsOf('csp-unsafe-inline-style', { csp: { 'style-src': [SELF], 'style-src-attr': [UNSAFE_INLINE] } })
  expect(found?.fix).toBe('Move style attributes into a style sheet.')
})

import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, SELF, STRICT_DYNAMIC } from '../../headers/source-expression.js'

speaksOf('csp-blob-script', [
  ['blob: for scripts', { csp: { 'script-src': [SELF, 'blob:'] } }, 'low', 'csp.script-src[1]'],
  ['filesystem: for scripts', { csp: { 'script-src': ['filesystem:'] } }, 'low', 'csp.script-src[0]'],
])

it.each([
  ["the site's own workers", { 'script-src': [SELF, 'blob:'] }, "For workers use 'worker-src': [SELF, 'blob:']."],
  ['none where none come from a place', { 'script-src': [NONCE, 'blob:'] }, "For workers use 'worker-src': ['blob:']."],
  [
    'those of child-src',
    { 'script-src': [NONCE, 'blob:'], 'child-src': [SELF] },
    "For workers use 'worker-src': [SELF, 'blob:'].",
  ],
  [
    'those of worker-src',
    { 'script-src': [SELF, 'blob:'], 'worker-src': [SELF, 'blob:'] },
    "For workers, put 'blob:' in 'worker-src' alone.",
  ],
])('csp-blob-script keeps %s', (_, csp, fix) => {
  expect(findingsOf('csp-blob-script', { csp })).toEqual([expect.objectContaining({ fix })])
})

leavesAlone('csp-blob-script', [
  ["blob: beside 'strict-dynamic'", { csp: { 'script-src': [NONCE, STRICT_DYNAMIC, 'blob:'] } }],
  ['blob: for anything but scripts', { csp: { 'object-src': ['blob:'], 'img-src': ['blob:'] } }],
])

import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, STRICT_DYNAMIC, UNSAFE_INLINE } from '../../headers/source-expression.js'

speaksOf('csp-unsafe-inline-ignored', [
  ["'unsafe-inline' beside a nonce", { csp: { 'script-src': [UNSAFE_INLINE, NONCE] } }, 'info', 'csp.script-src[0]'],
  [
    "'unsafe-inline' beside 'strict-dynamic'",
    { csp: { 'script-src': [UNSAFE_INLINE, STRICT_DYNAMIC] } },
    'info',
    'csp.script-src[0]',
  ],
])

leavesAlone('csp-unsafe-inline-ignored', [
  ['a nonce alone', { csp: { 'script-src': [NONCE] } }],
  [
    "'unsafe-inline' beside 'strict-dynamic' in default-src, which counts for styles",
    { csp: { 'default-src': [UNSAFE_INLINE, STRICT_DYNAMIC] } },
  ],
])

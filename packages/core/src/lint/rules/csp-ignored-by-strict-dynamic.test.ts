import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, SELF, STRICT_DYNAMIC, UNSAFE_EVAL, UNSAFE_INLINE } from '../../headers/source-expression.js'

speaksOf('csp-ignored-by-strict-dynamic', [
  ["'self' beside it", { csp: { 'script-src': [NONCE, STRICT_DYNAMIC, SELF] } }, 'info', 'csp.script-src[2]'],
  ['a wildcard beside it', { csp: { 'script-src': [NONCE, STRICT_DYNAMIC, '*'] } }, 'info', 'csp.script-src[2]'],
  ['a scheme beside it', { csp: { 'script-src': [NONCE, STRICT_DYNAMIC, 'wss:'] } }, 'info', 'csp.script-src[2]'],
  [
    "'self' beside it, where default-src has one too",
    { csp: { 'default-src': [SELF], 'script-src': [NONCE, STRICT_DYNAMIC, SELF] } },
    'info',
    'csp.script-src[2]',
  ],
])

leavesAlone('csp-ignored-by-strict-dynamic', [
  ['a nonce beside it', { csp: { 'script-src': [NONCE, STRICT_DYNAMIC] } }],
  ["'unsafe-eval' beside it", { csp: { 'script-src': [NONCE, STRICT_DYNAMIC, UNSAFE_EVAL] } }],
  [
    "'unsafe-inline' beside it, which csp-unsafe-inline-ignored speaks of",
    { csp: { 'script-src': [NONCE, STRICT_DYNAMIC, UNSAFE_INLINE] } },
  ],
  ['places in default-src, which count for images', { csp: { 'default-src': [SELF, NONCE, STRICT_DYNAMIC] } }],
])

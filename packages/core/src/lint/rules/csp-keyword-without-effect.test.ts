import { NONCE, STRICT_DYNAMIC, UNSAFE_INLINE } from '../../headers/source-expression.js'
import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('csp-keyword-without-effect', [
  ["'strict-dynamic' for images", { csp: { 'img-src': [STRICT_DYNAMIC] } }, 'low', 'csp.img-src[0]'],
  [
    "'inline-speculation-rules' in default-src",
    { csp: { 'default-src': ["'inline-speculation-rules'"] } },
    'low',
    'csp.default-src[0]',
  ],
  ["'unsafe-hashes' for style elements", { csp: { 'style-src-elem': ["'unsafe-hashes'"] } }, 'low', 'csp.style-src-elem[0]'],
  ["'strict-dynamic' for styles", { csp: { 'style-src': [STRICT_DYNAMIC] } }, 'low', 'csp.style-src[0]'],
])

leavesAlone('csp-keyword-without-effect', [
  ["'strict-dynamic' for scripts", { csp: { 'script-src': [NONCE, STRICT_DYNAMIC] } }],
  ["'inline-speculation-rules' for scripts", { csp: { 'script-src': ["'inline-speculation-rules'"] } }],
  ["'unsafe-hashes' for style attributes", { csp: { 'style-src-attr': ["'unsafe-hashes'"] } }],
  ["'unsafe-inline' and 'strict-dynamic' for handlers", { csp: { 'script-src-attr': [UNSAFE_INLINE, STRICT_DYNAMIC] } }],
])

import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, SELF, UNSAFE_INLINE } from '../../headers/source-expression.js'

const HASH = `'sha256-${'A'.repeat(43)}='`

speaksOf('csp-nonce-without-effect', [
  ['a nonce for images', { csp: { 'img-src': [NONCE] } }, 'low', 'csp.img-src[0]'],
  ['a nonce for workers', { csp: { 'worker-src': [NONCE] } }, 'low', 'csp.worker-src[0]'],
  ['a nonce for handlers, which have none', { csp: { 'script-src-attr': [NONCE] } }, 'low', 'csp.script-src-attr[0]'],
  ["a hash for handlers without 'unsafe-hashes'", { csp: { 'script-src-attr': [HASH] } }, 'low', 'csp.script-src-attr[0]'],
])

leavesAlone('csp-nonce-without-effect', [
  ['a directive that we do not know', { csp: { 'img-src': [SELF], customDirectives: { 'script-src-v2': [NONCE] } } }],
  ['a nonce for styles', { csp: { 'style-src': [NONCE] } }],
  ["a hash for handlers beside 'unsafe-hashes'", { csp: { 'script-src-attr': [HASH, "'unsafe-hashes'"] } }],
  ["a nonce for handlers that makes 'unsafe-inline' ignored", { csp: { 'script-src-attr': [NONCE, UNSAFE_INLINE] } }],
])

import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, STRICT_DYNAMIC } from '../../headers/source-expression.js'

const HASH = `'sha256-${'A'.repeat(43)}='`

speaksOf('csp-strict-dynamic-alone', [
  ["'strict-dynamic' alone", { csp: { 'script-src': [STRICT_DYNAMIC] } }, 'medium', 'csp.script-src[0]'],
  ["'strict-dynamic' alone in default-src", { csp: { 'default-src': [STRICT_DYNAMIC] } }, 'medium', 'csp.default-src[0]'],
])

leavesAlone('csp-strict-dynamic-alone', [
  ['a nonce beside it', { csp: { 'script-src': [STRICT_DYNAMIC, NONCE] } }],
  [
    'a nonce beside it where elements are governed',
    { csp: { 'script-src': [STRICT_DYNAMIC], 'script-src-elem': [NONCE, STRICT_DYNAMIC], 'script-src-attr': [STRICT_DYNAMIC] } },
  ],
  ['a hash beside it', { csp: { 'script-src': [STRICT_DYNAMIC, HASH] } }],
])

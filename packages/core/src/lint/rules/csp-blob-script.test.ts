import { NONCE, SELF, STRICT_DYNAMIC } from '../../headers/source-expression.js'
import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('csp-blob-script', [
  ['blob: for scripts', { csp: { 'script-src': [SELF, 'blob:'] } }, 'low', 'csp.script-src[1]'],
  ['filesystem: for scripts', { csp: { 'script-src': ['filesystem:'] } }, 'low', 'csp.script-src[0]'],
])

leavesAlone('csp-blob-script', [
  ["blob: beside 'strict-dynamic'", { csp: { 'script-src': [NONCE, STRICT_DYNAMIC, 'blob:'] } }],
  ['blob: for what is no script', { csp: { 'object-src': ['blob:'], 'img-src': ['blob:'] } }],
])

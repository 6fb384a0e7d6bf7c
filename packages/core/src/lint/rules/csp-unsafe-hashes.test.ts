import { SELF } from '../../headers/source-expression.js'
import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('csp-unsafe-hashes', [
  ["'unsafe-hashes' for scripts", { csp: { 'script-src': ["'unsafe-hashes'"] } }, 'low', 'csp.script-src[0]'],
])

leavesAlone('csp-unsafe-hashes', [
  ["'self'", { csp: { 'script-src': [SELF] } }],
  ["'unsafe-hashes' for elements, which have no handlers", { csp: { 'script-src-elem': ["'unsafe-hashes'"] } }],
])

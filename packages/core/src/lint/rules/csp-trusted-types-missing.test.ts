import { SELF } from '../../headers/source-expression.js'
import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('csp-trusted-types-missing', [['a policy without it', { csp: { 'script-src': [SELF] } }, 'info', 'csp']])

leavesAlone('csp-trusted-types-missing', [
  ['a policy that has it', { csp: { 'require-trusted-types-for': true } }],
  ['a policy that is only watched', { csp: { 'script-src': [SELF], reportOnly: true } }],
])

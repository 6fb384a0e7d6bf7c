import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { SELF } from '../../headers/source-expression.js'

speaksOf('csp-form-action-missing', [
  ['a policy without it', { csp: { 'script-src': [SELF] } }, 'low', 'csp'],
  ['a sandbox that allows forms', { csp: { 'script-src': [SELF], sandbox: ['allow-forms'] } }, 'low', 'csp'],
])

leavesAlone('csp-form-action-missing', [
  ['a policy that has it', { csp: { 'form-action': [SELF] } }],
  ['a sandbox without forms', { csp: { 'script-src': [SELF], sandbox: ['allow-scripts'] } }],
  ['a policy that is only watched', { csp: { 'script-src': [SELF], reportOnly: true } }],
])

import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONE, SELF } from '../../headers/source-expression.js'

speaksOf('csp-frame-ancestors-missing', [
  ['a policy without it, beside X-Frame-Options', { csp: { 'script-src': [SELF] } }, 'low', 'csp'],
  ['neither it nor X-Frame-Options, without any policy', { xfo: false }, 'medium', 'xfo'],
  ['a policy without it, and no X-Frame-Options', { csp: { 'script-src': [SELF] }, xfo: false }, 'medium', 'csp'],
])

leavesAlone('csp-frame-ancestors-missing', [
  ['a policy that has it', { csp: { 'frame-ancestors': [NONE] } }],
  ['an X-Frame-Options that no browser knows, of which another rule speaks', { xfo: 'ALLOW-FROM https://a.example' }],
  ['the same beside a policy without it', { csp: { 'script-src': [SELF] }, xfo: 'ALLOW-FROM https://a.example' }],
  ['X-Frame-Options alone, where there is no policy', {}],
  ['X-Frame-Options beside a policy that is only watched', { csp: { 'script-src': [SELF], reportOnly: true } }],
  ['X-Frame-Options where the policy is switched off', { xfo: 'DENY', csp: false }],
])

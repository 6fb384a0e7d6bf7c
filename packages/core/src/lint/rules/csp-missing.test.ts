import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { SELF } from '../../headers/source-expression.js'

speaksOf('csp-missing', [
  ['no policy at all', {}, 'medium', 'csp'],
  ['a policy that is only watched', { csp: { 'img-src': [SELF], reportOnly: true } }, 'medium', 'csp'],
  [
    'a policy that is only watched, sent by name',
    { custom: { 'Content-Security-Policy-Report-Only': "default-src 'self'" } },
    'medium',
    'csp',
  ],
  [
    'a policy without a directive, sent by name',
    { custom: { 'Content-Security-Policy': ';' } },
    'medium',
    'custom.Content-Security-Policy',
  ],
])

leavesAlone('csp-missing', [
  ['a policy that is enforced', { csp: { 'script-src': [SELF] } }],
  ['a policy that is enforced, sent by name', { custom: { 'content-security-policy': "default-src 'none'" } }],
])

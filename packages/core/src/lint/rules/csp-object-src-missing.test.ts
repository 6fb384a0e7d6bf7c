import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONE, SELF } from '../../headers/source-expression.js'

speaksOf('csp-object-src-missing', [
  ['a policy of scripts', { csp: { 'script-src': [SELF] } }, 'high', 'csp'],
  [
    'a policy beside one that has it, and is only watched',
    { csp: [{ 'img-src': [SELF] }, { 'object-src': [NONE], reportOnly: true }] },
    'high',
    'csp[0]',
  ],
  ['a sandbox that runs scripts', { csp: { sandbox: ['allow-scripts'] } }, 'medium', 'csp'],
  ['a policy that is about frames alone', { csp: { 'frame-ancestors': [NONE] } }, 'medium', 'csp'],
])

leavesAlone('csp-object-src-missing', [
  ['a policy that has it', { csp: { 'object-src': [NONE] } }],
  ['a sandbox without scripts', { csp: 'sandbox' }],
  [
    'a policy that has it, beside one that is only watched',
    { csp: [{ 'object-src': [NONE] }, { 'img-src': [SELF], reportOnly: true }] },
  ],
])

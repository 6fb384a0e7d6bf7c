import { NONCE } from '../../headers/source-expression.js'
import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('csp-static-nonce', [
  [
    'a nonce that is written into the policy',
    { csp: { 'script-src': ["'nonce-abcdefghijklmnopqrstuvwx'"] } },
    'high',
    'csp.script-src[0]',
  ],
  [
    'a written nonce in capitals',
    { custom: { 'Content-Security-Policy': "script-src 'NONCE-abcdefghijklmnopqrstuvwx'" } },
    'high',
    'custom.Content-Security-Policy',
  ],
])

leavesAlone('csp-static-nonce', [['a nonce of every response', { csp: { 'script-src': [NONCE] } }]])

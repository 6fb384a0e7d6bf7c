import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, SELF } from '../../headers/source-expression.js'

speaksOf('csp-strict-dynamic-missing', [
  ["'self' beside a nonce", { csp: { 'script-src': [NONCE, SELF] } }, 'info', 'csp.script-src'],
  [
    "'self' beside a nonce that is written into the policy",
    { csp: { 'script-src': ["'nonce-abcdefghijklmnopqrstuvwx'", SELF] } },
    'info',
    'csp.script-src',
  ],
  [
    'the policy that governs scripts, beside one that does not',
    { csp: [{ 'img-src': [SELF] }, { 'script-src': [NONCE, SELF] }] },
    'info',
    'csp[1].script-src',
  ],
])

leavesAlone('csp-strict-dynamic-missing', [
  ['web sockets beside a nonce', { csp: { 'script-src': [NONCE, 'wss:'] } }],
  ['a nonce alone', { csp: { 'script-src': [NONCE] } }],
  ["'self' beside a hash", { csp: { 'script-src': ["'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", SELF] } }],
  [
    "'self' beside a nonce, beside a policy with a nonce alone",
    { csp: [{ 'script-src': [NONCE, SELF] }, { 'script-src': [NONCE] }] },
  ],
])

import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONE, SELF } from '../../headers/source-expression.js'

speaksOf('xfo-contradicts-frame-ancestors', [
  ["DENY beside 'self'", { xfo: 'DENY', csp: { 'frame-ancestors': [SELF] } }, 'low', 'xfo'],
])

leavesAlone('xfo-contradicts-frame-ancestors', [
  ["DENY beside an empty list, which is 'none'", { xfo: 'DENY', custom: { 'Content-Security-Policy': 'frame-ancestors' } }],
  ["DENY beside 'none'", { xfo: 'DENY', csp: { 'frame-ancestors': [NONE] } }],
  ['frame-ancestors that are only watched', { xfo: 'DENY', csp: { 'frame-ancestors': [SELF], reportOnly: true } }],
  [
    "DENY beside two policies, of which the narrowest is 'none'",
    { xfo: 'DENY', csp: [{ 'frame-ancestors': [SELF] }, { 'frame-ancestors': [NONE] }] },
  ],
  [
    "deny, sent by name, beside 'none'",
    { xfo: false, csp: { 'frame-ancestors': [NONE] }, custom: { 'X-Frame-Options': 'deny' } },
  ],
])

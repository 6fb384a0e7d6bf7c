import { NONCE, SELF } from '../../headers/source-expression.js'
import { leavesAlone, speaksOf } from '../speaks-of.js'

const HASH = `'sha256-${'A'.repeat(43)}='`

speaksOf('csp-base-uri-missing', [
  ['a policy of places', { csp: { 'script-src': [SELF] } }, 'medium', 'csp'],
  ['a nonce, which a relative script keeps', { csp: { 'script-src': [NONCE] } }, 'high', 'csp'],
  ['a nonce in a sandbox that runs scripts', { csp: { 'script-src': [NONCE], sandbox: ['allow-scripts'] } }, 'high', 'csp'],
  [
    'a policy beside a sandbox that is only watched',
    { csp: [{ 'script-src': [SELF] }, { sandbox: true, reportOnly: true }] },
    'medium',
    'csp[0]',
  ],
  ['a hash, which a relative script keeps', { csp: { 'script-src': [HASH] } }, 'high', 'csp'],
])

leavesAlone('csp-base-uri-missing', [
  ['a policy that has it', { csp: { 'base-uri': [SELF] } }],
  ['a sandbox without scripts', { csp: { 'script-src': [NONCE], sandbox: ['allow-forms'] } }],
  ['a policy beside a sandbox without scripts', { csp: [{ 'script-src': [SELF] }, { sandbox: true }] }],
  ['a policy by which no scripts load', { csp: "default-src 'none'; frame-ancestors 'none'; form-action 'none'" }],
])

import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, SELF, STRICT_DYNAMIC } from '../../headers/source-expression.js'

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
  ['a hash, which no other script has', { csp: { 'script-src': [HASH] } }, 'medium', 'csp'],
  [
    "a hash with 'strict-dynamic', by which a script that it trusts loads others",
    { csp: { 'script-src': [HASH, STRICT_DYNAMIC] } },
    'high',
    'csp',
  ],
  [
    'a nonce beside a policy that names the places',
    { csp: [{ 'script-src': [NONCE] }, { 'script-src': [SELF] }] },
    'medium',
    'csp[0]',
  ],
  [
    "a nonce beside a policy whose places are ignored under 'strict-dynamic'",
    { csp: [{ 'script-src': [NONCE] }, "script-src 'strict-dynamic' https:"] },
    'medium',
    'csp[0]',
  ],
  ['a nonce beside a policy that takes every place', { csp: ['script-src https:', { 'script-src': [NONCE] }] }, 'high', 'csp[0]'],
])

leavesAlone('csp-base-uri-missing', [
  ['a policy that has it', { csp: { 'base-uri': [SELF] } }],
  ['a sandbox without scripts', { csp: { 'script-src': [NONCE], sandbox: ['allow-forms'] } }],
  ['a policy beside a sandbox without scripts', { csp: [{ 'script-src': [SELF] }, { sandbox: true }] }],
  ['a policy under which no scripts load', { csp: "default-src 'none'; frame-ancestors 'none'; form-action 'none'" }],
])

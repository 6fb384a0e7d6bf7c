import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, STRICT_DYNAMIC, UNSAFE_INLINE } from '../../headers/source-expression.js'

speaksOf('csp-static-nonce', [
  [
    'a nonce that is written into the policy',
    { csp: { 'script-src': ["'nonce-abcdefghijklmnopqrstuvwx'"] } },
    'high',
    'csp.script-src[0]',
  ],
  [
    'a nonce in one policy, beside one that lets in what has it',
    { csp: [{ 'script-src': ['https:'] }, { 'script-src': ["'nonce-abcdefghijklmnopqrstuvwx'"] }] },
    'high',
    'csp[1].script-src[0]',
  ],
  [
    'a written nonce in capitals',
    { custom: { 'Content-Security-Policy': "script-src 'NONCE-abcdefghijklmnopqrstuvwx'" } },
    'high',
    'custom.Content-Security-Policy',
  ],
  [
    'one for styles, beside a policy that lets styles in from everywhere',
    { csp: [{ 'style-src': ["'nonce-abcdefghijklmnopqrstuvwx'"] }, { 'style-src': ['https:'] }] },
    'low',
    'csp[0].style-src[0]',
  ],
  [
    'a nonce in one policy, beside one that allows inline scripts',
    { csp: [{ 'script-src': ["'unsafe-inline'"] }, { 'script-src': ["'nonce-abcdefghijklmnopqrstuvwx'"] }] },
    'high',
    'csp[1].script-src[0]',
  ],
  [
    'a nonce for styles that is written into the policy',
    { csp: { 'style-src': ["'nonce-abcdefghijklmnopqrstuvwx'"] } },
    'low',
    'csp.style-src[0]',
  ],
])

leavesAlone('csp-static-nonce', [
  [
    'a nonce in one policy, beside fallbacks for old browsers',
    {
      csp: [
        { 'script-src': [NONCE, STRICT_DYNAMIC, 'https:', UNSAFE_INLINE] },
        { 'script-src': ["'nonce-abcdefghijklmnopqrstuvwx'"] },
      ],
    },
  ],
  ['a nonce of every response', { csp: { 'script-src': [NONCE] } }],
  [
    'a nonce in one policy, where another one lets in nothing that has it',
    {
      csp: [{ 'script-src': [NONCE] }, { 'script-src': ["'nonce-abcdefghijklmnopqrstuvwx'"] }],
    },
  ],
  ['a nonce without effect', { csp: { 'img-src': ["'nonce-abcdefghijklmnopqrstuvwx'"] } }],
])

import { NONCE } from '../../headers/source-expression.js'
import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('csp-nonce-shared-cache', [
  [
    'a nonce in a page that shared caches keep',
    { csp: { 'script-src': [NONCE] }, cache: 'public, max-age=60' },
    'high',
    'csp.script-src[0]',
  ],
  [
    'several nonces, once',
    { csp: { 'script-src': [NONCE], 'style-src': [NONCE] }, cache: 'public' },
    'high',
    'csp.script-src[0]',
  ],
  ['max-age=60', { csp: { 'script-src': [NONCE] }, cache: 'max-age=60' }, 'high', 'csp.script-src[0]'],
  [
    'must-revalidate, max-age=60',
    { csp: { 'script-src': [NONCE] }, cache: 'must-revalidate, max-age=60' },
    'high',
    'csp.script-src[0]',
  ],
  ['public', { csp: { 'script-src': [NONCE] }, cache: 'public' }, 'high', 'csp.script-src[0]'],
  ['s-maxage=1', { csp: { 'script-src': [NONCE] }, cache: 's-maxage=1' }, 'high', 'csp.script-src[0]'],
])

leavesAlone('csp-nonce-shared-cache', [
  ['a nonce in a page for one visitor', { csp: { 'script-src': [NONCE] }, cache: 'private' }],
  ['private, max-age=60', { csp: { 'script-src': [NONCE] }, cache: 'private, max-age=60' }],
  ['no-store', { csp: { 'script-src': [NONCE] }, cache: 'no-store' }],
  ['no-cache', { csp: { 'script-src': [NONCE] }, cache: 'no-cache' }],
  ['max-age=0', { csp: { 'script-src': [NONCE] }, cache: 'max-age=0' }],
])

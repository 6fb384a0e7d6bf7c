import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE } from '../../headers/source-expression.js'
import { balanced, strict } from '../../presets/index.js'

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
  // RFC 9111 §3: what says neither private nor no-store may be stored, and §4.2.2: without an age, caches make up one.
  ...(['must-revalidate', 'private="set-cookie"', 'no-transform'] as const).map(
    (cache) => [cache, { ...strict, cache }, 'high', 'csp.script-src-elem[0]'] as const,
  ),
  ['s-maxage=1', { csp: { 'script-src': [NONCE] }, cache: 's-maxage=1' }, 'high', 'csp.script-src[0]'],
  [
    'no-cache for some fields only',
    { csp: { 'script-src': ["'nonce-{nonce}'"] }, cache: 'public, max-age=60, no-cache="set-cookie"' },
    'high',
    'csp.script-src[0]',
  ],
  [
    'no-store as the name of a field',
    { csp: { 'script-src': ["'nonce-{nonce}'"] }, cache: 'public, max-age=60, no-cache="a, no-store, b"' },
    'high',
    'csp.script-src[0]',
  ],
  [
    'a field for CDNs, which replaces Cache-Control there',
    { ...strict, custom: { 'CDN-Cache-Control': 'public, max-age=3600' } },
    'high',
    'csp.script-src-elem[0]',
  ],
  [
    "one vendor's field for CDNs",
    { ...strict, custom: { 'cloudflare-cdn-cache-control': 'max-age=3600' } },
    'high',
    'csp.script-src-elem[0]',
  ],
  ['Surrogate-Control', { ...strict, custom: { 'Surrogate-Control': 'max-age=3600' } }, 'high', 'csp.script-src-elem[0]'],
  [
    'a field for CDNs that has them ask',
    { ...strict, custom: { 'CDN-Cache-Control': 'no-cache' } },
    'medium',
    'csp.script-src-elem[0]',
  ],
])

speaksOf(
  'csp-nonce-shared-cache',
  ['no-cache', 'no-cache, must-revalidate', 'max-age=0', 'max-age=60, s-maxage=0', 'public, no-cache'].map((cache) => [
    cache,
    { ...strict, cache },
    'medium',
    'csp.script-src-elem[0]',
  ]),
)

leavesAlone('csp-nonce-shared-cache', [
  ['a nonce in a page for one visitor', { csp: { 'script-src': [NONCE] }, cache: 'private' }],
  ['private, max-age=60', { csp: { 'script-src': [NONCE] }, cache: 'private, max-age=60' }],
  ['no-store', { csp: { 'script-src': [NONCE] }, cache: 'no-store' }],
  ['private that is not said of some fields only', { csp: { 'script-src': [NONCE] }, cache: 'no-cache="a", private' }],
  ['a page that the policy says nothing about, which adapters keep private', { ...strict, cache: false }],
  [
    'a CDN that is told not to store',
    { csp: { 'script-src': [NONCE] }, cache: 'private', custom: { 'CDN-Cache-Control': 'no-store' } },
  ],
  [
    'a Surrogate-Control that does not speak of storing',
    { csp: { 'script-src': [NONCE] }, cache: 'private', custom: { 'Surrogate-Control': 'content="ESI/1.0"' } },
  ],
  ['a shared page without a nonce', { ...balanced, cache: 'public, max-age=60', custom: { 'CDN-Cache-Control': 'max-age=60' } }],
])

import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, SELF, STRICT_DYNAMIC, UNSAFE_INLINE } from '../../headers/source-expression.js'

const HASH = `'sha256-${'A'.repeat(43)}='`

speaksOf('csp-host-allowlist', [
  ["'self'", { csp: { 'script-src': [SELF] } }, 'info', 'csp.script-src[0]'],
  ['a host beside a hash', { csp: { 'script-src': [HASH, 'https://a.example'] } }, 'info', 'csp.script-src[1]'],
  [
    "'self' in a policy beside one that is open",
    { csp: [{ 'script-src': [SELF] }, { 'script-src': ['https:'] }] },
    'info',
    'csp[0].script-src[0]',
  ],
  [
    "'self' in a policy beside one that takes inline scripts",
    { csp: [{ 'script-src': [SELF] }, { 'script-src': [SELF, UNSAFE_INLINE] }] },
    'info',
    'csp[0].script-src[0]',
  ],
  [
    "'self' beside an 'unsafe-inline' that browsers ignore",
    { csp: { 'script-src': [SELF, HASH, UNSAFE_INLINE] } },
    'info',
    'csp.script-src[0]',
  ],
  ['several places, once', { csp: { 'script-src': [SELF, 'https://a.example'] } }, 'info', 'csp.script-src[0]'],
])

leavesAlone('csp-host-allowlist', [
  ['a nonce alone', { csp: { 'script-src': [NONCE] } }],
  [
    "'self' in a policy beside one with 'strict-dynamic'",
    { csp: [{ 'script-src': [SELF] }, { 'script-src': [NONCE, STRICT_DYNAMIC, 'https:'] }] },
  ],
  ['a list that takes every host', { csp: { 'script-src': [SELF, 'https:'] } }],
  ['a list that takes data:', { csp: { 'script-src': [SELF, 'data:'] } }],
  ['a list that takes inline scripts', { csp: { 'script-src': [SELF, 'https://a.example', UNSAFE_INLINE] } }],
  ['a host that csp-bypassable-host speaks of', { csp: { 'script-src': ['https://cdnjs.cloudflare.com'] } }],
])

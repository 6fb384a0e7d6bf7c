import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, SELF, STRICT_DYNAMIC, UNSAFE_HASHES, UNSAFE_INLINE } from '../../headers/source-expression.js'

const HASH = `'sha256-${'A'.repeat(43)}='`

speaksOf('csp-keyword-without-effect', [
  ["'strict-dynamic' for images", { csp: { 'img-src': [STRICT_DYNAMIC] } }, 'low', 'csp.img-src[0]'],
  [
    "'inline-speculation-rules' in default-src",
    { csp: { 'default-src': ["'inline-speculation-rules'"] } },
    'low',
    'csp.default-src[0]',
  ],
  ["'unsafe-hashes' for style elements", { csp: { 'style-src-elem': ["'unsafe-hashes'"] } }, 'low', 'csp.style-src-elem[0]'],
  ["'unsafe-hashes' without a hash", { csp: { 'script-src': [SELF, UNSAFE_HASHES] } }, 'low', 'csp.script-src[1]'],
  [
    "'trusted-types-eval' where nobody asks for Trusted Types",
    { csp: { 'script-src': [SELF, "'trusted-types-eval'"] } },
    'low',
    'csp.script-src[1]',
  ],
  [
    "'inline-speculation-rules' beside a nonce",
    { csp: { 'script-src': ["'inline-speculation-rules'", NONCE] } },
    'low',
    'csp.script-src[0]',
  ],
  ["'strict-dynamic' for styles", { csp: { 'style-src': [STRICT_DYNAMIC] } }, 'low', 'csp.style-src[0]'],
  [
    "'unsafe-hashes' with a nonce alone",
    { csp: { 'script-src': ["'unsafe-hashes'", "'nonce-{nonce}'"] } },
    'low',
    'csp.script-src[0]',
  ],
])

leavesAlone('csp-keyword-without-effect', [
  [
    'a directive that we do not know',
    { csp: { 'script-src': [NONCE], customDirectives: { 'script-src-v2': [NONCE, STRICT_DYNAMIC] } } },
  ],
  [
    "'trusted-types-eval' where Trusted Types are asked for",
    { csp: { 'script-src': ["'trusted-types-eval'"], 'require-trusted-types-for': true } },
  ],
  [
    "'trusted-types-eval' where another policy asks for Trusted Types",
    { csp: [{ 'script-src': ["'trusted-types-eval'"] }, { 'require-trusted-types-for': true }] },
  ],
  ["'strict-dynamic' for scripts", { csp: { 'script-src': [NONCE, STRICT_DYNAMIC] } }],
  ["'inline-speculation-rules' for scripts", { csp: { 'script-src': ["'inline-speculation-rules'"] } }],
  ["'unsafe-hashes' for style attributes", { csp: { 'style-src-attr': [UNSAFE_HASHES, HASH] } }],
  ["'unsafe-inline' and 'strict-dynamic' for handlers", { csp: { 'script-src-attr': [UNSAFE_INLINE, STRICT_DYNAMIC] } }],
  ["'report-sha512' in default-src, which governs scripts", { csp: { 'default-src': ["'self'", "'report-sha512'"] } }],
])

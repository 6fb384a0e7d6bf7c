import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { SELF } from '../../headers/source-expression.js'

const HASH = `'sha256-${'A'.repeat(43)}='`

speaksOf('csp-unsafe-hashes', [
  ["'unsafe-hashes' for scripts", { csp: { 'script-src': ["'unsafe-hashes'", HASH] } }, 'low', 'csp.script-src[0]'],
  [
    "'unsafe-hashes' for elements, by which javascript: URLs run",
    { csp: { 'script-src-elem': ["'unsafe-hashes'", HASH] } },
    'low',
    'csp.script-src-elem[0]',
  ],
])

leavesAlone('csp-unsafe-hashes', [
  ["'self'", { csp: { 'script-src': [SELF] } }],
  ["'unsafe-hashes' for style attributes", { csp: { 'style-src-attr': ["'unsafe-hashes'", HASH] } }],
  ["'unsafe-hashes' without a hash, which does nothing", { csp: { 'script-src': [SELF, "'unsafe-hashes'"] } }],
])

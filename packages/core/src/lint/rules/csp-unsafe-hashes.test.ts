import { SELF } from '../../headers/source-expression.js'
import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('csp-unsafe-hashes', [
  ["'unsafe-hashes' for scripts", { csp: { 'script-src': ["'unsafe-hashes'"] } }, 'low', 'csp.script-src[0]'],
  [
    "'unsafe-hashes' for elements, by which javascript: URLs run",
    { csp: { 'script-src-elem': ["'unsafe-hashes'"] } },
    'low',
    'csp.script-src-elem[0]',
  ],
])

leavesAlone('csp-unsafe-hashes', [
  ["'self'", { csp: { 'script-src': [SELF] } }],
  ["'unsafe-hashes' for style attributes", { csp: { 'style-src-attr': ["'unsafe-hashes'"] } }],
])

import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONE } from '../../headers/source-expression.js'

speaksOf('csp-trusted-types-open', [
  ['a wildcard', { csp: { 'trusted-types': ['*'] } }, 'low', 'csp.trusted-types[0]'],
  [
    "'allow-duplicates' beside a name",
    { csp: { 'trusted-types': ['app', "'allow-duplicates'"] } },
    'low',
    'csp.trusted-types[1]',
  ],
  [
    "the wildcard, and not 'allow-duplicates' beside it",
    { csp: { 'trusted-types': ['*', "'allow-duplicates'"] } },
    'low',
    'csp.trusted-types[0]',
  ],
  [
    'Trusted Types of policies that nobody names',
    { csp: { 'require-trusted-types-for': true } },
    'low',
    'csp.require-trusted-types-for',
  ],
  [
    'the same in a policy that is sent by name',
    { custom: { 'Content-Security-Policy': "require-trusted-types-for 'script'" } },
    'low',
    'custom.Content-Security-Policy',
  ],
])

leavesAlone('csp-trusted-types-open', [
  ['sinks that take any text, because of which there is worse to say', { csp: { 'script-src': ["'self'"] } }],
  ['names that stand in another policy', { csp: [{ 'require-trusted-types-for': true }, { 'trusted-types': ['app'] }] }],
  ['a page that runs no scripts', { csp: { 'require-trusted-types-for': true, sandbox: true } }],
  ['a policy under which no script runs', { csp: "default-src 'none'; require-trusted-types-for 'script'" }],
  ['a wildcard where no script runs', { csp: { 'default-src': [NONE], 'trusted-types': ['*'] } }],
  ['a wildcard in a sandbox without scripts', { csp: { sandbox: ['allow-forms'], 'trusted-types': ['*'] } }],
  ['a name', { csp: { 'trusted-types': ['app'] } }],
  ["'allow-duplicates' alone, which allows no policy", { csp: { 'trusted-types': ["'allow-duplicates'"] } }],
  ['a wildcard beside a policy that names them', { csp: [{ 'trusted-types': ['*'] }, { 'trusted-types': ['app'] }] }],
])

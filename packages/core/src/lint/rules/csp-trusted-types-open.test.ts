import { leavesAlone, speaksOf } from '../speaks-of.js'

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
])

leavesAlone('csp-trusted-types-open', [
  ['a name', { csp: { 'trusted-types': ['app'] } }],
  ["'allow-duplicates' alone, which allows no policy", { csp: { 'trusted-types': ["'allow-duplicates'"] } }],
  ['a wildcard beside a policy that names them', { csp: [{ 'trusted-types': ['*'] }, { 'trusted-types': ['app'] }] }],
])

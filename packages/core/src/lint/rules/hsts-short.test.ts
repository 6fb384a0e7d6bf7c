import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('hsts-short', [
  ['an hour', { hsts: { maxAge: 3600 } }, 'medium', 'hsts.maxAge'],
  ['an age of 0', { hsts: { maxAge: 0 } }, 'medium', 'hsts.maxAge'],
  [
    'a short age in quotes, with spaces around it',
    { hsts: false, custom: { 'strict-transport-security': 'includeSubDomains; Max-Age = "5"' } },
    'medium',
    'custom.strict-transport-security',
  ],
  [
    'a policy without an age',
    { hsts: false, custom: { 'Strict-Transport-Security': 'includeSubDomains' } },
    'medium',
    'custom.Strict-Transport-Security',
  ],
])

leavesAlone('hsts-short', [
  ['the default', {}],
  ['a header that is not sent', { hsts: false }],
  ['just half a year', { hsts: { maxAge: 15_768_000 } }],
  ['a long age in quotes', { hsts: false, custom: { 'Strict-Transport-Security': 'max-age="63072000"' } }],
])

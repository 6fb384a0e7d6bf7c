import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('hsts-subdomains-missing', [
  ['plain data with an age alone', { hsts: { maxAge: 63_072_000 } }, 'info', 'hsts'],
  [
    'a header by name',
    { hsts: false, custom: { 'strict-transport-security': 'max-age=63072000' } },
    'info',
    'custom.strict-transport-security',
  ],
])

leavesAlone('hsts-subdomains-missing', [
  ['the default', {}],
  ['a header that is not sent', { hsts: false }],
  ['an age of 0, which takes the policy back', { hsts: { maxAge: 0 } }],
  ['a policy for the preload list, of which another rule speaks', { hsts: 'max-age=63072000; preload' }],
])

import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('hsts-preload', [
  ['an age below a year', { hsts: { maxAge: 16_000_000, preload: true } }, 'medium', 'hsts.preload'],
  [
    'a policy without subdomains',
    { hsts: { maxAge: 63_072_000, includeSubDomains: false, preload: true } },
    'medium',
    'hsts.preload',
  ],
  ['a policy that lacks both, once', { hsts: { maxAge: 1, includeSubDomains: false, preload: true } }, 'medium', 'hsts.preload'],
])

leavesAlone('hsts-preload', [
  ['an age of the default', { hsts: { preload: true } }],
  ['a policy that asks for no preload', { hsts: { maxAge: 1 } }],
  ['just the age that the preload list asks for', { hsts: { maxAge: 31_536_000, preload: true } }],
  [
    'directives in any case',
    { hsts: false, custom: { 'Strict-Transport-Security': 'MAX-AGE=63072000;includesubdomains;PRELOAD' } },
  ],
])

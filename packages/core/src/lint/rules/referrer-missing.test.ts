import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { balanced } from '../../presets/index.js'

speaksOf('referrer-missing', [
  ['an option that is switched off', { referrer: false }, 'info', 'referrer'],
  [
    'a header by name that browsers do not know',
    { referrer: false, custom: { 'referrer-policy': 'none' } },
    'info',
    'custom.referrer-policy',
  ],
  ...['strict-origin, no_referrer', 'no-referrer, no-referrer;'].map(
    (value) =>
      [
        `what browsers ignore as a whole: ${value}`,
        { referrer: false, custom: { 'Referrer-Policy': value } },
        'info',
        'custom.Referrer-Policy',
      ] as const,
  ),
])

leavesAlone('referrer-missing', [
  ['the default', {}],
  ['a preset', balanced],
  ['a header by name', { referrer: false, custom: { 'Referrer-Policy': 'Same-Origin' } }],
  [
    'a token that only some browsers know, in a list with an empty member',
    { referrer: false, custom: { 'Referrer-Policy': 'no-referrer, , new-policy' } },
  ],
  ['a weak policy, which referrer-leaks speaks of', { referrer: 'unsafe-url' }],
])

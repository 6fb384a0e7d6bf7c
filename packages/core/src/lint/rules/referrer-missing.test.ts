import { balanced } from '../../presets/index.js'
import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('referrer-missing', [
  ['an option that is switched off', { referrer: false }, 'info', 'referrer'],
  [
    'a header by name that browsers do not know',
    { referrer: false, custom: { 'referrer-policy': 'none' } },
    'info',
    'custom.referrer-policy',
  ],
])

leavesAlone('referrer-missing', [
  ['the default', {}],
  ['a preset', balanced],
  ['a header by name', { referrer: false, custom: { 'Referrer-Policy': 'Same-Origin' } }],
  ['a weak policy, which referrer-leaks speaks of', { referrer: 'unsafe-url' }],
])

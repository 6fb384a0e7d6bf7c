import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('referrer-leaks', [
  ['the whole address, to everybody', { referrer: 'unsafe-url' }, 'medium', 'referrer'],
  ['the origin over plain http', { referrer: 'origin' }, 'low', 'referrer'],
  ['whole addresses to every https site', { referrer: 'no-referrer-when-downgrade' }, 'medium', 'referrer'],
  [
    'the last token that browsers know, in capitals',
    { referrer: false, custom: { 'Referrer-Policy': 'no-referrer,UNSAFE-URL, later-token' } },
    'medium',
    'custom.Referrer-Policy',
  ],
])

leavesAlone('referrer-leaks', [
  ['same-origin', { referrer: 'same-origin' }],
  ['the default', {}],
])

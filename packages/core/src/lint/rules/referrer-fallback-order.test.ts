import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('referrer-fallback-order', [
  ['the default, which ends with the looser token', {}, 'low', 'referrer'],
  [
    'tokens that are sent by name without a space',
    { referrer: false, custom: { 'referrer-policy': 'no-referrer,origin' } },
    'low',
    'custom.referrer-policy',
  ],
])

leavesAlone('referrer-fallback-order', [
  ['the strictest token last', { referrer: ['strict-origin-when-cross-origin', 'no-referrer'] }],
  ['an order that referrer-leaks would speak of', { referrer: 'origin, strict-origin-when-cross-origin' }],
])

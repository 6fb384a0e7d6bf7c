import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('xxp-without-effect', [
  ['the default, which switches the filter off', {}, 'info', 'xxp'],
  ['the filter switched on', { xxp: '1' }, 'low', 'xxp'],
  [
    'the filter switched off, with more behind it that browsers do not read',
    { xxp: false, custom: { 'X-XSS-Protection': '0; mode=block' } },
    'info',
    'custom.X-XSS-Protection',
  ],
])

leavesAlone('xxp-without-effect', [['an option that is switched off', { xxp: false }]])

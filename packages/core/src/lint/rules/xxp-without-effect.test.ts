import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('xxp-without-effect', [
  ['the default, which switches the filter off', {}, 'info', 'xxp'],
  ['the filter switched on', { xxp: '1' }, 'low', 'xxp'],
])

leavesAlone('xxp-without-effect', [['an option that is switched off', { xxp: false }]])

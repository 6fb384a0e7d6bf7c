import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { balanced } from '../../presets/index.js'

speaksOf('coop-missing', [
  ['the default', {}, 'info', 'coop'],
  ['an option that is switched off', { ...balanced, coop: false }, 'info', 'coop'],
  ['a policy that is only watched', { coop: { policy: 'same-origin', reportOnly: true } }, 'info', 'coop'],
])

leavesAlone('coop-missing', [
  ['a preset', balanced],
  ['one that is missing beside COEP, of which another rule speaks', { coep: true }],
  ['a weaker value', { coop: 'unsafe-none' }],
  ['a header by name', { custom: { 'cross-origin-opener-policy': 'same-origin' } }],
])

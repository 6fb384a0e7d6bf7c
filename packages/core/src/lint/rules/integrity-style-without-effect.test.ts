import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('integrity-style-without-effect', [
  ['style alone', { integrity: { 'blocked-destinations': ['style'] } }, 'low', 'integrity.blocked-destinations'],
  [
    'style beside script',
    { integrity: { 'blocked-destinations': ['script', 'style'] } },
    'info',
    'integrity.blocked-destinations',
  ],
])

leavesAlone('integrity-style-without-effect', [['script alone', { integrity: true }]])

import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('cache-redundant', [['directives beside no-store', {}, 'info', 'cache']])

leavesAlone('cache-redundant', [['no-store alone', { cache: 'no-store' }]])

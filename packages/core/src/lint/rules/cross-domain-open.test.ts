import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('cross-domain-open', [['all', { crossDomain: 'all' }, 'low', 'crossDomain']])

leavesAlone('cross-domain-open', [['none', { crossDomain: 'none' }]])

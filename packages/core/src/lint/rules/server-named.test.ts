import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('server-named', [['a name with its version', { server: 'Apache/2.4' }, 'info', 'server']])

leavesAlone('server-named', [['a name alone', { server: 'NULL' }]])

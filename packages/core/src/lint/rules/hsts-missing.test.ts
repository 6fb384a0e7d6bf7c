import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('hsts-missing', [['an option that is switched off', { hsts: false }, 'medium', 'hsts']])

leavesAlone('hsts-missing', [['the default', {}]])

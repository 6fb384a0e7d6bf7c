import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('content-missing', [['an option that is switched off', { content: false }, 'low', 'content']])

leavesAlone('content-missing', [['the default', {}]])

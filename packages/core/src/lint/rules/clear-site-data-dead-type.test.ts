import { Secure } from '../../secure.js'
import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('clear-site-data-dead-type', [
  ['executionContexts', new Secure().with({ clearSiteData: ['executionContexts'] }), 'low', 'clearSiteData'],
])

leavesAlone('clear-site-data-dead-type', [['the default, which clears nothing', {}]])

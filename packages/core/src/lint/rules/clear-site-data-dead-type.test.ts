import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { Secure } from '../../secure.js'

speaksOf('clear-site-data-dead-type', [
  ['executionContexts', new Secure().with({ clearSiteData: ['executionContexts'] }), 'low', 'clearSiteData'],
])

leavesAlone('clear-site-data-dead-type', [['the default, which clears nothing', {}]])

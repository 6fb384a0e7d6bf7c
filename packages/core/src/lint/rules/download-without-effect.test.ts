import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('download-without-effect', [['a header for Internet Explorer', { download: true }, 'info', 'download']])

leavesAlone('download-without-effect', [['the default', {}]])

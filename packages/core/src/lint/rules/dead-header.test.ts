import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('dead-header', [['Expect-CT', { custom: { 'Expect-CT': 'max-age=1' } }, 'low', 'custom.Expect-CT']])

leavesAlone('dead-header', [['a header that has readers', { custom: { 'X-Robots-Tag': 'noindex' } }]])

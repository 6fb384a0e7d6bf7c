import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('content-without-effect', [
  ['a word that is not nosniff', { content: 'none' }, 'low', 'content'],
  [
    'nosniff that comes second',
    { content: false, custom: { 'X-Content-Type-Options': 'off, nosniff' } },
    'low',
    'custom.X-Content-Type-Options',
  ],
  [
    'a word that only begins with nosniff',
    { content: false, custom: { 'X-Content-Type-Options': 'nosniffing' } },
    'low',
    'custom.X-Content-Type-Options',
  ],
])

leavesAlone('content-without-effect', [
  ['the default', {}],
  ['nosniff that comes first, in any case', { content: false, custom: { 'X-Content-Type-Options': 'NoSniff, off' } }],
])

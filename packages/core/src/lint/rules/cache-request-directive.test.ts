import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('cache-request-directive', [
  ['max-stale', { cache: { maxAge: 60, maxStale: 60 } }, 'info', 'cache'],
  ['min-fresh', { cache: 'min-fresh=60' }, 'info', 'cache'],
  ['only-if-cached', { cache: { onlyIfCached: true } }, 'info', 'cache'],
])

leavesAlone('cache-request-directive', [
  ['what a response may say', { cache: 'max-age=60' }],
  [
    'other directives that have such a name in them',
    { cache: { private: ['max-stale'], customDirectives: { 'x-max-stale': 5 } } },
  ],
  ['no Cache-Control', { cache: false }],
])

import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, NONE, SELF } from '../../headers/source-expression.js'

speaksOf('csp-style-open', [
  ['data:', { csp: { 'style-src': [SELF, 'data:'] } }, 'low', 'csp.style-src[1]'],
  [
    'a wildcard in default-src, where scripts are closed',
    { csp: { 'default-src': ['*'], 'script-src': [NONCE], 'object-src': [NONE], 'base-uri': [NONE] } },
    'low',
    'csp.default-src[0]',
  ],
  ['packages of everybody', { csp: { 'style-src': ['https://unpkg.com'] } }, 'low', 'csp.style-src[0]'],
  ['files of everybody', { csp: { 'style-src': ['https://*.github.io'] } }, 'low', 'csp.style-src[0]'],
  ['every domain of the world', { csp: { 'style-src-elem': ['*.com'] } }, 'low', 'csp.style-src-elem[0]'],
])

leavesAlone('csp-style-open', [
  ['a wildcard in default-src, which csp-wildcard speaks of', { csp: { 'default-src': ['*'] } }],
  [
    'packages of everybody in default-src, which csp-bypassable-host speaks of',
    { csp: { 'default-src': ['https://unpkg.com'] } },
  ],
  ['one package', { csp: { 'style-src': ['https://unpkg.com/normalize.css@8/'] } }],
  ['libraries and fonts', { csp: { 'style-src': ['https://cdnjs.cloudflare.com', 'https://fonts.googleapis.com'] } }],
])

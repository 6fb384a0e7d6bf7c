import { NONCE, NONE, SELF } from '../../headers/source-expression.js'
import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('csp-style-open', [
  ['data:', { csp: { 'style-src': [SELF, 'data:'] } }, 'low', 'csp.style-src[1]'],
  [
    'a wildcard in default-src, where scripts are closed',
    { csp: { 'default-src': ['*'], 'script-src': [NONCE], 'object-src': [NONE], 'base-uri': [NONE] } },
    'low',
    'csp.default-src[0]',
  ],
])

leavesAlone('csp-style-open', [['a wildcard in default-src, of which csp-wildcard speaks', { csp: { 'default-src': ['*'] } }]])

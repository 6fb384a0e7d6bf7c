import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONE, SELF } from '../../headers/source-expression.js'

const RULE = 'csp-deprecated-directive'

speaksOf(RULE, [
  ['plugin-types', { csp: { 'plugin-types': ['a/b'] } }, 'low', 'csp.plugin-types'],
  ['prefetch-src, on which only Safari acts', { csp: { 'prefetch-src': [SELF] } }, 'low', 'csp.prefetch-src'],
])

leavesAlone(RULE, [
  ['object-src', { csp: { 'object-src': [NONE] } }],
  ['default-src', { csp: { 'default-src': [SELF] } }],
])

import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONE, SELF } from '../../headers/source-expression.js'

speaksOf('csp-style-src-missing', [
  ['a policy for scripts alone', { csp: { 'script-src': [SELF] } }, 'low', 'csp'],
  ['a policy for styles in attributes alone', { csp: { 'style-src-attr': [NONE] } }, 'low', 'csp'],
])

leavesAlone('csp-style-src-missing', [
  ['a policy with a fallback', { csp: { 'default-src': [SELF] } }],
  ['a policy for elements', { csp: { 'script-src': [SELF], 'style-src-elem': [SELF] } }],
  ['a policy for styles beside another', { csp: [{ 'script-src': [SELF] }, { 'style-src': [SELF] }] }],
  ['a policy that is not about what a page loads', { csp: { 'frame-ancestors': [NONE] } }],
])

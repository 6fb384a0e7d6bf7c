import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { SELF, UNSAFE_EVAL } from '../../headers/source-expression.js'

speaksOf('csp-unsafe-eval', [
  ["'unsafe-eval'", { csp: { 'script-src': [SELF, UNSAFE_EVAL] } }, 'medium', 'csp.script-src[1]'],
  [
    "'unsafe-eval' beside a policy that speaks of elements only",
    { csp: [{ 'script-src': [SELF, UNSAFE_EVAL] }, { 'script-src-elem': [SELF] }] },
    'medium',
    'csp[0].script-src[1]',
  ],
])

leavesAlone('csp-unsafe-eval', [
  ["'wasm-unsafe-eval'", { csp: { 'script-src': ["'wasm-unsafe-eval'"] } }],
  [
    "'unsafe-eval' beside a policy that is closed by default-src",
    { csp: [{ 'script-src': [SELF, UNSAFE_EVAL] }, { 'default-src': [SELF] }] },
  ],
])

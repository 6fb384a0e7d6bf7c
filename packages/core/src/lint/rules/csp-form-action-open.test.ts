import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { SELF } from '../../headers/source-expression.js'

speaksOf('csp-form-action-open', [
  ['every host', { csp: { 'form-action': ['*'] } }, 'low', 'csp.form-action[0]'],
  ['every site of a platform', { csp: { 'form-action': [SELF, 'https://*.vercel.app'] } }, 'low', 'csp.form-action[1]'],
  ['every domain of the world', { csp: { 'form-action': ['*.com'] } }, 'low', 'csp.form-action[0]'],
  ['every domain of a trade in a country', { csp: { 'form-action': ['https://*.co.uk'] } }, 'low', 'csp.form-action[0]'],
])

leavesAlone('csp-form-action-open', [
  ['a named host', { csp: { 'form-action': ['https://a.example'] } }],
  ["one's own site on a platform", { csp: { 'form-action': ['https://mine.vercel.app'] } }],
  ["hosts with everybody's scripts, but no pages", { csp: { 'form-action': ['https://cdn.jsdelivr.net'] } }],
  ['a sandbox without forms', { csp: { 'form-action': ['*'], sandbox: ['allow-scripts'] } }],
])

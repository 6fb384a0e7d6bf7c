import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('csp-form-action-open', [['every host', { csp: { 'form-action': ['*'] } }, 'low', 'csp.form-action[0]']])

leavesAlone('csp-form-action-open', [['a named host', { csp: { 'form-action': ['https://a.example'] } }]])

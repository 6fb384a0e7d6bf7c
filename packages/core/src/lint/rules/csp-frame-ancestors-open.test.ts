import { SELF } from '../../headers/source-expression.js'
import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('csp-frame-ancestors-open', [
  ["every host beside 'self'", { csp: { 'frame-ancestors': [SELF, '*'] } }, 'medium', 'csp.frame-ancestors[1]'],
  ['every host over https, as a scheme', { csp: { 'frame-ancestors': ['https:'] } }, 'medium', 'csp.frame-ancestors[0]'],
  ['every host over https, in capitals', { csp: { 'frame-ancestors': ['HTTPS://*'] } }, 'medium', 'csp.frame-ancestors[0]'],
  ['every host', { csp: { 'frame-ancestors': ['*'] } }, 'medium', 'csp.frame-ancestors[0]'],
  ['everything over http', { csp: { 'frame-ancestors': ['http:'] } }, 'medium', 'csp.frame-ancestors[0]'],
  ['every host with a slash', { csp: { 'frame-ancestors': ['https://*/'] } }, 'medium', 'csp.frame-ancestors[0]'],
])

leavesAlone('csp-frame-ancestors-open', [
  ['every host beside a policy that is closed', { csp: [{ 'frame-ancestors': ['https:'] }, { 'frame-ancestors': [SELF] }] }],
  ['every host in another directive', { csp: { 'img-src': ['*'] } }],
  ['a policy that is only watched', { csp: { 'frame-ancestors': ['*'], reportOnly: true } }],
  ['schemes that no page has', { csp: { 'frame-ancestors': ['data:', 'wss://*'] } }],
])

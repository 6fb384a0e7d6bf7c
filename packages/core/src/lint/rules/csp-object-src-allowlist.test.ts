import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONE, SELF } from '../../headers/source-expression.js'
import { balanced, strict } from '../../presets/index.js'

speaksOf('csp-object-src-allowlist', [
  ['the site itself', { csp: { 'object-src': [SELF] } }, 'info', 'csp.object-src[0]'],
  ['the default, which is the documented one', { csp: true }, 'info', 'csp.object-src[0]'],
  ['a host', { csp: { 'object-src': ['https://a.example'] } }, 'info', 'csp.object-src[0]'],
  ['what a script has put together', { csp: { 'object-src': ['blob:'] } }, 'info', 'csp.object-src[0]'],
])

leavesAlone('csp-object-src-allowlist', [
  ['none', { csp: { 'object-src': [NONE] } }],
  ['a fallback, which is there for other things', { csp: { 'default-src': [SELF] } }],
  ['every host, about which there is worse to say', { csp: { 'object-src': ['*', 'https:'] } }],
  ['the site itself beside a policy that has none', { csp: [{ 'object-src': [SELF] }, { 'object-src': [NONE] }] }],
  ['a sandbox without scripts', { csp: { 'object-src': [SELF], sandbox: true } }],
  ['web sockets, which no object comes through', { csp: { 'object-src': ['wss:'] } }],
  ['the preset strict', strict],
  ['the preset balanced', balanced],
])

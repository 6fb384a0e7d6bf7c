import { NONCE, STRICT_DYNAMIC } from '../../headers/source-expression.js'
import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('csp-http-source', [
  ['a host over http', { csp: { 'img-src': ['http://a.example'] } }, 'low', 'csp.img-src[0]'],
  [
    "a host over http in a directive of one's own",
    { csp: { customDirectives: { 'new-src': ['http://a.example'] } } },
    'low',
    'csp.customDirectives.new-src[0]',
  ],
  ['the scheme in style-src', { csp: { 'style-src': ['http:'] } }, 'low', 'csp.style-src[0]'],
  ['the scheme in font-src', { csp: { 'font-src': ['http:'] } }, 'low', 'csp.font-src[0]'],
  ['a host over ws', { csp: { 'connect-src': ['ws://a.example'] } }, 'low', 'csp.connect-src[0]'],
  ['http in capitals', { csp: { 'img-src': ['HTTP://a.example'] } }, 'low', 'csp.img-src[0]'],
  [
    "a host beside 'strict-dynamic' in default-src, which is for images too",
    { csp: { 'default-src': [NONCE, STRICT_DYNAMIC, 'http://img.example'] } },
    'low',
    'csp.default-src[2]',
  ],
])

leavesAlone('csp-http-source', [
  ['a host over https', { csp: { 'img-src': ['https://a.example'] } }],
  ['http: for scripts, of which csp-plain-scheme speaks', { csp: { 'script-src': ['http:'] } }],
  ["what 'strict-dynamic' makes count no more", { csp: { 'script-src': [NONCE, STRICT_DYNAMIC, 'http:', 'https:'] } }],
  ['wss:', { csp: { 'connect-src': ['wss:'] } }],
  ["a host that 'strict-dynamic' makes count no more", { csp: { 'script-src': [NONCE, STRICT_DYNAMIC, 'http://img.example'] } }],
])

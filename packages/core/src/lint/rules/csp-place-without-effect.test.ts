import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, NONE, SELF, STRICT_DYNAMIC, UNSAFE_EVAL, UNSAFE_INLINE } from '../../headers/source-expression.js'
import { balanced, basic, strict } from '../../presets/index.js'

speaksOf('csp-place-without-effect', [
  ["'self' for handlers", { csp: { 'script-src-attr': [SELF] } }, 'low', 'csp.script-src-attr[0]'],
  ['a host for handlers', { csp: { 'script-src-attr': ['a.example'] } }, 'low', 'csp.script-src-attr[0]'],
  ['every host for style attributes', { csp: { 'style-src-attr': ['*'] } }, 'low', 'csp.style-src-attr[0]'],
  [
    "a scheme beside 'unsafe-inline' for style attributes",
    { csp: { 'style-src-attr': [UNSAFE_INLINE, 'https:'] } },
    'low',
    'csp.style-src-attr[1]',
  ],
  [
    'a place in script-src, on a preset in which script-src-elem governs scripts',
    { ...strict, csp: { ...strict.csp, 'script-src': ['https://cdn.example'] } },
    'low',
    'csp.script-src[0]',
  ],
  [
    'a place in style-src where style-src-elem is set',
    { csp: { 'style-src': ['https://cdn.example'], 'style-src-elem': [SELF] } },
    'low',
    'csp.style-src[0]',
  ],
  [
    'a place in script-src where child-src governs workers',
    { csp: { 'script-src': ['https://cdn.example'], 'script-src-elem': [SELF], 'child-src': [NONE] } },
    'low',
    'csp.script-src[0]',
  ],
  ['a web socket for fenced frames', { csp: { 'fenced-frame-src': ['wss://a.example'] } }, 'low', 'csp.fenced-frame-src[0]'],
  ['web sockets of every host for scripts', { csp: { 'script-src': [SELF, 'wss://*'] } }, 'low', 'csp.script-src[1]'],
  ['web sockets as a scheme for scripts', { csp: { 'script-src': [SELF, 'wss:'] } }, 'low', 'csp.script-src[1]'],
  ['a web socket for images', { csp: { 'img-src': ['ws://a.example'] } }, 'low', 'csp.img-src[0]'],
  [
    'a web socket in a script-src that script-src-elem overrules, once',
    { csp: { 'script-src': ['wss://a.example'], 'script-src-elem': [SELF], 'worker-src': [SELF] } },
    'low',
    'csp.script-src[0]',
  ],
])

leavesAlone('csp-place-without-effect', [
  ['web sockets for what connects', { csp: { 'connect-src': ['wss://*', 'ws:'] } }],
  ['web sockets in default-src, which is for connections too', { csp: { 'default-src': [SELF, 'wss:'] } }],
  ['the preset strict', strict],
  ['the preset balanced', balanced],
  ['the preset basic', basic],
  ['keywords for handlers', { csp: { 'script-src-attr': [NONE], 'style-src-attr': [UNSAFE_INLINE] } }],
  [
    'what script-src still governs',
    { csp: { 'script-src': [UNSAFE_EVAL, STRICT_DYNAMIC, NONCE], 'script-src-elem': [SELF], 'worker-src': [SELF] } },
  ],
  ['a place in script-src from which workers come', { csp: { 'script-src': [SELF], 'script-src-elem': [NONCE] } }],
  [
    'a place that stands in both, for browsers before 2022',
    { csp: { 'script-src': [SELF], 'script-src-elem': [SELF, NONCE], 'worker-src': [NONE] } },
  ],
  [
    'every host, about which there is worse to say',
    { csp: { 'script-src': ['https:'], 'script-src-elem': [SELF], 'worker-src': [NONE] } },
  ],
  ['places where nothing overrules script-src', { csp: { 'script-src': [SELF], 'script-src-attr': [NONE] } }],
])

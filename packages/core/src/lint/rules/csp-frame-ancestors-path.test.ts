import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('csp-frame-ancestors-path', [
  ['a path', { csp: { 'frame-ancestors': ['https://a.example:8080/embed'] } }, 'medium', 'csp.frame-ancestors[0]'],
])

leavesAlone('csp-frame-ancestors-path', [
  [
    'a slash alone, a scheme, a wildcard, and a path in another directive',
    { csp: { 'frame-ancestors': ['https://a.example/', 'https:', '*.b.example'], 'img-src': ['https://a.example/b'] } },
  ],
])

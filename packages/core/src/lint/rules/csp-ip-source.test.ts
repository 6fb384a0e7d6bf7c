import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('csp-ip-source', [
  ['an address with scheme, port and path', { csp: { 'img-src': ['https://10.0.0.1:80/a'] } }, 'low', 'csp.img-src[0]'],
  ["the visitor's own machine, by name", { csp: { 'connect-src': ['ws://localhost:5173'] } }, 'info', 'csp.connect-src[0]'],
  ["the visitor's own machine", { csp: { 'connect-src': ['ws://127.0.0.1:5173'] } }, 'info', 'csp.connect-src[0]'],
  ['an address that frames the page', { csp: { 'frame-ancestors': ['https://10.0.0.1'] } }, 'low', 'csp.frame-ancestors[0]'],
  [
    'a page in development that frames this one',
    { csp: { 'frame-ancestors': ['http://localhost:3000'] } },
    'info',
    'csp.frame-ancestors[0]',
  ],
])

leavesAlone('csp-ip-source', [
  [
    'an app for phones that frames the page',
    { csp: { 'frame-ancestors': ["'self'", 'capacitor://localhost', 'ionic://localhost', 'https://localhost'] } },
  ],
  ['what an app for phones loads from itself', { csp: { 'img-src': ['capacitor://localhost'] } }],
  ['a host whose name has a number', { csp: { 'img-src': ['a1.example'] } }],
  ['where reports go', { csp: { 'img-src': ['a.example'], 'report-uri': ['https://192.0.2.7/r'] } }],
])

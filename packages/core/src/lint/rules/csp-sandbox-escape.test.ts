import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('csp-sandbox-escape', [
  ["scripts of the page's own origin", { csp: { sandbox: ['allow-scripts', 'allow-same-origin'] } }, 'medium', 'csp.sandbox'],
  [
    'tokens in capitals',
    { custom: { 'Content-Security-Policy': 'sandbox ALLOW-SCRIPTS Allow-Same-Origin' } },
    'medium',
    'custom.Content-Security-Policy',
  ],
])

leavesAlone('csp-sandbox-escape', [
  ['scripts of an origin without a name', { csp: { sandbox: ['allow-scripts'] } }],
  [
    'a second sandbox, which has one of the two only',
    { csp: [{ sandbox: ['allow-scripts', 'allow-same-origin'] }, { sandbox: ['allow-scripts'] }] },
  ],
])

import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('csp-ignored-in-report-only', [['a sandbox', { csp: { sandbox: true, reportOnly: true } }, 'low', 'csp.sandbox']])

leavesAlone('csp-ignored-in-report-only', [['a sandbox in an enforced policy', { csp: { sandbox: true } }]])

speaksOf('csp-ignored-in-report-only', [
  [
    'upgrade-insecure-requests',
    { csp: { 'default-src': ["'self'"], 'upgrade-insecure-requests': true, reportOnly: true } },
    'low',
    'csp.upgrade-insecure-requests',
  ],
])

import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('permissions-dead-feature', [
  [
    'a feature that nobody knows any more, sent by name',
    { custom: { 'Permissions-Policy': 'battery=(), camera=()' } },
    'low',
    'custom.Permissions-Policy',
  ],
  ['a feature that nobody knows any more', { permissions: { battery: [] } }, 'low', 'permissions.battery'],
  [
    'one with an endpoint, in a report-only policy sent by name',
    { custom: { 'Permissions-Policy-Report-Only': 'battery=();report-to=a' } },
    'low',
    'custom.Permissions-Policy-Report-Only',
  ],
])

leavesAlone('permissions-dead-feature', [
  ['what does not parse', { custom: { 'Permissions-Policy': 'no structured field' } }],
  ['a feature that browsers have', { permissions: { camera: [] } }],
])

import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('permissions-feature-unknown', [
  ['a misspelt feature', { custom: { 'permissions-policy': 'gelocation=()' } }, 'medium', 'custom.permissions-policy'],
  [
    'one beside others, in a policy that is only watched',
    { custom: { 'Permissions-Policy-Report-Only': 'camera=(), teleport=()' } },
    'medium',
    'custom.Permissions-Policy-Report-Only',
  ],
])

leavesAlone('permissions-feature-unknown', [
  ['features that the specifications have', { custom: { 'Permissions-Policy': 'camera=(), interest-cohort=()' } }],
  ['what stands under customFeatures', { permissions: { customFeatures: { teleport: [] } } }],
])

it.each([
  ['gelocation=()', 'Write geolocation.'],
  ['push=*', 'Drop it.'],
  ['xr=()', 'Drop it.'],
])('permissions-feature-unknown names the feature that was meant by %s, if any', (value, fix) => {
  const [found] = findingsOf('permissions-feature-unknown', { custom: { 'Permissions-Policy': value } })
  expect(found?.fix).toBe(fix)
})

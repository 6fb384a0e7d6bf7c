import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('permissions-block-isolation', [
  [
    'the last of two members',
    { coop: true, coep: true, custom: { 'permissions-policy': 'cross-origin-isolated=(self), cross-origin-isolated=()' } },
    'medium',
    'custom.permissions-policy',
  ],
  [
    "another site's origin alone",
    { coop: true, coep: 'credentialless', permissions: { 'cross-origin-isolated': ['https://a.example'] } },
    'medium',
    'permissions.cross-origin-isolated',
  ],
  [
    'a policy that is sent by name, in any case',
    { coop: true, coep: true, custom: { 'permissions-policy': 'cross-origin-isolated=()' } },
    'medium',
    'custom.permissions-policy',
  ],
  [
    'a policy that is sent by name, with a feature that nobody knows',
    { coop: true, coep: true, custom: { 'Permissions-Policy': 'cross-origin-isolated=(), unknown-x=()' } },
    'medium',
    'custom.Permissions-Policy',
  ],
  [
    'a page that is isolated by coop and coep',
    { coop: true, coep: true, permissions: { 'cross-origin-isolated': [] } },
    'medium',
    'permissions.cross-origin-isolated',
  ],
  [
    'self as a string, which is no origin',
    { coop: true, coep: true, custom: { 'Permissions-Policy': 'cross-origin-isolated=("self")' } },
    'medium',
    'custom.Permissions-Policy',
  ],
  [
    'a page whose own isolation is misspelt',
    {
      coop: true,
      coep: true,
      custom: { 'Document-Isolation-Policy': 'isolated' },
      permissions: { 'cross-origin-isolated': [] },
    },
    'medium',
    'permissions.cross-origin-isolated',
  ],
])

leavesAlone('permissions-block-isolation', [
  ['the page itself', { coop: true, coep: true, permissions: { 'cross-origin-isolated': ['self'] } }],
  ['a document that is isolated by itself', { documentIsolation: true, permissions: { 'cross-origin-isolated': [] } }],
  [
    'a document that is also isolated by itself',
    { coop: true, coep: true, documentIsolation: true, permissions: { 'cross-origin-isolated': [] } },
  ],
  [
    'a page that an opener policy with popups leaves unisolated',
    { coop: 'same-origin-allow-popups', coep: true, permissions: { 'cross-origin-isolated': [] } },
  ],
  [
    'a page that unsafe-none leaves unisolated',
    { coop: true, coep: 'unsafe-none', permissions: { 'cross-origin-isolated': [] } },
  ],
  [
    'a document that is isolated by itself, without credentials',
    {
      coop: true,
      coep: true,
      documentIsolation: 'isolate-and-credentialless',
      permissions: { 'cross-origin-isolated': [] },
    },
  ],
  [
    'a page that a misspelt embedder policy leaves unisolated',
    {
      coop: true,
      custom: { 'Cross-Origin-Embedder-Policy': 'require-corporate' },
      permissions: { 'cross-origin-isolated': [] },
    },
  ],
  [
    'every origin, beside one of them',
    { coop: true, coep: true, permissions: { 'cross-origin-isolated': ['*', 'https://a.example'] } },
  ],
  ['every origin, sent by name', { coop: true, coep: true, custom: { 'Permissions-Policy': 'cross-origin-isolated=*' } }],
  ['a page without an embedder policy', { coop: true, permissions: { 'cross-origin-isolated': [] } }],
  ['what is only watched', { coop: true, coep: true, permissions: { 'cross-origin-isolated': [], reportOnly: true } }],
])

import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONE, SELF, UNSAFE_INLINE } from '../../headers/source-expression.js'

speaksOf('csp-trusted-types-missing', [
  ['a policy without it', { csp: { 'script-src': [SELF] } }, 'info', 'csp'],
  ...['require-trusted-types-for', 'require-trusted-types-for script', "require-trusted-types-for 'SCRIPT'"].map(
    (directive) =>
      [
        `${directive}, which names no sink`,
        { custom: { 'Content-Security-Policy': `script-src 'self'; ${directive}` } },
        'info',
        'custom.Content-Security-Policy',
      ] as const,
  ),
  [
    'handlers, where no elements are allowed',
    { csp: { 'script-src': [NONE], 'script-src-attr': [UNSAFE_INLINE] } },
    'info',
    'csp',
  ],
])

leavesAlone('csp-trusted-types-missing', [
  ['a policy under which no script runs', { csp: "default-src 'none'; img-src 'self'" }],
  ['a sandbox without scripts', { csp: { 'script-src': [SELF], sandbox: ['allow-forms'] } }],
  ['a policy that has it', { csp: { 'require-trusted-types-for': true } }],
  [
    'a policy that is sent by name and has it',
    { custom: { 'Content-Security-Policy': "script-src 'self'; require-trusted-types-for 'script'" } },
  ],
  ['a policy that is only watched', { csp: { 'script-src': [SELF], reportOnly: true } }],
])

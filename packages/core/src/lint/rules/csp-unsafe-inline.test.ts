import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import type { ContentSecurityPolicyData } from '../../headers/content-security-policy.js'
import { NONCE, NONE, SELF, UNSAFE_INLINE } from '../../headers/source-expression.js'

const LONG_HASH = `'sha512-${'A'.repeat(86)}=='`

speaksOf('csp-unsafe-inline', [
  ["'unsafe-inline' beside 'self'", { csp: { 'script-src': [SELF, UNSAFE_INLINE] } }, 'high', 'csp.script-src[1]'],
  ["'unsafe-inline' in default-src", { csp: { 'default-src': [UNSAFE_INLINE] } }, 'high', 'csp.default-src[0]'],
  [
    "'unsafe-inline' beside a policy that closes handlers only",
    { csp: [{ 'script-src': [UNSAFE_INLINE] }, { 'script-src-attr': [NONE] }] },
    'high',
    'csp[0].script-src[0]',
  ],
  [
    "'unsafe-inline' beside a policy that closes elements only",
    { csp: [{ 'script-src': [UNSAFE_INLINE] }, { 'script-src-elem': [SELF] }] },
    'high',
    'csp[0].script-src[0]',
  ],
  [
    "'unsafe-inline' in a sandbox that runs scripts",
    { csp: { 'script-src': [UNSAFE_INLINE], sandbox: ['allow-scripts'] } },
    'high',
    'csp.script-src[0]',
  ],
  [
    "'unsafe-inline' that only old browsers go by",
    { csp: { 'script-src': [UNSAFE_INLINE], 'script-src-elem': [SELF], 'script-src-attr': [NONE] } },
    'medium',
    'csp.script-src[0]',
  ],
  [
    'a policy beside a sandbox that is only watched',
    { csp: [{ 'script-src': [UNSAFE_INLINE] }, { sandbox: true, reportOnly: true }] },
    'high',
    'csp[0].script-src[0]',
  ],
  [
    'elements and handlers, which one script-src governs, once',
    { csp: { 'script-src': [UNSAFE_INLINE] } },
    'high',
    'csp.script-src[0]',
  ],
  [
    'keywords in capitals',
    { custom: { 'Content-Security-Policy': "default-src 'SELF'; script-src 'UNSAFE-INLINE'" } },
    'high',
    'custom.Content-Security-Policy',
  ],
])

speaksOf(
  'csp-unsafe-inline',
  [
    "'sha256-???'",
    "'sha256-'",
    "'sha256-<hash>'",
    "'sha256-abc=='",
    "'sha256-abcd='",
    "'sha256-a'",
    "'sha512-abcde'",
    "'nonce-'",
    "'nonce-<x>'",
    "'nonce-abc==='",
  ].map((source) => [
    `'unsafe-inline' beside ${source}, which Chromium does not take`,
    { custom: { 'Content-Security-Policy': `script-src 'self' 'unsafe-inline' ${source}` } },
    'high',
    'custom.Content-Security-Policy',
  ]),
)

leavesAlone('csp-unsafe-inline', [
  // Chromium 147 accepts whatever can be decoded, of any length, with and without its padding.
  ...[
    "'sha256-abcd'",
    "'sha256-ab='",
    `'sha512-${'A'.repeat(86)}='`,
    `'SHA384-${'_'.repeat(43)}'`,
    `'sha256-${'A'.repeat(43)}='`,
    "'nonce-a'",
    "'nonce-abc=='",
  ].map(
    (source) =>
      [
        `'unsafe-inline' beside ${source}`,
        { custom: { 'Content-Security-Policy': `script-src 'self' 'unsafe-inline' ${source}` } },
      ] as const,
  ),
  ["'unsafe-inline' that a nonce makes ignored", { csp: { 'script-src': [UNSAFE_INLINE, NONCE] } }],
  ["'self'", { csp: { 'script-src': [SELF] } }],
  ["'unsafe-inline' beside a policy with a nonce", { csp: [{ 'script-src': [UNSAFE_INLINE] }, { 'script-src': [NONCE] }] }],
  [
    "'unsafe-inline' beside a policy that closes elements by default-src",
    { csp: [{ 'script-src': [UNSAFE_INLINE] }, { 'script-src-attr': [NONE], 'default-src': [SELF] }] },
  ],
  [
    "'unsafe-inline' beside a policy that closes elements by script-src",
    { csp: [{ 'script-src': [UNSAFE_INLINE] }, { 'script-src-attr': [NONE], 'script-src': [SELF] }] },
  ],
  ["'unsafe-inline' in a sandbox without scripts", { csp: { 'script-src': [UNSAFE_INLINE], sandbox: ['allow-forms'] } }],
  ['elements and handlers without it', { csp: { 'script-src': [SELF], 'script-src-elem': [SELF], 'script-src-attr': [NONE] } }],
  ['what browsers ignore beside a long hash', { csp: { 'script-src': [UNSAFE_INLINE, LONG_HASH] } }],
  [
    'what browsers ignore beside a nonce in capitals',
    { custom: { 'Content-Security-Policy': "script-src 'NONCE-abcdefghijklmnopqrstuvwx' 'unsafe-inline'" } },
  ],
])

it('csp-unsafe-inline does not advise a nonce for handlers, which have none', () => {
  const [found] = findingsOf('csp-unsafe-inline', { csp: { 'script-src': [NONCE], 'script-src-attr': [UNSAFE_INLINE] } })
  expect(found?.message).toBe("'unsafe-inline' in script-src-attr lets every injected event handler run.")
  expect(found?.fix).toBe('Move event handlers into a script.')
})

it.each<[csp: ContentSecurityPolicyData, message: string]>([
  [
    { 'script-src': [UNSAFE_INLINE], 'script-src-elem': [NONE] },
    "'unsafe-inline' in script-src lets every injected event handler run.",
  ],
  [{ 'script-src': [UNSAFE_INLINE], 'script-src-attr': [NONE] }, "'unsafe-inline' in script-src lets every injected script run."],
  [
    { 'script-src': [UNSAFE_INLINE], 'script-src-elem': [SELF], 'script-src-attr': [NONE] },
    "'unsafe-inline' in script-src lets every injected script run in browsers before 2022, which do not know script-src-elem.",
  ],
])('csp-unsafe-inline says what runs under %j', (csp, message) => {
  expect(findingsOf('csp-unsafe-inline', { csp })).toEqual([expect.objectContaining({ message })])
})

import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('csp-keyword-unknown', [
  ["'wasm-eval'", { csp: { 'script-src': ["'wasm-eval'"] } }, 'low', 'csp.script-src[0]'],
  ['a hash of a URL', { csp: { 'script-src': [`'url-sha256-${'A'.repeat(43)}='`] } }, 'low', 'csp.script-src[0]'],
  [
    'self without quotes in frame-ancestors',
    { custom: { 'Content-Security-Policy': 'frame-ancestors self' } },
    'medium',
    'custom.Content-Security-Policy',
  ],
  [
    'a directive without a semicolon before it',
    { custom: { 'Content-Security-Policy': 'img-src * script-src https://a.example' } },
    'medium',
    'custom.Content-Security-Policy',
  ],
  [
    "'none' beside others",
    { custom: { 'Content-Security-Policy': "img-src 'none' https://a.example" } },
    'low',
    'custom.Content-Security-Policy',
  ],
  [
    'a hash without quotes',
    { custom: { 'Content-Security-Policy': 'script-src sha256-abc=' } },
    'medium',
    'custom.Content-Security-Policy',
  ],
  [
    'self without quotes in script-src-elem',
    { custom: { 'Content-Security-Policy': 'script-src-elem self' } },
    'medium',
    'custom.Content-Security-Policy',
  ],
  [
    'self without quotes in script-src',
    { custom: { 'Content-Security-Policy': 'script-src self' } },
    'medium',
    'custom.Content-Security-Policy',
  ],
  [
    'a scheme without its colon',
    { custom: { 'Content-Security-Policy': 'img-src https: data' } },
    'medium',
    'custom.Content-Security-Policy',
  ],
  [
    'a rarer keyword without quotes',
    { custom: { 'Content-Security-Policy': 'script-src report-sample' } },
    'medium',
    'custom.Content-Security-Policy',
  ],
  [
    'a scheme of web sockets without its colon',
    { custom: { 'Content-Security-Policy': "connect-src 'self' wss" } },
    'medium',
    'custom.Content-Security-Policy',
  ],
  [
    'a misspelt keyword',
    { custom: { 'Content-Security-Policy': "script-src 'unsafe-inlne'" } },
    'low',
    'custom.Content-Security-Policy',
  ],
])

speaksOf(
  'csp-keyword-unknown',
  ["'sha256-<hash>'", "'nonce-'", "'SHA512-abcde'"].map((source) => [
    `${source}, which is no base64`,
    { custom: { 'Content-Security-Policy': `script-src ${source}` } },
    'low',
    'custom.Content-Security-Policy',
  ]),
)

it('csp-keyword-unknown names the keyword that was meant', () => {
  const [found] = findingsOf('csp-keyword-unknown', { custom: { 'Content-Security-Policy': "script-src 'unsafe-inlne'" } })
  expect(found?.fix).toBe("Write 'unsafe-inline'.")
})

it('csp-keyword-unknown knows that Chromium takes a hash with a hyphen too many', () => {
  const [found] = findingsOf('csp-keyword-unknown', { custom: { 'Content-Security-Policy': "script-src 'sha-256-AbCd'" } })
  expect(found).toMatchObject({ message: "Only Chromium knows 'sha-256-AbCd'.", fix: "Write 'sha256-AbCd'." })
})

leavesAlone('csp-keyword-unknown', [
  ['keywords in capitals', { custom: { 'Content-Security-Policy': "script-src 'SELF' 'Unsafe-Inline' 'nonce-abc'" } }],
  ["'wasm-unsafe-eval'", { csp: { 'script-src': ["'wasm-unsafe-eval'"] } }],
  [
    'names that are not sources',
    { custom: { 'Content-Security-Policy': "trusted-types none data 'x' 'none'; report-to img-src; webrtc self" } },
  ],
  ['a host whose name begins as a keyword does', { custom: { 'Content-Security-Policy': 'script-src nonce-service.a.example' } }],
])

import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf(
  'csp-source-unknown',
  [
    "'self",
    '//cdn.example',
    '*.*.example',
    'https://a.example:8080a',
    'https://[2001:db8::1]',
    'https://a_b.example',
    '/scripts/',
    'https//a.example',
  ].map((source) => [
    source,
    { custom: { 'Content-Security-Policy': `script-src ${source}` } },
    'low',
    'custom.Content-Security-Policy',
  ]),
)

it.each([
  ['//cdn.example', 'Write https: before it.'],
  ['https//a.example', 'Write https://a.example.'],
  ['https://a_b.example', 'Drop it.'],
  ["'unsafe-inline", 'Drop it.'],
  ['"Unsafe-Inline"', 'Drop it.'],
])('csp-source-unknown says what to do about %s', (source, fix) => {
  const custom = { 'Content-Security-Policy': `frame-ancestors ${source}` }
  expect(findingsOf('csp-source-unknown', { custom })).toEqual([expect.objectContaining({ fix })])
})

leavesAlone('csp-source-unknown', [
  ['hosts, schemes and keywords', { custom: { 'Content-Security-Policy': "img-src * data: HTTPS://*.A.example:*/b 'SELF' a" } }],
  ['a keyword that no browser knows, of which another rule speaks', { custom: { 'Content-Security-Policy': "img-src 'slef'" } }],
  [
    'what is odd in a path only, or a query',
    { custom: { 'Content-Security-Policy': 'img-src a.example/?b=1 a.example/{c} https://a.example#d a.example/%zz' } },
  ],
  [
    'nonces and hashes, of which another rule speaks',
    { custom: { 'Content-Security-Policy': "script-src 'nonce-abc sha256-abc= 'sha384-abc" } },
  ],
  ['directives that take no sources', { custom: { 'Content-Security-Policy': 'report-uri /r?a=b; sandbox; trusted-types a_b' } }],
])

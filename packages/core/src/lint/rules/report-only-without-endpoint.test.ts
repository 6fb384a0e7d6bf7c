import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONE, SELF } from '../../headers/source-expression.js'

speaksOf('report-only-without-endpoint', [
  [
    'a policy that is only watched, beside one that is enforced',
    { csp: [{ 'img-src': [SELF] }, { 'img-src': [NONE], reportOnly: true }] },
    'medium',
    'csp[1]',
  ],
  [
    'an opener policy that is only watched, beside one that is enforced',
    { coop: ['same-origin', { policy: 'same-origin', reportOnly: true }] },
    'medium',
    'coop[1]',
  ],
  ['a Permissions-Policy that is only watched', { permissions: { camera: [], reportOnly: true } }, 'medium', 'permissions'],
  [
    'a Content-Security-Policy beside an endpoint named default, which only Permissions-Policy has by itself',
    { csp: { 'img-src': [NONE], reportOnly: true }, reportingEndpoints: { default: '/r' } },
    'medium',
    'csp',
  ],
  [
    'a policy that has report-uri in the path of a source',
    { csp: { 'script-src': [SELF, 'https://cdn.example/report-uri'], reportOnly: true } },
    'medium',
    'csp',
  ],
  [
    'a Permissions-Policy beside an endpoint that has default= in its URL',
    { permissions: { camera: [], reportOnly: true }, reportingEndpoints: { main: 'https://r.example/a,default=b' } },
    'medium',
    'permissions',
  ],
  [
    'one of two policies that are only watched',
    {
      csp: [
        { 'img-src': [NONE], 'report-to': 'a', reportOnly: true },
        { 'font-src': [NONE], reportOnly: true },
      ],
    },
    'medium',
    'csp[1]',
  ],
  [
    'an opener policy beside an endpoint named default, which only Permissions-Policy has by itself',
    { coop: { policy: 'same-origin', reportOnly: true }, reportingEndpoints: { default: '/r' } },
    'medium',
    'coop',
  ],
  [
    'a report-uri without a value',
    { custom: { 'Content-Security-Policy-Report-Only': "default-src 'self'; report-uri" } },
    'medium',
    'custom.Content-Security-Policy-Report-Only',
  ],
  [
    'a field with two policies, of which one reports',
    { custom: { 'Content-Security-Policy-Report-Only': "default-src 'self'; report-to a, img-src 'none'" } },
    'medium',
    'custom.Content-Security-Policy-Report-Only',
  ],
  [
    'a policy that is sent by name, in any case',
    { custom: { 'content-security-policy-report-only': "default-src 'self'" } },
    'medium',
    'custom.content-security-policy-report-only',
  ],
])

leavesAlone('report-only-without-endpoint', [
  [
    'a Content-Security-Policy beside the option reporting',
    { csp: { 'img-src': [NONE], reportOnly: true }, reporting: 'https://reports.example/r' },
  ],
  [
    'an opener policy beside the option reporting',
    { coop: { policy: 'same-origin', reportOnly: true }, reporting: 'https://reports.example/r' },
  ],
  [
    'a Permissions-Policy beside an endpoint named default',
    { permissions: { camera: [], reportOnly: true }, reportingEndpoints: { default: '/r' } },
  ],
  ['a policy with report-uri', { csp: { 'script-src': [SELF], 'report-uri': '/r', reportOnly: true } }],
  ['a header that only ends in the same words', { custom: { 'X-My-Report-Only': 'yes' } }],
  ['what does not parse', { custom: { 'Cross-Origin-Opener-Policy-Report-Only': 'same-origin; report-to = "x"' } }],
  ['an Integrity-Policy with endpoints', { integrity: { endpoints: ['a'], reportOnly: true } }],
  [
    'report-to in any case, after a tab',
    { custom: { 'Content-Security-Policy-Report-Only': "default-src 'self'; Report-To\ta" } },
  ],
])

it.each([
  ['Content-Security-Policy-Report-Only', "img-src 'none'", 'Add report-to to it.'],
  ['Integrity-Policy-Report-Only', 'blocked-destinations=(script)', 'Add endpoints=(…) to it.'],
])('report-only-without-endpoint says where %s names its endpoints', (name, value, fix) => {
  expect(findingsOf('report-only-without-endpoint', { custom: { [name]: value } })).toEqual([expect.objectContaining({ fix })])
})

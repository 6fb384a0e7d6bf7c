import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { SELF } from '../../headers/source-expression.js'
import { balanced } from '../../presets/index.js'

const url = 'https://user:pw@reports.example/r'
const group = { max_age: 60, endpoints: [{ url: 'https://reports.example/r' }, { url }] }

speaksOf('report-url-credentials', [
  ['the option of all reports, once', { ...balanced, nel: true, reporting: url }, 'medium', 'reporting'],
  ['a password alone', { reporting: 'https://:pw@reports.example/r' }, 'medium', 'reporting'],
  ['an endpoint', { reportingEndpoints: { a: 'https://a.example/', b: url } }, 'medium', 'reportingEndpoints'],
  ['a group', { reportTo: group }, 'medium', 'reportTo'],
  ['a directive', { csp: { 'img-src': [SELF], 'report-uri': ['/r', url] } }, 'medium', 'csp.report-uri[1]'],
  [
    'a directive that is sent by name',
    { custom: { 'Content-Security-Policy': `img-src 'self'; report-uri ${url}` } },
    'medium',
    'custom.Content-Security-Policy',
  ],
  ['a header that is sent by name', { custom: { 'report-to': JSON.stringify(group) } }, 'medium', 'custom.report-to'],
])

leavesAlone('report-url-credentials', [
  ['a policy without reports', {}],
  ['a password in what is no report', { custom: { 'Content-Security-Policy': `img-src ${url}` } }],
  ['a path of the site', { ...balanced, reporting: '/r@b' }],
  ['an at sign in a path', { ...balanced, reporting: 'https://reports.example/@me' }],
  ['the endpoint of Sentry', { ...balanced, reporting: 'https://o1.ingest.sentry.io/api/2/security/?sentry_key=3f' }],
  ['an invalid URL', { custom: { 'Content-Security-Policy': "img-src 'self'; report-uri https://[" } }],
])

it.each([
  ['https://4f1c0ffee@o123.ingest.sentry.io/456', 'https://o123.ingest.sentry.io/api/456/security/?sentry_key=4f1c0ffee'],
  ['https://4f1c:0ffee@sentry.example:8443/errors/456', 'https://sentry.example:8443/errors/api/456/security/?sentry_key=4f1c'],
])('report-url-credentials gives the endpoint of a Sentry DSN, %s', (reporting, endpoint) => {
  expect(findingsOf('report-url-credentials', { reporting })).toEqual([
    expect.objectContaining({ fix: `A Sentry DSN is for its SDKs: write ${endpoint}.` }),
  ])
})

it('report-url-credentials does not repeat the password', () => {
  expect(JSON.stringify(findingsOf('report-url-credentials', { reporting: url }))).not.toContain('pw')
})

import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { HEADER_CLASSES } from '../../header-classes.js'
import { NONE, SELF } from '../../headers/source-expression.js'
import type { SecureOptions } from '../../options.js'
import { strict } from '../../presets/index.js'
import { GROUPS_OF } from '../report-groups.js'

const GROUP = { max_age: 1, endpoints: [{ url: 'https://r.example' }] }

speaksOf('report-group-undeclared', [
  ['a group of report-to', { csp: { 'img-src': [SELF], 'report-to': 'a' } }, 'medium', 'csp'],
  ['a group of a feature', { permissions: { camera: { allowlist: [], reportTo: 'a' } } }, 'medium', 'permissions'],
  ['a group of coop', { coop: 'same-origin;report-to="a"' }, 'medium', 'coop'],
  ['a group of a connection allowlist', { connectionAllowlist: { reportTo: 'a' } }, 'medium', 'connectionAllowlist'],
  [
    'a group of a connection allowlist that is only watched',
    { connectionAllowlist: { reportTo: 'typo', reportOnly: true }, reportingEndpoints: { default: '/r' } },
    'medium',
    'connectionAllowlist',
  ],
  [
    'a group of a connection allowlist that is sent by name',
    { custom: { 'Connection-Allowlist': '(response-origin);report-to=nowhere' } },
    'medium',
    'custom.Connection-Allowlist',
  ],
  ['an endpoint of integrity', { integrity: { endpoints: ['a'] } }, 'medium', 'integrity'],
  ['the group of nel', { nel: true }, 'medium', 'nel'],
  [
    'a nel whose group has another name',
    { nel: true, reportTo: { group: 'other', max_age: 1, endpoints: [{ url: 'https://r.example' }] } },
    'medium',
    'nel',
  ],
  [
    'an endpoint whose URL only looks like another endpoint',
    { csp: { 'default-src': [NONE], 'report-to': 'a' }, reportingEndpoints: { b: 'https://r.example/?q=1,a=2' } },
    'medium',
    'csp',
  ],
  [
    'a nel whose group is only an endpoint, which it does not know',
    { nel: true, reportingEndpoints: { default: 'https://r.example' } },
    'medium',
    'nel',
  ],
  [
    'a nel whose group is taken back',
    { nel: true, reportTo: { group: 'default', max_age: 0, endpoints: [{ url: 'https://r.example' }] } },
    'medium',
    'nel',
  ],
  ['one of two endpoints', { integrity: { endpoints: ['a', 'b'] }, reportingEndpoints: { a: '/a' } }, 'medium', 'integrity'],
  [
    'a group after a semicolon alone',
    { custom: { 'Content-Security-Policy': "default-src 'self';report-to a" } },
    'medium',
    'custom.Content-Security-Policy',
  ],
  [
    'a group of a directive in capitals, after a tab',
    { custom: { 'Content-Security-Policy': "default-src 'self'; REPORT-TO\ta" } },
    'medium',
    'custom.Content-Security-Policy',
  ],
  [
    'a group of an opener policy that is sent by name',
    { custom: { 'Cross-Origin-Opener-Policy': 'same-origin; report-to="x"' } },
    'medium',
    'custom.Cross-Origin-Opener-Policy',
  ],
  [
    'a group that Report-To alone declares',
    { csp: { 'img-src': [SELF], 'report-to': 'a', reportOnly: true }, reportTo: { ...GROUP, group: 'a' } },
    'low',
    'csp',
  ],
  ['a group of a NEL that is sent by name', { custom: { NEL: '{ "report_to" : "a", "max_age": 1 }' } }, 'medium', 'custom.NEL'],
])

leavesAlone('report-group-undeclared', [
  [
    'a group of an endpoint that is there twice, of which browsers take the last',
    {
      coop: 'same-origin;report-to="a"',
      custom: { 'Reporting-Endpoints': 'a="https://r.example", a="https://s.example"' },
    },
  ],
  ['groups that the option reporting declares', { ...strict, reporting: 'https://reports.example/r' }],
  [
    'a group of a feature that is an endpoint',
    { permissions: { camera: { allowlist: [], reportTo: 'a' } }, reportingEndpoints: { a: '/r' } },
  ],
  ['the group of coop beside the option reporting', { coop: true, reporting: 'https://reports.example/r' }],
  ['the endpoint of integrity beside the option reporting', { integrity: true, reporting: 'https://reports.example/r' }],
  [
    'a group of a connection allowlist that is an endpoint',
    { connectionAllowlist: { reportTo: 'a' }, reportingEndpoints: { a: '/r' } },
  ],
  ['the group of nel beside the option reporting', { nel: true, reporting: 'https://reports.example/r' }],
  [
    'a nel whose group has no name, which is default',
    { nel: true, reportTo: { max_age: 1, endpoints: [{ url: 'https://r.example' }] } },
  ],
  ['the group of a nel that is taken back', { nel: { max_age: 0, report_to: 'x' } }],
  [
    'a group that Report-To and Reporting-Endpoints declare',
    {
      csp: { 'img-src': [SELF], 'report-to': 'a' },
      reportTo: { ...GROUP, group: 'a' },
      reportingEndpoints: { a: 'https://r.example' },
    },
  ],
  ['none in a document policy, which is no group', { documentPolicy: 'sync-xhr=?0;report-to=none' }],
  ['two endpoints that are declared', { integrity: { endpoints: ['a', 'b'] }, reportingEndpoints: { a: '/a', b: '/b' } }],
  ['a parameter with spaces, which does not parse', { custom: { 'Cross-Origin-Opener-Policy': 'same-origin; report-to = "x"' } }],
  ['the same words in another header', { custom: { 'X-Note': 'see; report-to abc' } }],
])

it.each<[policy: SecureOptions, path: string]>([
  [{ csp: { 'img-src': [SELF], 'report-to': 'default' } }, 'reporting'],
  [{ coop: 'same-origin;report-to="a"' }, 'reportingEndpoints'],
  [{ coop: 'same-origin;report-to="a"', reportTo: { ...GROUP, group: 'a' } }, 'reportingEndpoints'],
  [{ coop: 'same-origin;report-to="a.b"' }, 'reportingEndpoints'],
  [{ csp: { 'img-src': [SELF], 'report-to': 'a' }, reportTo: { ...GROUP, group: 'a', max_age: 0 } }, 'reportingEndpoints'],
  [{ nel: { report_to: 'a', max_age: 1 } }, 'reportTo'],
])('report-group-undeclared says what declares the group: %j', (policy, option) => {
  const [found] = findingsOf('report-group-undeclared', policy)
  const data = found?.fix
    .match(new RegExp(`${option}: (.+?)(?:, or declare it)?\\.$`))?.[1]
    ?.replace('https://…', 'https://r.example')
  expect(findingsOf('report-group-undeclared', { ...policy, [option]: new Function(`return ${data}`)() })).toEqual([])
})

it('report-group-undeclared says that NEL reads Report-To alone', () => {
  const [found] = findingsOf('report-group-undeclared', { nel: true, reportingEndpoints: { default: 'https://r.example/r' } })
  expect(found?.message).toBe(
    'NEL reads Report-To only, and that does not declare "default", where its reports go, unless another layer does.',
  )
})

it('report-group-undeclared knows the groups of every header that has a report-only form', () => {
  const reporting = HEADER_CLASSES.filter(({ definition: { several } }) => several !== undefined)
  expect(Object.keys(GROUPS_OF)).toEqual(expect.arrayContaining(reporting.map(({ definition: { header } }) => header)))
})

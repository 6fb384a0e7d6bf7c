import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { HEADER_CLASSES } from '../../header-classes.js'
import { CustomHeaders } from '../../headers/custom-headers.js'
import { Secure } from '../../secure.js'

speaksOf(
  'unreadable-header',
  [
    ['Permissions-Policy', "camera 'none'; usb 'self'"],
    ['permissions-policy', 'camera=(), '],
    ['Permissions-Policy-Report-Only', 'Camera=()'],
    ['Cross-Origin-Opener-Policy', 'same-origin; report-to = "x"'],
    ['Cross-Origin-Embedder-Policy', '"require-corp'],
    ['Document-Isolation-Policy', 'isolate-and-require-corp, x'],
    ['Reporting-Endpoints', "default='https://r.example'"],
    ['Integrity-Policy', 'blocked-destinations=(script'],
    ['Document-Policy', 'sync-xhr=?2'],
    ['Origin-Agent-Cluster', '?true'],
    ['Connection-Allowlist', '(response-origin'],
    ['NEL', "{'report_to':'default'}"],
    ['Report-To', '{"max_age":1,}'],
    ['Cross-Origin-Opener-Policy', 'same-site'],
    ['Cross-Origin-Embedder-Policy-Report-Only', 'require-corps; report-to="x"'],
    ['Cross-Origin-Opener-Policy', '"same-origin"'],
    ['Cross-Origin-Opener-Policy', 'same-orgin; X'],
    ['Cross-Origin-Resource-Policy', 'same-orgin'],
    ['Cross-Origin-Resource-Policy', 'same-origin; x=1'],
    ['Integrity-Policy', 'blocked-destinations=("script")'],
    ['Integrity-Policy', 'blocked-destinations=script'],
    ['Integrity-Policy-Report-Only', 'blocked-destinations=(scripts)'],
    ['Integrity-Policy', 'sources=(inline)'],
    ['Integrity-Policy', 'blocked-destinations=(script), sources=(foo)'],
    ['Integrity-Policy', 'blocked-destinations=(script), blocked-destinations=(scripts)'],
    ['Permissions-Policy', 'camera=(), usb=(self);report-to="a"'],
    ['Permissions-Policy-Report-Only', 'camera;report-to="a"'],
    ['Permissions-Policy', 'camera=("self")'],
    ['Permissions-Policy', 'camera=(self https://a.example)'],
    ['Permissions-Policy', 'usb=(), camera=("a.example")'],
    ['Permissions-Policy', 'camera=https://a.example'],
    ['Document-Policy', 'force-load-at-top=1'],
    ['Document-Policy', 'force-load-at-topp'],
    // Not hidden by what is there twice.
    ['Permissions-Policy', 'camera=(), camera=() geolocation=()'],
  ].map(([name = '', value]) => [`${name}: ${value}`, { custom: { [name]: value } }, 'medium', `custom.${name}`]),
)

leavesAlone('unreadable-header', [
  ['one feature twice, of which browsers take the last', { custom: { 'Permissions-Policy': 'camera=(), camera=(self)' } }],
  [
    'allowlists that browsers read',
    { custom: { 'Permissions-Policy': 'camera=(self "https://a.example/path" "data:"), usb=(none), hid=*, midi=("*")' } },
  ],
  ["a token for the endpoint of a feature's reports", { custom: { 'Permissions-Policy': 'camera=();x="1";report-to=a' } }],
  ...[';x=1', ', foo=1', ', endpoints=()', ', endpoints=a', ', sources=(inline foo)'].map(
    (rest) =>
      [
        `an Integrity-Policy that browsers enforce, with ${rest}`,
        { custom: { 'Integrity-Policy': `blocked-destinations=(script foo)${rest}` } },
      ] as const,
  ),
  ['one list twice', { custom: { 'Integrity-Policy': 'endpoints=(a), blocked-destinations=(script), endpoints=(b)' } }],
  ['types that no option writes', { custom: { 'Permissions-Policy': 'camera=();a=:aGVsbG8=:;b=@1659578233' } }],
  ['two groups of Report-To', { custom: { 'Report-To': '{"max_age":1}, {"max_age":2}' } }],
  ['a value with a parameter that no option writes', { custom: { 'Cross-Origin-Opener-Policy': 'same-origin; x=1' } }],
  ['a header that has no such grammar', { custom: { 'X-Note': "camera 'none'" } }],
])

it('unreadable-header names the value that a misspelt one is most like', () => {
  const custom = { 'Cross-Origin-Resource-Policy': 'same-orgin' }
  expect(findingsOf('unreadable-header', { custom })).toEqual([expect.objectContaining({ fix: 'Write same-origin.' })])
})

it.each([
  ['Integrity-Policy', 'blocked-destinations=(script), sources=(foo)', 'Drop sources, or write sources=(inline).'],
  ['Integrity-Policy', 'blocked-destinations=(scripts)', 'Write blocked-destinations=(script).'],
  ['Permissions-Policy', 'camera=("self")', 'Write self, without quotes.'],
  ['Permissions-Policy', 'camera=(https://a.example)', 'Write "https://a.example", in double quotes.'],
  ['Permissions-Policy', 'camera=a.example', 'Write "https://a.example", in double quotes.'],
  ['Permissions-Policy', 'camera=(all)', 'Use the option that is named for the header: it checks the value.'],
  ['Permissions-Policy', 'camera=();report-to="main"', 'Write report-to=main, without quotes.'],
  [
    'Permissions-Policy',
    'camera=();report-to="my endpoint"',
    'Use the option that is named for the header: it checks the value.',
  ],
])('unreadable-header says what browsers ignore in %s: %s', (name, value, fix) => {
  expect(findingsOf('unreadable-header', { custom: { [name]: value } })).toEqual([expect.objectContaining({ fix })])
})

it('unreadable-header can read whatever options write', () => {
  const all = Object.fromEntries(
    HEADER_CLASSES.filter(({ definition }) => 'default' in definition).map(({ definition: { option } }) => [option, true]),
  )
  expect(findingsOf('unreadable-header', new Secure().with({ ...all, reporting: 'https://r.example/r' }))).toEqual([])
})

/** Headers that browsers read in part, or whose values have rules of their own. */
const READ_IN_PART = [
  ...['Server', 'Strict-Transport-Security', 'X-Frame-Options', 'X-XSS-Protection', 'X-Content-Type-Options'],
  ...['Content-Security-Policy', 'Referrer-Policy', 'Cache-Control', 'Clear-Site-Data'],
  ...['X-DNS-Prefetch-Control', 'X-Download-Options', 'X-Permitted-Cross-Domain-Policies'],
]

it('unreadable-header reads every header of which browsers ignore all if there is one mistake in it', () => {
  const unread = HEADER_CLASSES.filter((header) => header !== CustomHeaders)
    .map(({ definition }) => definition)
    .filter(({ option, header }) => {
      const policy = new Secure().with({ [option]: false, custom: { [header]: '("' } })
      return findingsOf('unreadable-header', policy).length === 0
    })
    .map(({ header }) => header)
  expect(unread).toEqual(READ_IN_PART)
})

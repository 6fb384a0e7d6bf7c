import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, NONE, SELF, STRICT_DYNAMIC } from '../../headers/source-expression.js'
import { strict } from '../../presets/index.js'

speaksOf('csp-wildcard', [
  ['a wildcard for objects', { csp: { 'object-src': ['*'] } }, 'high', 'csp.object-src[0]'],
  ['every host over https', { csp: { 'script-src': ['https://*'] } }, 'high', 'csp.script-src[0]'],
  ['every host at one port', { csp: { 'script-src': ['*:443'] } }, 'high', 'csp.script-src[0]'],
  ['every host in capitals, with a slash', { csp: { 'script-src': ['HTTPS://*/'] } }, 'high', 'csp.script-src[0]'],
  [
    'a wildcard beside a policy that says nothing of scripts',
    { csp: ['script-src *', "base-uri 'none'"] },
    'high',
    'csp[0].script-src[0]',
  ],
  ['a wildcard beside a policy that is open too', { csp: ['script-src *', 'script-src https:'] }, 'high', 'csp[0].script-src[0]'],
  [
    "a wildcard for objects beside 'strict-dynamic' for scripts",
    { csp: { 'default-src': ['*', STRICT_DYNAMIC, NONCE] } },
    'high',
    'csp.default-src[0]',
  ],
  ['every host under a path', { csp: { 'script-src': ['https://*/js/'] } }, 'high', 'csp.script-src[0]'],
  ['every host under a path for base-uri', { csp: { 'base-uri': ['*/a'] } }, 'medium', 'csp.base-uri[0]'],
  ['every base, to which scripts take their nonce', { csp: { ...strict.csp, 'base-uri': ['*'] } }, 'high', 'csp.base-uri[0]'],
  [
    'a wildcard for objects in every browser, and for scripts in old ones',
    { csp: { 'default-src': ['*'], 'script-src-elem': [SELF] } },
    'high',
    'csp.default-src[0]',
  ],
  [
    'a wildcard that only old browsers go by',
    { csp: { 'script-src': ['*'], 'script-src-elem': [SELF] } },
    'medium',
    'csp.script-src[0]',
  ],
  [
    'a policy that is only watched, where none is enforced',
    { csp: { 'script-src': ['*'], reportOnly: true } },
    'high',
    'csp.script-src[0]',
  ],
  [
    'a directive in capitals',
    { custom: { 'Content-Security-Policy': 'SCRIPT-SRC *' } },
    'high',
    'custom.Content-Security-Policy',
  ],
  ['a source after a tab', { custom: { 'Content-Security-Policy': 'script-src\t*' } }, 'high', 'custom.Content-Security-Policy'],
  [
    'scripts that a sandbox allows in capitals',
    { custom: { 'Content-Security-Policy': 'sandbox Allow-Scripts; script-src *' } },
    'high',
    'custom.Content-Security-Policy',
  ],
  [
    'a watched policy that is sent by name',
    { custom: { 'Content-Security-Policy-Report-Only': 'script-src *' } },
    'high',
    'custom.Content-Security-Policy-Report-Only',
  ],
  ['every port of every host', { csp: { 'script-src': ['*:*'] } }, 'high', 'csp.script-src[0]'],
  ['one source that scripts and objects load by, once', { csp: "default-src *; base-uri 'none'" }, 'high', 'csp.default-src[0]'],
])

leavesAlone('csp-wildcard', [
  ['every base, where a sandbox has no scripts', { csp: { 'base-uri': ['*'], sandbox: ['allow-forms'] } }],
  ['every object, where a sandbox has no scripts', { csp: { 'object-src': ['*'], sandbox: true } }],
  ['every base, where no scripts load', { csp: { 'default-src': [NONE], 'base-uri': ['*'] } }],
  ['web sockets of every host, which carry no script', { csp: { 'script-src': ['wss://*', 'WS://*'] } }],
  ['a scheme for bases, of which another rule speaks', { csp: { 'script-src': [NONCE], 'base-uri': ['https:'] } }],
  ['a wildcard for images', { csp: { 'img-src': ['*'] } }],
  ['hosts below a name', { csp: { 'script-src': ['https://*.a.example'] } }],
  ['a wildcard beside a policy with a nonce', { csp: [{ 'script-src': ['*'] }, { 'script-src': [NONCE] }] }],
  ['a wildcard beside a policy with a host', { csp: ['script-src *', 'script-src https://a.example'] }],
  ['a wildcard for styles', { csp: { 'style-src': ['*'] } }],
  ['a wildcard for workers', { csp: { 'worker-src': ['*'] } }],
  [
    "a wildcard beside 'strict-dynamic', with objects closed",
    { csp: { 'default-src': ['*', STRICT_DYNAMIC, NONCE], 'object-src': [NONE] } },
  ],
  ['a host with a wildcard in its path', { csp: { 'script-src': ['https://a.example/*'] } }],
  ['elements that may load from one place', { csp: { 'script-src': [NONE], 'script-src-elem': [SELF] } }],
])

it('csp-wildcard speaks twice of the same source in two policies', () => {
  const found = findingsOf('csp-wildcard', { csp: [{ 'script-src': ['*'] }, { 'script-src': ['*'] }] })
  expect(found.map(({ path }) => path)).toEqual(['csp[0].script-src[0]', 'csp[1].script-src[0]'])
})

it.each([
  [
    'objects alone',
    "default-src *; script-src 'nonce-{nonce}' 'strict-dynamic'; base-uri 'none'",
    '* in default-src allows every host for <object> and <embed>.',
    "Add 'object-src': [NONE].",
  ],
  [
    'scripts alone',
    "default-src *; object-src 'none'",
    '* in default-src allows every host for scripts.',
    "Add 'script-src': [SELF, NONCE].",
  ],
  [
    'both',
    'default-src *',
    '* in default-src allows every host for scripts, <object> and <embed>.',
    "Add 'script-src': [SELF, NONCE] and 'object-src': [NONE].",
  ],
])('csp-wildcard says that default-src is open for %s', (_, csp, message, fix) => {
  expect(findingsOf('csp-wildcard', { csp })).toEqual([expect.objectContaining({ message, fix })])
})

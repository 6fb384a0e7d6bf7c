import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, STRICT_DYNAMIC } from '../../headers/source-expression.js'

speaksOf('csp-http-source', [
  ['a host over http', { csp: { 'img-src': ['http://a.example'] } }, 'low', 'csp.img-src[0]'],
  [
    "a host over http in a directive of one's own",
    { csp: { customDirectives: { 'new-src': ['http://a.example'] } } },
    'low',
    'csp.customDirectives.new-src[0]',
  ],
  ['the scheme in font-src', { csp: { 'font-src': ['http:'] } }, 'low', 'csp.font-src[0]'],
  ['a host over ws', { csp: { 'connect-src': ['ws://a.example'] } }, 'low', 'csp.connect-src[0]'],
  [
    'who may frame the page, which nothing upgrades',
    { csp: { 'frame-ancestors': ['http://a.example'], 'upgrade-insecure-requests': true } },
    'low',
    'csp.frame-ancestors[0]',
  ],
  [
    'where the page may lead, which nothing upgrades',
    { csp: { 'navigate-to': ['http://a.example'], 'upgrade-insecure-requests': true } },
    'low',
    'csp.navigate-to[0]',
  ],
  [
    'what an upgrade that is only watched leaves as it is',
    { csp: [{ 'img-src': ['http://a.example'] }, { 'upgrade-insecure-requests': true, reportOnly: true }] },
    'low',
    'csp[0].img-src[0]',
  ],
  [
    "a host whose name begins as one's own machine does",
    { csp: { 'img-src': ['http://localhost.a.example'] } },
    'low',
    'csp.img-src[0]',
  ],
  ['http in capitals', { csp: { 'img-src': ['HTTP://a.example'] } }, 'low', 'csp.img-src[0]'],
  [
    "a host beside 'strict-dynamic' in default-src, which is for images too",
    { csp: { 'default-src': [NONCE, STRICT_DYNAMIC, 'http://img.example'] } },
    'low',
    'csp.default-src[2]',
  ],
])

it.each([
  ['http://a.example:80/b', 'Write https://a.example/b.'],
  ['ws://a.example:8080', 'Write wss://a.example:8080.'],
  ['http:', 'Name the hosts, with https://.'],
])('csp-http-source tells what to write instead of %s', (source, fix) => {
  expect(findingsOf('csp-http-source', { csp: { 'connect-src': [source] } })).toEqual([expect.objectContaining({ fix })])
})

it('csp-http-source drops a host that is there over https too', () => {
  const csp = { 'img-src': ['https://a.example', 'http://a.example:80'] }
  const fix = 'Drop it: https://a.example is there too.'
  expect(findingsOf('csp-http-source', { csp })).toEqual([expect.objectContaining({ path: 'csp.img-src[1]', fix })])
})

it.each([
  ['base-uri', 'lets the URLs of the page become ones whose answers anybody on the way can change.'],
  ['form-action', 'lets what is typed into a form travel in the clear, where anybody on the way can read it.'],
  ['frame-ancestors', 'lets a page frame this one that anybody on the way can change.'],
  ['report-uri', 'makes reports travel in the clear, where anybody on the way can read them.'],
])('csp-http-source says what comes of it in %s', (directive, harm) => {
  const csp = `${directive} http://a.example/`
  expect(findingsOf('csp-http-source', { csp })).toEqual([expect.objectContaining({ message: `http://a.example/ ${harm}` })])
})

leavesAlone('csp-http-source', [
  [
    "the visitor's own machine",
    {
      csp: {
        'connect-src': ['ws://localhost:5173', 'http://127.0.0.1:3000', 'http://app.localhost', 'ws://*.localhost:8080'],
        'img-src': ['http://LOCALHOST/a.png', 'http://localhost.:3000'],
      },
    },
  ],
  ["the visitor's own machine by IPv6", { custom: { 'Content-Security-Policy': 'connect-src http://[::1]:3000' } }],
  [
    'what upgrade-insecure-requests fetches over https',
    { csp: { 'img-src': ['http:'], 'connect-src': ['ws://a.example'], 'upgrade-insecure-requests': true } },
  ],
  ['what another policy upgrades', { csp: [{ 'img-src': ['http://a.example'] }, { 'upgrade-insecure-requests': true }] }],
  ['the scheme for styles, which csp-style-open speaks of', { csp: { 'style-src': ['http:'] } }],
  ['the scheme for forms, which csp-form-action-open speaks of', { csp: { 'form-action': ['http:'] } }],
  ['the scheme for frames, which csp-frame-ancestors-open speaks of', { csp: { 'frame-ancestors': ['http:'] } }],
  ['every host over http for scripts, which csp-wildcard speaks of', { csp: { 'script-src': ['http://*'] } }],
  ['a web socket for scripts, which csp-place-without-effect speaks of', { csp: { 'script-src': ['ws://a.example'] } }],
  ['a host over https', { csp: { 'img-src': ['https://a.example'] } }],
  ['http: for scripts, which csp-plain-scheme speaks of', { csp: { 'script-src': ['http:'] } }],
  ["what is ignored under 'strict-dynamic'", { csp: { 'script-src': [NONCE, STRICT_DYNAMIC, 'http:', 'https:'] } }],
  ['wss:', { csp: { 'connect-src': ['wss:'] } }],
  ["a host that is ignored under 'strict-dynamic'", { csp: { 'script-src': [NONCE, STRICT_DYNAMIC, 'http://img.example'] } }],
])

import { describe, expect, it } from 'vitest'
import { NONCE, NONE, SELF, STRICT_DYNAMIC, UNSAFE_EVAL, UNSAFE_INLINE } from '../headers/source-expression.js'
import type { SecureOptions } from '../options.js'
import { api, balanced, basic, owasp, strict } from '../presets/index.js'
import { Secure } from '../secure.js'
import { type Finding, lint } from './index.js'
import * as rules from './rules/index.js'

const of = (policy: SecureOptions | Secure, rule: string): readonly Finding[] => lint(policy).filter((one) => one.rule === rule)
const csp = (directives: SecureOptions['csp']): SecureOptions => ({ csp: directives as never })
const scripts = (...sources: string[]) => csp({ 'script-src': sources, 'object-src': [NONE], 'base-uri': [NONE] })
const report = { reporting: 'https://reports.example/r' }

/** For each rule a policy that it speaks of, where and how loud, and one that it leaves alone. */
const CASES: readonly [rule: string, weak: SecureOptions | Secure, severity: string, path: string, sound: SecureOptions][] = [
  ['csp-missing', {}, 'medium', 'csp', scripts(SELF)],
  ['csp-missing', csp({ 'img-src': [SELF], reportOnly: true }), 'medium', 'csp', scripts(SELF)],
  ['csp-script-src-missing', csp({ 'img-src': [SELF] }), 'high', 'csp', csp({ 'default-src': [SELF] })],
  ['csp-object-src-missing', csp({ 'script-src': [SELF] }), 'high', 'csp', csp({ 'object-src': [NONE] })],
  ['csp-base-uri-missing', csp({ 'script-src': [SELF] }), 'medium', 'csp', csp({ 'base-uri': [SELF] })],
  ['csp-base-uri-missing', csp({ 'script-src': [NONCE] }), 'high', 'csp', csp({ 'base-uri': [SELF] })],
  ['csp-frame-ancestors-missing', scripts(SELF), 'low', 'csp', csp({ 'frame-ancestors': [NONE] })],
  ['csp-form-action-missing', scripts(SELF), 'low', 'csp', csp({ 'form-action': [SELF] })],
  ['csp-frame-ancestors-missing', { xfo: false }, 'medium', 'xfo', {}],
  [
    'csp-frame-ancestors-missing',
    { ...scripts(SELF), xfo: false },
    'medium',
    'csp',
    { ...scripts(SELF), xfo: 'DENY', csp: false },
  ],
  [
    'csp-form-action-open',
    csp({ 'form-action': ['*'] }),
    'low',
    'csp.form-action[0]',
    csp({ 'form-action': ['https://a.example'] }),
  ],
  ['csp-style-open', csp({ 'style-src': [SELF, 'data:'] }), 'low', 'csp.style-src[1]', csp({ 'default-src': ['*'] })],
  ['csp-unsafe-inline', scripts(SELF, UNSAFE_INLINE), 'high', 'csp.script-src[1]', scripts(UNSAFE_INLINE, NONCE)],
  ['csp-unsafe-inline', csp({ 'default-src': [UNSAFE_INLINE] }), 'high', 'csp.default-src[0]', scripts(SELF)],
  ['csp-unsafe-inline-style', csp({ 'style-src': [UNSAFE_INLINE] }), 'low', 'csp.style-src[0]', csp({ 'style-src': [NONCE] })],
  ['csp-unsafe-inline-ignored', scripts(UNSAFE_INLINE, NONCE), 'info', 'csp.script-src[0]', scripts(NONCE)],
  ['csp-unsafe-eval', scripts(SELF, UNSAFE_EVAL), 'medium', 'csp.script-src[1]', scripts("'wasm-unsafe-eval'")],
  ['csp-unsafe-hashes', scripts("'unsafe-hashes'"), 'low', 'csp.script-src[0]', scripts(SELF)],
  ['csp-plain-scheme', scripts('data:'), 'high', 'csp.script-src[0]', csp({ 'img-src': ['data:'] })],
  ['csp-plain-scheme', csp({ 'base-uri': ['https:'] }), 'high', 'csp.base-uri[0]', scripts(NONCE, STRICT_DYNAMIC, 'https:')],
  ['csp-wildcard', csp({ 'object-src': ['*'] }), 'high', 'csp.object-src[0]', csp({ 'img-src': ['*'] })],
  ['csp-wildcard', scripts('https://*'), 'high', 'csp.script-src[0]', scripts('https://*.a.example')],
  ['csp-bypassable-host', scripts('https://cdnjs.cloudflare.com'), 'high', 'csp.script-src[0]', scripts('https://cdn.example')],
  ['csp-bypassable-host', scripts('*.googleapis.com'), 'high', 'csp.script-src[0]', scripts('https://www.google.com/recaptcha/')],
  ['csp-host-allowlist', scripts(SELF), 'info', 'csp.script-src[0]', scripts(NONCE)],
  [
    'csp-host-allowlist',
    scripts(`'sha256-${'A'.repeat(43)}='`, 'https://a.example'),
    'info',
    'csp.script-src[1]',
    scripts(NONCE),
  ],
  ['csp-bypassable-host', scripts('https://*.s3.amazonaws.com'), 'high', 'csp.script-src[0]', scripts('https://mine.github.io')],
  ['csp-ip-source', csp({ 'img-src': ['https://10.0.0.1:80/a'] }), 'low', 'csp.img-src[0]', csp({ 'img-src': ['a1.example'] })],
  [
    'csp-http-source',
    csp({ 'img-src': ['http://a.example'] }),
    'low',
    'csp.img-src[0]',
    csp({ 'img-src': ['https://a.example'] }),
  ],
  ['csp-static-nonce', scripts("'nonce-abcdefghijklmnopqrstuvwx'"), 'high', 'csp.script-src[0]', scripts(NONCE)],
  [
    'csp-nonce-shared-cache',
    { ...scripts(NONCE), cache: 'public, max-age=60' },
    'high',
    'csp.script-src[0]',
    { ...scripts(NONCE), cache: 'private' },
  ],
  ['csp-strict-dynamic-alone', scripts(STRICT_DYNAMIC), 'medium', 'csp.script-src[0]', scripts(STRICT_DYNAMIC, NONCE)],
  [
    'csp-ignored-by-strict-dynamic',
    scripts(NONCE, STRICT_DYNAMIC, SELF),
    'info',
    'csp.script-src[2]',
    scripts(NONCE, STRICT_DYNAMIC),
  ],
  ['csp-strict-dynamic-missing', scripts(NONCE, SELF), 'info', 'csp.script-src', scripts(NONCE)],
  ['csp-trusted-types-missing', scripts(SELF), 'info', 'csp', csp({ 'require-trusted-types-for': true })],
  ['csp-trusted-types-open', csp({ 'trusted-types': ['*'] }), 'low', 'csp.trusted-types[0]', csp({ 'trusted-types': ['app'] })],
  ['csp-deprecated-directive', csp({ 'plugin-types': ['a/b'] }), 'low', 'csp.plugin-types', csp({ 'object-src': [NONE] })],
  ['csp-keyword-unknown', scripts("'wasm-eval'"), 'low', 'csp.script-src[0]', scripts("'wasm-unsafe-eval'")],
  ['csp-keyword-without-effect', csp({ 'img-src': [STRICT_DYNAMIC] }), 'low', 'csp.img-src[0]', scripts(NONCE, STRICT_DYNAMIC)],
  [
    'csp-keyword-without-effect',
    csp({ 'default-src': ["'inline-speculation-rules'"] }),
    'low',
    'csp.default-src[0]',
    scripts("'inline-speculation-rules'"),
  ],
  [
    'csp-keyword-without-effect',
    csp({ 'style-src-elem': ["'unsafe-hashes'"] }),
    'low',
    'csp.style-src-elem[0]',
    csp({ 'style-src-attr': ["'unsafe-hashes'"] }),
  ],
  ['csp-keyword-unknown', scripts(`'url-sha256-${'A'.repeat(43)}='`), 'low', 'csp.script-src[0]', scripts(SELF)],
  ['csp-unsafe-hashes', scripts("'unsafe-hashes'"), 'low', 'csp.script-src[0]', csp({ 'script-src-elem': ["'unsafe-hashes'"] })],
  [
    'csp-frame-ancestors-path',
    csp({ 'frame-ancestors': ['https://a.example:8080/embed'] }),
    'medium',
    'csp.frame-ancestors[0]',
    csp({ 'frame-ancestors': ['https://a.example/', 'https:', '*.b.example'], 'img-src': ['https://a.example/b'] }),
  ],
  [
    'csp-path-wildcard',
    csp({ 'img-src': ['https://a.example/b/*.png'] }),
    'low',
    'csp.img-src[0]',
    csp({ 'img-src': ['https://*.a.example:*/b/', '*'] }),
  ],
  ['csp-nonce-without-effect', csp({ 'img-src': [NONCE] }), 'low', 'csp.img-src[0]', csp({ 'style-src': [NONCE] })],
  ['csp-nonce-without-effect', csp({ 'worker-src': [NONCE] }), 'low', 'csp.worker-src[0]', csp({ 'style-src': [NONCE] })],
  [
    'csp-sandbox-escape',
    csp({ sandbox: ['allow-scripts', 'allow-same-origin'] }),
    'medium',
    'csp.sandbox',
    csp({ sandbox: ['allow-scripts'] }),
  ],
  ['csp-ignored-in-report-only', csp({ sandbox: true, reportOnly: true }), 'low', 'csp.sandbox', csp({ sandbox: true })],
  [
    'report-only-without-endpoint',
    csp([{ 'img-src': [SELF] }, { 'img-src': [NONE], reportOnly: true }]),
    'medium',
    'csp[1]',
    { ...csp({ 'img-src': [NONE], reportOnly: true }), ...report },
  ],
  ['csp-reports-nowhere', scripts(SELF), 'info', 'csp', { ...scripts(SELF), ...report }],
  ['report-group-undeclared', csp({ 'img-src': [SELF], 'report-to': 'a' }), 'medium', 'csp', { ...strict, ...report }],
  [
    'report-group-undeclared',
    { permissions: { camera: { allowlist: [], reportTo: 'a' } } },
    'medium',
    'permissions',
    { permissions: { camera: { allowlist: [], reportTo: 'a' } }, reportingEndpoints: { a: '/r' } },
  ],
  ['report-group-undeclared', { coop: 'same-origin;report-to="a"' }, 'medium', 'coop', { coop: true, ...report }],
  ['report-group-undeclared', { integrity: { endpoints: ['a'] } }, 'medium', 'integrity', { integrity: true, ...report }],
  ['report-group-undeclared', { nel: true }, 'medium', 'nel', { nel: true, ...report }],
  [
    'report-group-undeclared',
    { nel: true, reportTo: { group: 'other', max_age: 1, endpoints: [{ url: 'https://r.example' }] } },
    'medium',
    'nel',
    { nel: true, reportTo: { max_age: 1, endpoints: [{ url: 'https://r.example' }] } },
  ],
  [
    'report-group-undeclared',
    { csp: { 'default-src': [NONE], 'report-to': 'a' }, reportingEndpoints: { b: 'https://r.example/?q=1,a=2' } },
    'medium',
    'csp',
    { documentPolicy: 'sync-xhr=?0;report-to=none' },
  ],
  [
    'nel-subdomains-unreported',
    {
      nel: { report_to: 'default', max_age: 60, include_subdomains: true },
      reportTo: { max_age: 60, endpoints: [{ url: 'https://r.example' }] },
    },
    'low',
    'nel',
    { nel: { report_to: 'default', max_age: 60, include_subdomains: true }, ...report },
  ],
  ['hsts-missing', { hsts: false }, 'medium', 'hsts', {}],
  ['content-missing', { content: false }, 'low', 'content', {}],
  [
    'report-only-without-endpoint',
    { coop: ['same-origin', { policy: 'same-origin', reportOnly: true }] },
    'medium',
    'coop[1]',
    { coop: { policy: 'same-origin', reportOnly: true }, ...report },
  ],
  [
    'report-only-without-endpoint',
    { permissions: { camera: [], reportOnly: true } },
    'medium',
    'permissions',
    { permissions: { camera: [], reportOnly: true }, reportingEndpoints: { default: '/r' } },
  ],
  [
    'report-group-undeclared',
    { nel: true, reportingEndpoints: { default: 'https://r.example' } },
    'medium',
    'nel',
    { integrity: { endpoints: ['a', 'b'] }, reportingEndpoints: { a: '/a', b: '/b' } },
  ],
  [
    'report-group-undeclared',
    { integrity: { endpoints: ['a', 'b'] }, reportingEndpoints: { a: '/a' } },
    'medium',
    'integrity',
    {},
  ],
  ['csp-wildcard', scripts('*:443'), 'high', 'csp.script-src[0]', csp([{ 'script-src': ['*'] }, { 'script-src': [NONCE] }])],
  [
    'csp-unsafe-inline',
    csp([{ 'script-src': [UNSAFE_INLINE] }]),
    'high',
    'csp.script-src[0]',
    csp([{ 'script-src': [UNSAFE_INLINE] }, { 'script-src': [NONCE] }]),
  ],
  [
    'csp-script-src-missing',
    csp([{ 'img-src': [SELF] }, { 'font-src': [SELF] }]),
    'high',
    'csp[0]',
    csp([{ 'img-src': [SELF] }, { 'script-src': [SELF] }]),
  ],
  [
    'csp-object-src-missing',
    csp([{ 'img-src': [SELF] }, { 'object-src': [NONE], reportOnly: true }]),
    'high',
    'csp[0]',
    csp([{ 'object-src': [NONE] }, { 'img-src': [SELF], reportOnly: true }]),
  ],
  [
    'csp-http-source',
    csp({ customDirectives: { 'new-src': ['http://a.example'] } }),
    'low',
    'csp.customDirectives.new-src[0]',
    {},
  ],
  [
    'permissions-block-isolation',
    { documentIsolation: true, permissions: { 'cross-origin-isolated': [] } },
    'medium',
    'permissions.cross-origin-isolated',
    { coop: 'same-origin-allow-popups', coep: true, permissions: { 'cross-origin-isolated': [] } },
  ],
  [
    'permissions-block-isolation',
    { coop: true, coep: 'credentialless', permissions: { 'cross-origin-isolated': ['https://a.example'] } },
    'medium',
    'permissions.cross-origin-isolated',
    { coop: true, coep: 'unsafe-none', permissions: { 'cross-origin-isolated': [] } },
  ],
  ['csp-wildcard', scripts('HTTPS://*/'), 'high', 'csp.script-src[0]', csp(['script-src *', 'script-src https://a.example'])],
  ['csp-wildcard', csp(['script-src *', "base-uri 'none'"]), 'high', 'csp[0].script-src[0]', csp({ 'style-src': ['*'] })],
  ['csp-wildcard', csp(['script-src *', 'script-src https:']), 'high', 'csp[0].script-src[0]', csp({ 'worker-src': ['*'] })],
  ['csp-plain-scheme', csp(['script-src *', 'script-src https:']), 'high', 'csp[1].script-src[0]', scripts('https://a.example')],
  [
    'csp-unsafe-inline',
    csp([{ 'script-src': [UNSAFE_INLINE] }, { 'script-src-attr': [NONE] }]),
    'high',
    'csp[0].script-src[0]',
    csp([{ 'script-src': [UNSAFE_INLINE] }, { 'script-src-attr': [NONE], 'default-src': [SELF] }]),
  ],
  [
    'csp-unsafe-eval',
    csp([{ 'script-src': [SELF, UNSAFE_EVAL] }, { 'script-src-elem': [SELF] }]),
    'medium',
    'csp[0].script-src[1]',
    csp([{ 'script-src': [SELF, UNSAFE_EVAL] }, { 'default-src': [SELF] }]),
  ],
  [
    'csp-bypassable-host',
    scripts('https://ajax.googleapis.com/ajax/'),
    'high',
    'csp.script-src[0]',
    scripts('https://ajax.googleapis.com/ajax/libs/jquery/'),
  ],
  [
    'csp-bypassable-host',
    scripts('https://cdnjs.cloudflare.com/ajax/libs/angular.js/1.8.2/angular.min.js'),
    'high',
    'csp.script-src[0]',
    scripts('https://unpkg.com/htmx.org@2'),
  ],
  [
    'csp-unsafe-inline-style',
    csp({ 'style-src': [UNSAFE_INLINE, STRICT_DYNAMIC] }),
    'low',
    'csp.style-src[0]',
    csp({ 'style-src': [UNSAFE_INLINE, NONCE] }),
  ],
  [
    'csp-unsafe-inline-ignored',
    scripts(UNSAFE_INLINE, STRICT_DYNAMIC),
    'info',
    'csp.script-src[0]',
    csp({ 'default-src': [UNSAFE_INLINE, STRICT_DYNAMIC] }),
  ],
  [
    'csp-script-src-missing',
    csp({ 'script-src-elem': [SELF], 'script-src-attr': [NONE] }),
    'medium',
    'csp',
    csp({ 'script-src': [SELF] }),
  ],
  [
    'csp-frame-ancestors-open',
    csp({ 'frame-ancestors': [SELF, '*'] }),
    'medium',
    'csp.frame-ancestors[1]',
    csp([{ 'frame-ancestors': ['https:'] }, { 'frame-ancestors': [SELF] }]),
  ],
  [
    'csp-frame-ancestors-open',
    csp({ 'frame-ancestors': ['https:'] }),
    'medium',
    'csp.frame-ancestors[0]',
    csp({ 'img-src': ['*'] }),
  ],
  [
    'csp-ignored-by-strict-dynamic',
    scripts(NONCE, STRICT_DYNAMIC, '*'),
    'info',
    'csp.script-src[2]',
    scripts(NONCE, STRICT_DYNAMIC, UNSAFE_EVAL),
  ],
  ['csp-deprecated-directive', csp({ 'prefetch-src': [SELF] }), 'low', 'csp.prefetch-src', csp({ 'default-src': [SELF] })],
  ['content-without-effect', { content: 'none' }, 'low', 'content', {}],
  [
    'content-without-effect',
    { content: false, custom: { 'X-Content-Type-Options': 'off, nosniff' } },
    'low',
    'custom.X-Content-Type-Options',
    { content: false, custom: { 'X-Content-Type-Options': 'NoSniff, off' } },
  ],
  ['cross-domain-open', { crossDomain: 'all' }, 'low', 'crossDomain', { crossDomain: 'none' }],
  [
    'integrity-style-without-effect',
    { integrity: { 'blocked-destinations': ['style'] } },
    'low',
    'integrity.blocked-destinations',
    { integrity: true },
  ],
  [
    'integrity-style-without-effect',
    { integrity: { 'blocked-destinations': ['script', 'style'] } },
    'info',
    'integrity.blocked-destinations',
    {},
  ],
  [
    'permissions-dead-feature',
    { custom: { 'Permissions-Policy': 'battery=(), camera=()' } },
    'low',
    'custom.Permissions-Policy',
    { custom: { 'Permissions-Policy': 'no structured field' } },
  ],
  [
    'permissions-block-isolation',
    { coop: true, coep: true, custom: { 'permissions-policy': 'cross-origin-isolated=()' } },
    'medium',
    'custom.permissions-policy',
    { coop: true, coep: true, permissions: { 'cross-origin-isolated': ['*', 'https://a.example'] } },
  ],
  [
    'csp-unsafe-inline',
    csp([{ 'script-src': [UNSAFE_INLINE] }, { 'script-src-elem': [SELF] }]),
    'high',
    'csp[0].script-src[0]',
    csp([{ 'script-src': [UNSAFE_INLINE] }, { 'script-src-attr': [NONE], 'script-src': [SELF] }]),
  ],
  [
    'csp-script-src-missing',
    csp([{ 'script-src-elem': [SELF] }, { 'script-src-attr': [NONE] }]),
    'medium',
    'csp[0]',
    csp([{ 'script-src-elem': [SELF] }, { 'script-src': [NONE] }]),
  ],
  [
    'csp-frame-ancestors-open',
    csp({ 'frame-ancestors': ['HTTPS://*'] }),
    'medium',
    'csp.frame-ancestors[0]',
    csp({ 'frame-ancestors': ['*'], reportOnly: true }),
  ],
  [
    'csp-frame-ancestors-open',
    csp({ 'frame-ancestors': ['*'] }),
    'medium',
    'csp.frame-ancestors[0]',
    csp({ 'frame-ancestors': ['data:', 'wss://*'] }),
  ],
  [
    'permissions-block-isolation',
    { coop: true, coep: true, custom: { 'Permissions-Policy': 'cross-origin-isolated=(), unknown-x=()' } },
    'medium',
    'custom.Permissions-Policy',
    { coop: true, coep: true, custom: { 'Permissions-Policy': 'cross-origin-isolated=*' } },
  ],
  [
    'csp-ignored-by-strict-dynamic',
    scripts(NONCE, STRICT_DYNAMIC, 'wss:'),
    'info',
    'csp.script-src[2]',
    scripts(NONCE, STRICT_DYNAMIC, UNSAFE_INLINE),
  ],
  [
    'csp-wildcard',
    csp({ 'default-src': ['*', STRICT_DYNAMIC, NONCE] }),
    'high',
    'csp.default-src[0]',
    csp({ 'default-src': ['*', STRICT_DYNAMIC, NONCE], 'object-src': [NONE] }),
  ],
  [
    'csp-bypassable-host',
    scripts('cdn.jsdelivr.net/gh/'),
    'high',
    'csp.script-src[0]',
    scripts('https://www.google.com/complete/searchable', 'cdn.jsdelivr.net/npm/angular-ui@1/'),
  ],
  ['csp-bypassable-host', scripts('cdn.jsdelivr.net/npm/angular'), 'high', 'csp.script-src[0]', scripts('unpkg.com/angularish/')],
  ['csp-blob-script', scripts(SELF, 'blob:'), 'low', 'csp.script-src[1]', scripts(NONCE, STRICT_DYNAMIC, 'blob:')],
  ['csp-blob-script', scripts('filesystem:'), 'low', 'csp.script-src[0]', csp({ 'object-src': ['blob:'], 'img-src': ['blob:'] })],
  ['csp-plain-scheme', scripts('HTTP:'), 'high', 'csp.script-src[0]', { ...scripts('blob:'), ...csp({ 'base-uri': ['blob:'] }) }],
  ['csp-wildcard', scripts('https://*/js/'), 'high', 'csp.script-src[0]', scripts('https://a.example/*')],
  ['csp-wildcard', csp({ 'base-uri': ['*/a'] }), 'high', 'csp.base-uri[0]', scripts(SELF)],
  ['csp-http-source', csp({ 'style-src': ['http:'] }), 'low', 'csp.style-src[0]', scripts('http:')],
  [
    'csp-http-source',
    csp({ 'font-src': ['http:'] }),
    'low',
    'csp.font-src[0]',
    scripts(NONCE, STRICT_DYNAMIC, 'http:', 'https:'),
  ],
  ['csp-http-source', csp({ 'connect-src': ['ws://a.example'] }), 'low', 'csp.connect-src[0]', csp({ 'connect-src': ['wss:'] })],
  [
    'csp-base-uri-missing',
    csp({ 'script-src': [NONCE], sandbox: ['allow-scripts'] }),
    'high',
    'csp',
    csp({ 'script-src': [NONCE], sandbox: ['allow-forms'] }),
  ],
  [
    'csp-base-uri-missing',
    csp([{ 'script-src': [SELF] }, { sandbox: true, reportOnly: true }]),
    'medium',
    'csp[0]',
    csp([{ 'script-src': [SELF] }, { sandbox: true }]),
  ],
  [
    'csp-form-action-missing',
    csp({ 'script-src': [SELF], sandbox: ['allow-forms'] }),
    'low',
    'csp',
    csp({ 'script-src': [SELF], sandbox: ['allow-scripts'] }),
  ],
  ['csp-script-src-missing', csp({ sandbox: ['allow-scripts'] }), 'high', 'csp', csp({ sandbox: true })],
  [
    'csp-unsafe-inline',
    csp({ 'script-src': [UNSAFE_INLINE], sandbox: ['allow-scripts'] }),
    'high',
    'csp.script-src[0]',
    csp({ 'script-src': [UNSAFE_INLINE], sandbox: ['allow-forms'] }),
  ],
  [
    'csp-unsafe-inline',
    csp({ 'script-src': [UNSAFE_INLINE], 'script-src-elem': [SELF], 'script-src-attr': [NONE] }),
    'medium',
    'csp.script-src[0]',
    csp({ 'script-src': [SELF], 'script-src-elem': [SELF], 'script-src-attr': [NONE] }),
  ],
  [
    'csp-wildcard',
    csp({ 'script-src': ['*'], 'script-src-elem': [SELF] }),
    'medium',
    'csp.script-src[0]',
    csp({ 'script-src': [NONE], 'script-src-elem': [SELF] }),
  ],
  [
    'csp-ignored-by-strict-dynamic',
    csp({ 'default-src': [SELF], 'script-src': [NONCE, STRICT_DYNAMIC, SELF] }),
    'info',
    'csp.script-src[2]',
    csp({ 'default-src': [SELF, NONCE, STRICT_DYNAMIC] }),
  ],
  [
    'csp-strict-dynamic-alone',
    csp({ 'default-src': [STRICT_DYNAMIC] }),
    'medium',
    'csp.default-src[0]',
    csp({ 'script-src': [STRICT_DYNAMIC], 'script-src-elem': [NONCE, STRICT_DYNAMIC], 'script-src-attr': [STRICT_DYNAMIC] }),
  ],
  [
    'csp-keyword-without-effect',
    csp({ 'style-src': [STRICT_DYNAMIC] }),
    'low',
    'csp.style-src[0]',
    csp({ 'script-src-attr': [UNSAFE_INLINE, STRICT_DYNAMIC] }),
  ],
  [
    'csp-strict-dynamic-missing',
    scripts("'nonce-abcdefghijklmnopqrstuvwx'", SELF),
    'info',
    'csp.script-src',
    scripts("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", SELF),
  ],
  [
    'csp-trusted-types-open',
    csp({ 'trusted-types': ['app', "'allow-duplicates'"] }),
    'low',
    'csp.trusted-types[1]',
    csp({ 'trusted-types': ["'allow-duplicates'"] }),
  ],
  [
    'csp-unsafe-inline-style',
    csp([{ 'style-src': [UNSAFE_INLINE] }, { 'img-src': [SELF] }]),
    'low',
    'csp[0].style-src[0]',
    csp([{ 'style-src': [UNSAFE_INLINE] }, { 'style-src': [SELF] }]),
  ],
  [
    'csp-host-allowlist',
    csp([{ 'script-src': [SELF] }, { 'script-src': ['https:'] }]),
    'info',
    'csp[0].script-src[0]',
    csp([{ 'script-src': [SELF] }, { 'script-src': [NONCE, STRICT_DYNAMIC, 'https:'] }]),
  ],
  ['hsts-short', { hsts: { maxAge: 3600 } }, 'medium', 'hsts.maxAge', {}],
  ['hsts-short', { hsts: { maxAge: 0 } }, 'medium', 'hsts.maxAge', { hsts: false }],
  ['hsts-preload', { hsts: { maxAge: 16_000_000, preload: true } }, 'medium', 'hsts.preload', { hsts: { preload: true } }],
  [
    'hsts-preload',
    { hsts: { maxAge: 63_072_000, includeSubDomains: false, preload: true } },
    'medium',
    'hsts.preload',
    { hsts: { maxAge: 1 } },
  ],
  ['xfo-allow-from', { xfo: 'ALLOW-FROM https://a.example' }, 'high', 'xfo', { xfo: 'DENY' }],
  [
    'xfo-contradicts-frame-ancestors',
    { xfo: 'DENY', ...csp({ 'frame-ancestors': [SELF] }) },
    'low',
    'xfo',
    { xfo: 'DENY', ...csp({ 'frame-ancestors': [NONE] }) },
  ],
  ['xxp-without-effect', {}, 'info', 'xxp', { xxp: false }],
  ['xxp-without-effect', { xxp: '1' }, 'low', 'xxp', { xxp: false }],
  ['referrer-fallback-order', {}, 'low', 'referrer', { referrer: ['strict-origin-when-cross-origin', 'no-referrer'] }],
  ['referrer-leaks', { referrer: 'unsafe-url' }, 'medium', 'referrer', { referrer: 'same-origin' }],
  ['referrer-leaks', { referrer: 'origin' }, 'low', 'referrer', {}],
  ['permissions-dead-feature', { permissions: { battery: [] } }, 'low', 'permissions.battery', { permissions: { camera: [] } }],
  [
    'permissions-block-isolation',
    { coop: true, coep: true, permissions: { 'cross-origin-isolated': [] } },
    'medium',
    'permissions.cross-origin-isolated',
    { coop: true, permissions: { 'cross-origin-isolated': [] } },
  ],
  ['isolation-incomplete', { coep: true }, 'info', 'coep', { coep: true, coop: true }],
  ['cache-redundant', {}, 'info', 'cache', { cache: 'no-store' }],
  ['server-named', { server: 'Apache/2.4' }, 'info', 'server', { server: 'NULL' }],
  ['download-without-effect', { download: true }, 'info', 'download', {}],
  ['dead-header', { custom: { 'Expect-CT': 'max-age=1' } }, 'low', 'custom.Expect-CT', { custom: { 'X-Robots-Tag': 'noindex' } }],
  ['clear-site-data-dead-type', new Secure().with({ clearSiteData: ['executionContexts'] }), 'low', 'clearSiteData', {}],
  ['head-size', csp({ 'img-src': [`a.example/${'x'.repeat(4096)}`] }), 'low', '', strict],
  ['head-size', csp({ 'img-src': [`a.example/${'x'.repeat(8192)}`] }), 'medium', '', strict],
  ['head-size', csp({ 'img-src': [`a.example/${'x'.repeat(16_384)}`] }), 'high', '', strict],
]

const HASH = `'sha256-${'A'.repeat(43)}='`
const LONG_HASH = `'sha512-${'A'.repeat(86)}=='`
const COPIED_NONCE = "'NONCE-abcdefghijklmnopqrstuvwx'"
const sentByName = (value: string, name = 'Content-Security-Policy'): SecureOptions => ({ csp: false, custom: { [name]: value } })

/** What a rule speaks of, once: where, and how loud. */
const WEAK: readonly [rule: string, what: string, weak: SecureOptions, severity: string, path: string][] = [
  [
    'csp-wildcard',
    'a policy that is only watched, where none is enforced',
    csp({ 'script-src': ['*'], reportOnly: true }),
    'high',
    'csp.script-src[0]',
  ],
  ['csp-wildcard', 'a directive in capitals', sentByName('SCRIPT-SRC *'), 'high', 'custom.Content-Security-Policy'],
  ['csp-wildcard', 'a source after a tab', sentByName('script-src\t*'), 'high', 'custom.Content-Security-Policy'],
  [
    'csp-wildcard',
    'scripts that a sandbox allows in capitals',
    sentByName('sandbox Allow-Scripts; script-src *'),
    'high',
    'custom.Content-Security-Policy',
  ],
  [
    'csp-wildcard',
    'a watched policy that is sent by name',
    sentByName('script-src *', 'Content-Security-Policy-Report-Only'),
    'high',
    'custom.Content-Security-Policy-Report-Only',
  ],
  ['csp-wildcard', 'every port of every host', scripts('*:*'), 'high', 'csp.script-src[0]'],
  ['csp-wildcard', 'every host by web socket', scripts('wss://*'), 'high', 'csp.script-src[0]'],
  [
    'csp-unsafe-inline',
    'a policy beside a sandbox that is only watched',
    csp([{ 'script-src': [UNSAFE_INLINE] }, { sandbox: true, reportOnly: true }]),
    'high',
    'csp[0].script-src[0]',
  ],
  [
    'csp-unsafe-inline',
    'elements and handlers, which one script-src governs, once',
    csp({ 'script-src': [UNSAFE_INLINE] }),
    'high',
    'csp.script-src[0]',
  ],
  ['csp-bypassable-host', 'a known host in capitals', scripts('https://AJAX.googleapis.com'), 'high', 'csp.script-src[0]'],
  ['csp-bypassable-host', 'a known host with a port', scripts('https://ajax.googleapis.com:443'), 'high', 'csp.script-src[0]'],
  [
    'csp-bypassable-host',
    'a version of a known package',
    scripts('cdn.jsdelivr.net/npm/angular@1.8.2/angular.min.js'),
    'high',
    'csp.script-src[0]',
  ],
  ['csp-frame-ancestors-open', 'everything over http', csp({ 'frame-ancestors': ['http:'] }), 'medium', 'csp.frame-ancestors[0]'],
  [
    'csp-frame-ancestors-open',
    'every host with a slash',
    csp({ 'frame-ancestors': ['https://*/'] }),
    'medium',
    'csp.frame-ancestors[0]',
  ],
  [
    'xfo-allow-from',
    'what is sent beside frame-ancestors that are only watched',
    { xfo: 'ALLOW-FROM https://a.example', ...csp({ 'frame-ancestors': [NONE], reportOnly: true }) },
    'high',
    'xfo',
  ],
  [
    'xfo-allow-from',
    'a word that only begins with DENY',
    { xfo: false, custom: { 'X-Frame-Options': 'DENYX' } },
    'high',
    'custom.X-Frame-Options',
  ],
  [
    'csp-static-nonce',
    'a written nonce in capitals',
    sentByName(`script-src ${COPIED_NONCE}`),
    'high',
    'custom.Content-Security-Policy',
  ],
  ['csp-base-uri-missing', 'a hash, which trusts a relative script', csp({ 'script-src': [HASH] }), 'high', 'csp'],
  ['csp-script-src-missing', 'handlers that nothing governs', csp({ 'script-src-elem': [SELF] }), 'high', 'csp'],
  [
    'csp-keyword-unknown',
    'self without quotes in frame-ancestors',
    sentByName('frame-ancestors self'),
    'medium',
    'custom.Content-Security-Policy',
  ],
  [
    'csp-keyword-unknown',
    'a hash without quotes',
    sentByName('script-src sha256-abc='),
    'medium',
    'custom.Content-Security-Policy',
  ],
  [
    'csp-keyword-unknown',
    'self without quotes in script-src-elem',
    sentByName('script-src-elem self'),
    'medium',
    'custom.Content-Security-Policy',
  ],
  [
    'permissions-block-isolation',
    'self as a string, which is no origin',
    { coop: true, coep: true, custom: { 'Permissions-Policy': 'cross-origin-isolated=("self")' } },
    'medium',
    'custom.Permissions-Policy',
  ],
  [
    'isolation-incomplete',
    'an opener policy that keeps popups',
    { coep: true, coop: 'same-origin-allow-popups' },
    'info',
    'coep',
  ],
  [
    'report-only-without-endpoint',
    'a Content-Security-Policy beside an endpoint named default, which only Permissions-Policy has by itself',
    { ...csp({ 'img-src': [NONE], reportOnly: true }), reportingEndpoints: { default: '/r' } },
    'medium',
    'csp',
  ],
  [
    'content-without-effect',
    'a word that only begins with nosniff',
    { content: false, custom: { 'X-Content-Type-Options': 'nosniffing' } },
    'low',
    'custom.X-Content-Type-Options',
  ],
  ['csp-http-source', 'http in capitals', csp({ 'img-src': ['HTTP://a.example'] }), 'low', 'csp.img-src[0]'],
  ['referrer-leaks', 'whole addresses to every https site', { referrer: 'no-referrer-when-downgrade' }, 'medium', 'referrer'],
  [
    'csp-strict-dynamic-missing',
    'the policy that governs scripts, beside one that does not',
    csp([{ 'img-src': [SELF] }, { 'script-src': [NONCE, SELF] }]),
    'info',
    'csp[1].script-src',
  ],
  ['csp-host-allowlist', 'several places, once', scripts(SELF, 'https://a.example'), 'info', 'csp.script-src[0]'],
  [
    'csp-trusted-types-open',
    "the wildcard, and not 'allow-duplicates' beside it",
    csp({ 'trusted-types': ['*', "'allow-duplicates'"] }),
    'low',
    'csp.trusted-types[0]',
  ],
  [
    'csp-nonce-shared-cache',
    'several nonces, once',
    { ...csp({ 'script-src': [NONCE], 'style-src': [NONCE] }), cache: 'public' },
    'high',
    'csp.script-src[0]',
  ],
]

/** What a rule says nothing of. */
const SOUND: readonly [rule: string, what: string, sound: SecureOptions][] = [
  ['csp-unsafe-inline', 'what browsers ignore beside a long hash', scripts(UNSAFE_INLINE, LONG_HASH)],
  [
    'csp-unsafe-inline',
    'what browsers ignore beside a nonce in capitals',
    sentByName(`script-src ${COPIED_NONCE} 'unsafe-inline'`),
  ],
  ['hsts-preload', 'just the age that the preload list asks for', { hsts: { maxAge: 31_536_000, preload: true } }],
  ['hsts-short', 'just half a year', { hsts: { maxAge: 15_768_000 } }],
  ['csp-host-allowlist', 'a host of which csp-bypassable-host speaks', scripts('https://cdnjs.cloudflare.com')],
  ['csp-bypassable-host', 'a file on a host that is known as a whole', scripts('https://api.twitter.com/own.js')],
  ['csp-bypassable-host', 'a host that known ones end with', scripts('com')],
  ['csp-form-action-missing', 'a policy that is only watched', csp({ 'script-src': [SELF], reportOnly: true })],
  ['csp-trusted-types-missing', 'a policy that is only watched', csp({ 'script-src': [SELF], reportOnly: true })],
  [
    'xfo-contradicts-frame-ancestors',
    'frame-ancestors that are only watched',
    { xfo: 'DENY', ...csp({ 'frame-ancestors': [SELF], reportOnly: true }) },
  ],
  ['csp-reports-nowhere', 'a policy that is only watched', csp({ 'script-src': [SELF], reportOnly: true })],
  ['csp-reports-nowhere', 'a policy with report-uri', csp({ 'script-src': [SELF], 'report-uri': '/r' })],
  [
    'report-only-without-endpoint',
    'a policy with report-uri',
    csp({ 'script-src': [SELF], 'report-uri': '/r', reportOnly: true }),
  ],
  ['csp-strict-dynamic-alone', 'a hash beside it', scripts(STRICT_DYNAMIC, HASH)],
  ['isolation-incomplete', 'an embedder policy that asks for nothing', { coep: 'unsafe-none' }],
  [
    'permissions-block-isolation',
    'what is only watched',
    { coop: true, coep: true, permissions: { 'cross-origin-isolated': [], reportOnly: true } },
  ],
]

describe('lint', () => {
  it.each(CASES)('%s speaks of a weak policy, and not of a sound one (%#)', (rule, weak, severity, path, sound) => {
    expect(of(weak, rule)).toContainEqual(expect.objectContaining({ severity, path }))
    expect(of(sound, rule)).toEqual([])
  })

  it.each(WEAK)('%s speaks of %s', (rule, _, weak, severity, path) => {
    expect(of(weak, rule)).toEqual([expect.objectContaining({ severity, path })])
  })

  it.each(SOUND)('%s leaves alone %s', (rule, _, sound) => {
    expect(of(sound, rule)).toEqual([])
  })

  it.each([
    'csp-script-src-missing',
    'csp-object-src-missing',
    'csp-base-uri-missing',
    'csp-form-action-missing',
    'csp-trusted-types-missing',
    'csp-reports-nowhere',
  ])('says %s once of all policies', (rule) => {
    expect(of(csp([{ 'img-src': [SELF] }, { 'font-src': [SELF] }]), rule)).toHaveLength(1)
  })

  it('speaks of the same source in two policies twice', () => {
    const found = of(csp([{ 'script-src': ['*'] }, { 'script-src': ['*'] }]), 'csp-wildcard')
    expect(found.map(({ path }) => path)).toEqual(['csp[0].script-src[0]', 'csp[1].script-src[0]'])
  })

  it('has a case for each rule, and a rule for each case', () => {
    const names = Object.values(rules).map(({ rule }) => rule)
    expect([...new Set(CASES.map(([rule]) => rule))].sort()).toEqual([...names].sort())
  })

  it('says what to do, and where that is written', () => {
    for (const [, weak] of CASES) {
      for (const { message, fix, reference, header } of lint(weak)) {
        expect(message).toMatch(/\.$/)
        expect(fix).toMatch(/\.$/)
        expect(new URL(reference).protocol).toBe('https:')
        expect(header).toMatch(/^[\w-]+$/)
      }
    }
  })

  it.each(['max-age=60', 'must-revalidate, max-age=60', 'public', 's-maxage=1'])('takes %s for shared', (cache) => {
    expect(of({ ...scripts(NONCE), cache }, 'csp-nonce-shared-cache')).toHaveLength(1)
  })

  it.each(['private, max-age=60', 'no-store', 'no-cache', 'max-age=0'])('takes %s for not shared', (cache) => {
    expect(of({ ...scripts(NONCE), cache }, 'csp-nonce-shared-cache')).toEqual([])
  })

  it('gives no nonce to attributes, which have none', () => {
    const attributes = (...sources: string[]) =>
      csp({ 'default-src': [SELF], 'script-src': [NONCE], 'base-uri': [NONE], 'script-src-attr': sources })
    expect(of(attributes(UNSAFE_INLINE), 'csp-unsafe-inline')[0]?.fix).toBe('Move event handlers into a script.')
    const hash = `'sha256-${'A'.repeat(43)}='`
    expect(of(attributes(NONCE), 'csp-nonce-without-effect')).toHaveLength(1)
    expect(of(attributes(hash), 'csp-nonce-without-effect')).toHaveLength(1)
    expect(of(attributes(hash, "'unsafe-hashes'"), 'csp-nonce-without-effect')).toEqual([])
    expect(of(attributes(NONCE, UNSAFE_INLINE), 'csp-nonce-without-effect')).toEqual([])
    const styles = csp({ 'style-src': [SELF], 'style-src-attr': [UNSAFE_INLINE] })
    expect(of(styles, 'csp-unsafe-inline-style')[0]?.fix).toBe('Move style attributes into a style sheet.')
  })

  it('finds styles that are open by default-src, where scripts are not', () => {
    const closed = { 'script-src': [NONCE], 'object-src': [NONE], 'base-uri': [NONE] }
    expect(of(csp({ 'default-src': ['*'], ...closed }), 'csp-style-open')).toHaveLength(1)
    expect(of(csp({ 'default-src': ['*'] }), 'csp-style-open')).toEqual([])
  })

  it('does not advise what it then warns of', () => {
    expect(of({ referrer: 'origin, strict-origin-when-cross-origin' }, 'referrer-fallback-order')).toEqual([])
  })

  it('says once what one source does to several', () => {
    expect(of(csp("default-src *; base-uri 'none'"), 'csp-wildcard')).toHaveLength(1)
  })

  it('asks for base-uri only where scripts load', () => {
    expect(of(csp("default-src 'none'; frame-ancestors 'none'; form-action 'none'"), 'csp-base-uri-missing')).toEqual([])
  })

  it("knows that 'strict-dynamic' is for scripts", () => {
    const http = (directives: object) => of(csp(directives as never), 'csp-http-source')
    expect(http({ 'default-src': [NONCE, STRICT_DYNAMIC, 'http://img.example'] })).toHaveLength(1)
    expect(http({ 'script-src': [NONCE, STRICT_DYNAMIC, 'http://img.example'] })).toEqual([])
  })

  it('goes by what all policies allow', () => {
    const both = csp([{ 'script-src': [NONCE, SELF] }, { 'script-src': [NONCE] }])
    expect(of(both, 'csp-strict-dynamic-missing')).toEqual([])
    expect(of(csp([{ 'trusted-types': ['*'] }, { 'trusted-types': ['app'] }]), 'csp-trusted-types-open')).toEqual([])
    const framed = csp([{ 'frame-ancestors': [SELF] }, { 'frame-ancestors': [NONE] }])
    expect(of({ ...framed, xfo: 'DENY' }, 'xfo-contradicts-frame-ancestors')).toEqual([])
  })

  it('speaks of each policy of one header', () => {
    const custom = { 'Content-Security-Policy': 'script-src https:, script-src http:' }
    expect(of({ csp: false, custom }, 'csp-plain-scheme').map(({ message }) => message.split(' ')[0])).toEqual([
      'https:',
      'http:',
    ])
  })

  it('puts the worst first', () => {
    const order = ['high', 'medium', 'low', 'info']
    const severities = lint(csp("script-src * 'unsafe-inline' 'unsafe-eval'")).map(({ severity }) => order.indexOf(severity))
    expect(severities).toEqual([...severities].sort((a, b) => a - b))
    expect(severities.length).toBeGreaterThan(5)
  })

  it('looks at headers that are sent by name too, and says where they were typed', () => {
    const custom = {
      'content-security-policy': "default-src 'none'; script-src *; script-src 'none'",
      'Strict-Transport-Security': 'max-age=5',
    }
    const findings = lint({ csp: false, hsts: false, custom }).map(({ rule, path }) => `${rule} ${path}`)
    expect(findings).toContain('csp-wildcard custom.content-security-policy')
    expect(findings).toContain('hsts-short custom.Strict-Transport-Security')
    expect(findings).not.toContain('csp-missing csp')
    const watched = { 'Content-Security-Policy-Report-Only': "default-src 'self'" }
    expect(of({ csp: false, custom: watched }, 'csp-missing')).toHaveLength(1)
  })

  const byName = (name: string, value: string): SecureOptions => ({
    csp: false,
    hsts: false,
    referrer: false,
    xfo: false,
    custom: { 'X-Other': '1', [name]: value },
  })

  it.each([
    ['csp-unsafe-inline', 'Content-Security-Policy', "default-src 'SELF'; script-src 'UNSAFE-INLINE'"],
    ['csp-keyword-unknown', 'Content-Security-Policy', 'script-src self'],
    ['referrer-leaks', 'Referrer-Policy', 'no-referrer,UNSAFE-URL, later-token'],
    ['referrer-fallback-order', 'referrer-policy', 'no-referrer,origin'],
    ['hsts-short', 'strict-transport-security', 'includeSubDomains; Max-Age = "5"'],
    ['hsts-short', 'Strict-Transport-Security', 'includeSubDomains'],
    ['xfo-allow-from', 'X-Frame-Options', 'allow-from https://a.example'],
    ['xfo-allow-from', 'X-Frame-Options', 'ALLOWALL'],
    ['report-only-without-endpoint', 'content-security-policy-report-only', "default-src 'self'"],
    ['report-group-undeclared', 'Content-Security-Policy', "default-src 'self';report-to a"],
    ['report-group-undeclared', 'Content-Security-Policy', "default-src 'self'; REPORT-TO\ta"],
    ['report-group-undeclared', 'Cross-Origin-Opener-Policy', 'same-origin; report-to="x"'],
    ['report-group-undeclared', 'NEL', '{ "report_to" : "a", "max_age": 1 }'],
  ])('reads as browsers do what is sent by name: %s of %s: %s', (rule, name, value) => {
    expect(of(byName(name, value), rule)).toContainEqual(expect.objectContaining({ path: `custom.${name}` }))
  })

  it.each([
    ['hsts-short', 'Strict-Transport-Security', 'max-age="63072000"'],
    ['hsts-preload', 'Strict-Transport-Security', 'MAX-AGE=63072000;includesubdomains;PRELOAD'],
    ['xfo-allow-from', 'X-Frame-Options', 'deny'],
    ['report-only-without-endpoint', 'X-My-Report-Only', 'yes'],
    ['report-only-without-endpoint', 'Content-Security-Policy-Report-Only', "default-src 'self'; Report-To\ta"],
    ['report-group-undeclared', 'Cross-Origin-Opener-Policy', 'same-origin; report-to = "x"'],
    ['report-group-undeclared', 'X-Note', 'see; report-to abc'],
    ['csp-keyword-unknown', 'Content-Security-Policy', 'trusted-types none; report-to self'],
    ['csp-keyword-unknown', 'Content-Security-Policy', 'script-src nonce-service.a.example'],
  ])('takes for right what browsers do: no %s of %s: %s', (rule, name, value) => {
    expect(of(byName(name, value), rule)).toEqual([])
  })

  it('leaves framing to frame-ancestors where both speak', () => {
    const framed = { csp: { 'frame-ancestors': [NONE] }, xfo: false, custom: { 'X-Frame-Options': 'deny' } } as const
    expect(of(framed, 'xfo-contradicts-frame-ancestors')).toEqual([])
    const partner = csp({ 'frame-ancestors': ['https://partner.example'] })
    const [found, ...others] = lint({ xfo: 'ALLOW-FROM https://partner.example', ...partner }).filter(
      ({ path }) => path === 'xfo',
    )
    expect([found?.rule, found?.fix, others]).toEqual(['xfo-contradicts-frame-ancestors', 'Set xfo: false.', []])
  })

  it('has a fix for what reports nowhere by name that makes the finding go', () => {
    const [found] = of(byName('Content-Security-Policy', "default-src 'self'"), 'csp-reports-nowhere')
    expect(found?.fix).toBe('Write report-to into it, or use the option csp.')
  })

  it('has little to say of the presets', () => {
    const rulesOf = (preset: SecureOptions) => lint(preset).map(({ severity, rule }) => `${severity} ${rule}`)
    expect(rulesOf(strict)).toEqual(['info cache-redundant', 'info csp-reports-nowhere'])
    expect(rulesOf({ ...strict, ...report })).toEqual(['info cache-redundant'])
    expect(rulesOf(api)).toEqual(['info cache-redundant', 'info csp-reports-nowhere'])
    expect(rulesOf(balanced)).toEqual(['info csp-host-allowlist', 'info csp-reports-nowhere', 'info csp-trusted-types-missing'])
    expect(rulesOf(owasp).filter((finding) => !finding.startsWith('info'))).toEqual(['medium permissions-block-isolation'])
    expect(rulesOf(basic).filter((finding) => finding.startsWith('high'))).toEqual([])
  })

  it('says of the default what its documentation says', () => {
    expect(lint({}).map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      'csp-missing csp',
      'referrer-fallback-order referrer',
      'cache-redundant cache',
      'xxp-without-effect xxp',
    ])
  })
})

it('docs/lint.md has every rule (vitest -u writes it)', async () => {
  const rows = Object.values(rules).map(({ rule, severity, reference }) => {
    const [, weak = {}] = CASES.find(([name]) => name === rule) ?? []
    const [found] = of(weak, rule)
    return `| \`${rule}\` | ${severity} | ${inCode(found?.message)} | ${inCode(found?.fix)} | [why](${reference}) |`
  })
  await expect(`# Lint

\`lint(policy)\` of \`@secure/core/lint\` tells what is legal in a policy, but weak or without effect, worst first: \`{ rule, severity, header, path,
message, fix, reference }\`. It knows one policy: what other layers of an app declare, it cannot see.

\`high\` gives the protection away, \`medium\` much of it, \`low\` a little; \`info\` says what is without effect, or could be better.

| rule | severity | for example | what to do | |
|---|---|---|---|---|
${rows.join('\n')}
`).toMatchFileSnapshot('../../../../docs/lint.md')
})

/** Tags would be taken for HTML. */
function inCode(text = ''): string {
  return text.replace(/<\w+>/g, '`$&`')
}

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { HEADER_CLASSES } from '../src/header-classes.js'
import { CacheControl, ContentSecurityPolicy, PermissionsPolicy, Secure, SecureHeadersError } from '../src/index.js'
import { strict } from '../src/presets/index.js'

const OPTIONS = `one of ${[...HEADER_CLASSES.map(({ definition }) => definition.option), 'reporting', 'remove', 'mode'].join(', ')}`
const SOURCE = 'a source expression (a quoted keyword, nonce or hash, a scheme, a host)'

/** What people type, and what they are told: the code to look up, the path as they typed it, the whole message. */
const MISTAKES: readonly [options: unknown, code: string, path: string, message: string][] = [
  [{ csq: true }, 'ERR_SECURE_UNKNOWN_OPTION', 'csq', `csq: expected ${OPTIONS}, received "csq". Did you mean csp?`],
  [
    { contentSecurityPolicy: true },
    'ERR_SECURE_UNKNOWN_OPTION',
    'contentSecurityPolicy',
    `contentSecurityPolicy: expected ${OPTIONS}, received "contentSecurityPolicy". Did you mean csp? For what helmet sends, spread the preset basic instead.`,
  ],
  [
    { contentSecurityPolicyReportOnly: {} },
    'ERR_SECURE_UNKNOWN_OPTION',
    'contentSecurityPolicyReportOnly',
    `contentSecurityPolicyReportOnly: expected ${OPTIONS}, received "contentSecurityPolicyReportOnly". Did you mean csp with reportOnly: true?`,
  ],
  [
    { csp: { directives: { 'default-src': ["'self'"] } } },
    'ERR_SECURE_UNKNOWN_DIRECTIVE',
    'csp.directives',
    'csp.directives: expected a CSP directive, received "directives". Put the directives directly under csp, after ...basic.csp for the defaults of helmet.',
  ],
  [
    { csp: { ...strict } },
    'ERR_SECURE_UNKNOWN_DIRECTIVE',
    'csp.hsts',
    'csp.hsts: expected a CSP directive, received "hsts". hsts is an option of its own; of a preset, give the csp.',
  ],
  [
    { permissions: { features: { camera: [] } } },
    'ERR_SECURE_UNKNOWN_FEATURE',
    'permissions.features',
    'permissions.features: expected a Permissions-Policy feature, received "features". Put the features directly under permissions.',
  ],
  [
    { 'X-Frame-Options': 'DENY' },
    'ERR_SECURE_UNKNOWN_OPTION',
    'X-Frame-Options',
    `X-Frame-Options: expected ${OPTIONS}, received "X-Frame-Options". Did you mean xfo?`,
  ],
  [
    { frameguard: true },
    'ERR_SECURE_UNKNOWN_OPTION',
    'frameguard',
    `frameguard: expected ${OPTIONS}, received "frameguard". Did you mean xfo?`,
  ],
  [
    { hidePoweredBy: true },
    'ERR_SECURE_UNKNOWN_OPTION',
    'hidePoweredBy',
    `hidePoweredBy: expected ${OPTIONS}, received "hidePoweredBy". X-Powered-By is removed unless you say remove: false; leave hidePoweredBy out.`,
  ],
  [{ HSTS: true }, 'ERR_SECURE_UNKNOWN_OPTION', 'HSTS', `HSTS: expected ${OPTIONS}, received "HSTS". Did you mean hsts?`],
  [[], 'ERR_SECURE_TYPE', '', 'expected an options object or a Secure, received [].'],
  ['strict', 'ERR_SECURE_TYPE', '', 'expected an options object or a Secure, received "strict". Give plain data or a preset.'],
  [
    { hsts: 'max-age=-1' },
    'ERR_SECURE_SECONDS',
    'hsts',
    'hsts: expected a whole number of seconds from 0 to 2147483647, received "-1".',
  ],
  [
    { hsts: { maxAge: '31536000' } },
    'ERR_SECURE_SECONDS',
    'hsts.maxAge',
    'hsts.maxAge: expected a whole number of seconds from 0 to 2147483647, received "31536000". Write 31536000 without quotes.',
  ],
  [
    { hsts: { maxAge: -5 } },
    'ERR_SECURE_SECONDS',
    'hsts.maxAge',
    'hsts.maxAge: expected a whole number of seconds from 0 to 2147483647, received -5.',
  ],
  [
    { hsts: { maxAge: 1.5 } },
    'ERR_SECURE_SECONDS',
    'hsts.maxAge',
    'hsts.maxAge: expected a whole number of seconds from 0 to 2147483647, received 1.5.',
  ],
  [
    { hsts: { maxAge: 31_536_000_000 } },
    'ERR_SECURE_SECONDS',
    'hsts.maxAge',
    'hsts.maxAge: expected a whole number of seconds from 0 to 2147483647, received 31536000000. That is more than 68 years: write seconds, not milliseconds.',
  ],
  [
    { hsts: { maxage: 5 } },
    'ERR_SECURE_UNKNOWN_OPTION',
    'hsts.maxage',
    'hsts.maxage: expected maxAge, includeSubDomains, preload, secureOnly, received "maxage". Did you mean maxAge?',
  ],
  [
    { hsts: 'includeSubDomains' },
    'ERR_SECURE_MISSING',
    'hsts',
    'hsts: expected a max-age, received "includeSubDomains". Browsers ignore the header without one: add max-age=<seconds>.',
  ],
  [
    { hsts: 'max-age=1; includeSubdomain' },
    'ERR_SECURE_UNKNOWN_DIRECTIVE',
    'hsts',
    'hsts: expected max-age=<seconds>, includeSubDomains, preload, received "includeSubdomain". Did you mean includeSubDomains?',
  ],
  [
    { hsts: 31536000 },
    'ERR_SECURE_TYPE',
    'hsts',
    'hsts: expected true, false, a builder of Strict-Transport-Security, plain data or a string, received 31536000.',
  ],
  [
    { hsts: { includeSubDomains: 'yes' } },
    'ERR_SECURE_TYPE',
    'hsts.includeSubDomains',
    'hsts.includeSubDomains: expected true or false, received "yes".',
  ],
  [
    { xfo: 'DENNY' },
    'ERR_SECURE_UNKNOWN_VALUE',
    'xfo',
    `xfo: expected 'DENY' or 'SAMEORIGIN', received "DENNY". Did you mean DENY?`,
  ],
  [{ xfo: 'ALLOWALL' }, 'ERR_SECURE_UNKNOWN_VALUE', 'xfo', `xfo: expected 'DENY' or 'SAMEORIGIN', received "ALLOWALL".`],
  [
    { xfo: { action: 'deny' } },
    'ERR_SECURE_TYPE',
    'xfo',
    `xfo: expected 'DENY' or 'SAMEORIGIN', received {"action":"deny"}. Write the value itself, without action.`,
  ],
  [
    { referrer: { policy: 'no-referrer' } },
    'ERR_SECURE_TYPE',
    'referrer',
    'referrer: expected a Referrer-Policy token or a list of them, received {"policy":"no-referrer"}. Write the value itself, without policy.',
  ],
  [
    { xxp: '0; mode=block' },
    'ERR_SECURE_UNKNOWN_VALUE',
    'xxp',
    `xxp: expected '0', '1', '1; mode=block' or '1; report=<uri>', received "0; mode=block".`,
  ],
  [
    { hsts: 'max-age=31536000, includeSubDomains' },
    'ERR_SECURE_SYNTAX',
    'hsts',
    `hsts: expected semicolons between directives, received "max-age=31536000, includeSubDomains". Write ';' before includeSubDomains.`,
  ],
  [
    { corp: { policy: 'same-origin' } },
    'ERR_SECURE_TYPE',
    'corp',
    `corp: expected 'same-origin', 'same-site' or 'cross-origin', received {"policy":"same-origin"}. Write the value itself, without policy.`,
  ],
  [
    { crossDomain: { permittedPolicies: 'none' } },
    'ERR_SECURE_TYPE',
    'crossDomain',
    `crossDomain: expected 'none', 'master-only', 'by-content-type', 'by-ftp-filename', 'all' or 'none-this-response', received {"permittedPolicies":"none"}. Write the value itself, without permittedPolicies.`,
  ],
  [
    { dnsPrefetch: { allow: true } },
    'ERR_SECURE_TYPE',
    'dnsPrefetch',
    `dnsPrefetch: expected 'off' or 'on', received {"allow":true}.`,
  ],
  [
    { cache: 'max-age=31536000;immutable' },
    'ERR_SECURE_SYNTAX',
    'cache',
    `cache: expected commas between directives, received "max-age=31536000;immutable". Write ',' in place of ';'.`,
  ],
  [
    { permissions: { geolocation: ["'https://maps.example'"] } },
    'ERR_SECURE_ORIGIN',
    'permissions.geolocation[0]',
    `permissions.geolocation[0]: expected 'self', '*' or an origin, received "'https://maps.example'". Did you mean https://maps.example, without single quotes?`,
  ],
  [{ xfo: ['DENY'] }, 'ERR_SECURE_TYPE', 'xfo', `xfo: expected 'DENY' or 'SAMEORIGIN', received ["DENY"].`],
  [
    { content: 'no-sniff' },
    'ERR_SECURE_UNKNOWN_VALUE',
    'content',
    `content: expected 'nosniff' or 'none', received "no-sniff". Did you mean nosniff?`,
  ],
  [
    { xxp: '2' },
    'ERR_SECURE_UNKNOWN_VALUE',
    'xxp',
    `xxp: expected '0', '1', '1; mode=block' or '1; report=<uri>', received "2". Did you mean 0?`,
  ],
  [
    { server: 'a\r\nX-Evil: 1' },
    'ERR_SECURE_CHARACTERS',
    'server',
    'server: expected a value for Server, received "a\\r\\nX-Evil: 1". Use printable ASCII, no line breaks.',
  ],
  [
    { csp: { 'script-scr': ["'self'"] } },
    'ERR_SECURE_UNKNOWN_DIRECTIVE',
    'csp.script-scr',
    'csp.script-scr: expected a CSP directive, received "script-scr". Did you mean script-src?',
  ],
  [
    { csp: { scriptSrc: ["'self'"] } },
    'ERR_SECURE_UNKNOWN_DIRECTIVE',
    'csp.scriptSrc',
    'csp.scriptSrc: expected a CSP directive, received "scriptSrc". Did you mean script-src?',
  ],
  [
    { csp: { 'script-src': ['self'] } },
    'ERR_SECURE_UNQUOTED_KEYWORD',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "self". Did you mean 'self', with quotes?`,
  ],
  [
    { csp: { 'script-src': ["'self'", 'unsafe-inline'] } },
    'ERR_SECURE_UNQUOTED_KEYWORD',
    'csp.script-src[1]',
    `csp.script-src[1]: expected ${SOURCE}, received "unsafe-inline". Did you mean 'unsafe-inline', with quotes?`,
  ],
  [
    { csp: { 'script-src': ['"self"'] } },
    'ERR_SECURE_UNQUOTED_KEYWORD',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "\\"self\\"". Did you mean 'self', with quotes?`,
  ],
  [
    { csp: { 'script-src': ["'none'", "'self'"] } },
    'ERR_SECURE_NONE_WITH_OTHERS',
    'csp.script-src[0]',
    `csp.script-src[0]: expected 'none' alone, received "'none' 'self'". Browsers ignore 'none' beside others: drop it or the others.`,
  ],
  [
    { csp: "script-src 'self' img-src https://a.example" },
    'ERR_SECURE_SYNTAX',
    'csp.script-src[1]',
    `csp.script-src[1]: expected a value, not a directive, received "img-src". Write img-src as a directive of its own: in a policy's text, with a ';' before it.`,
  ],
  [
    { csp: { 'script-src': ["'unsafe-inlin'"] } },
    'ERR_SECURE_SOURCE',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "'unsafe-inlin'". Did you mean 'unsafe-inline'?`,
  ],
  [
    { csp: { 'script-src': ['https'] } },
    'ERR_SECURE_SOURCE',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "https". Did you mean https:, with a colon?`,
  ],
  [
    { csp: { 'script-src': ['//cdn.example'] } },
    'ERR_SECURE_SOURCE',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "//cdn.example". Write https: before it.`,
  ],
  [
    { csp: { 'script-src': ['https://cdn.example/?v=1'] } },
    'ERR_SECURE_SOURCE',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "https://cdn.example/?v=1". Leave query and fragment out.`,
  ],
  [
    { csp: { 'script-src': ['a.example;img-src *'] } },
    'ERR_SECURE_CHARACTERS',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "a.example;img-src *". Make each source an item, or in a string separate them by spaces; in a path write %3B and %2C.`,
  ],
  [
    { csp: { 'script-src': ['a.example, b.example'] } },
    'ERR_SECURE_CHARACTERS',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "a.example, b.example". Make each source an item, or in a string separate them by spaces; in a path write %3B and %2C.`,
  ],
  [
    { csp: { 'script-src': ['a.example\r\nX: 1'] } },
    'ERR_SECURE_CHARACTERS',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "a.example\\r\\nX: 1". No U+000d at character 10: use one line of printable ASCII, hosts in Punycode.`,
  ],
  [
    { csp: { 'script-src': ['https://ümlaut.example'] } },
    'ERR_SECURE_CHARACTERS',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "https://ümlaut.example". No U+00fc at character 9: use one line of printable ASCII, hosts in Punycode.`,
  ],
  [
    { csp: { 'script-src': ['https://www.google.*'] } },
    'ERR_SECURE_SOURCE',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "https://www.google.*". A * stands for all hosts, for all below one, https://*.example.com, or for a port: list the hosts.`,
  ],
  [
    { csp: { 'script-src': ['nonce-abc'] } },
    'ERR_SECURE_NONCE',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "nonce-abc". Use NONCE (in JSON 'nonce-{nonce}') or 'nonce-<base64>' with quotes.`,
  ],
  [
    { csp: { 'script-src': ["'nonce-a b'"] } },
    'ERR_SECURE_CHARACTERS',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "'nonce-a b'". Make each source an item of its own, without spaces.`,
  ],
  [
    { csp: { 'script-src': ["'self'", "https: 'unsafe-inline'"] } },
    'ERR_SECURE_CHARACTERS',
    'csp.script-src[1]',
    `csp.script-src[1]: expected ${SOURCE}, received "https: 'unsafe-inline'". Make each source an item of its own, without spaces.`,
  ],
  [
    { csp: { 'script-src': ['sha256-abc'] } },
    'ERR_SECURE_HASH',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "sha256-abc". Write 'sha256-<base64>' with quotes: 44, 64 or 88 characters for SHA-256, -384, -512.`,
  ],
  [
    { csp: { 'script-src': ["'sha256-abc'"] } },
    'ERR_SECURE_HASH',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "'sha256-abc'". Write 'sha256-<base64>' with quotes: 44, 64 or 88 characters for SHA-256, -384, -512.`,
  ],
  [
    { csp: { 'script-src': ["'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk='"] } },
    'ERR_SECURE_HASH',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk='". Write 'sha256-<base64>' with quotes: 44, 64 or 88 characters for SHA-256, -384, -512.`,
  ],
  [
    { csp: { 'script-src': 5 } },
    'ERR_SECURE_TYPE',
    'csp.script-src',
    'csp.script-src: expected a list of strings, a string, or false, received 5.',
  ],
  [
    { csp: { 'frame-ancestors': ["'unsafe-inline'"] } },
    'ERR_SECURE_SOURCE',
    'csp.frame-ancestors[0]',
    `csp.frame-ancestors[0]: expected 'self', 'none', a scheme or a host, received "'unsafe-inline'". frame-ancestors takes nothing else.`,
  ],
  [
    { csp: { sandbox: ['allow-script'] } },
    'ERR_SECURE_UNKNOWN_VALUE',
    'csp.sandbox[0]',
    'csp.sandbox[0]: expected a sandbox token, received "allow-script". Did you mean allow-scripts?',
  ],
  [
    { csp: { 'upgrade-insecure-requests': ['1'] } },
    'ERR_SECURE_TYPE',
    'csp.upgrade-insecure-requests',
    'csp.upgrade-insecure-requests: expected no value, received "1". The directive stands alone.',
  ],
  [
    { csp: { 'report-to': ['a', 'b'] } },
    'ERR_SECURE_TYPE',
    'csp.report-to',
    'csp.report-to: expected exactly one value, received ["a","b"].',
  ],
  [
    { csp: { 'require-trusted-types-for': ['script'] } },
    'ERR_SECURE_UNQUOTED_KEYWORD',
    'csp.require-trusted-types-for[0]',
    `csp.require-trusted-types-for[0]: expected 'script', in quotes, received "script". Did you mean 'script', with quotes?`,
  ],
  [
    { csp: { 'trusted-types': ['bad!name'] } },
    'ERR_SECURE_CHARACTERS',
    'csp.trusted-types[0]',
    `csp.trusted-types[0]: expected a Trusted Types policy name, *, 'none' or 'allow-duplicates', received "bad!name".`,
  ],
  [
    { csp: { webrtc: 'block' } },
    'ERR_SECURE_UNQUOTED_KEYWORD',
    'csp.webrtc',
    `csp.webrtc: expected 'allow' or 'block', in quotes, received "block". Did you mean 'block', with quotes?`,
  ],
  [
    { csp: [] },
    'ERR_SECURE_MISSING',
    'csp',
    'csp: expected at least one policy, received []. Use false to leave the header out.',
  ],
  [
    { csp: {} },
    'ERR_SECURE_MISSING',
    'csp',
    'csp: expected at least one directive, received {}. Use true for the default policy, false to leave the header out.',
  ],
  [
    { csp: "script-src 'self', object-src 'none'" },
    'ERR_SECURE_CHARACTERS',
    'csp',
    `csp: expected directives separated by ';', received "script-src 'self', object-src 'none'". A comma starts another policy: give an array of policies, or write %2C in a path.`,
  ],
  [
    { csp: "script-src 'self'; script-src 'none'" },
    'ERR_SECURE_DUPLICATE',
    'csp',
    `csp: expected script-src once, received "script-src 'self'; script-src 'none'".`,
  ],
  [
    { csp: [{ 'img-src': ['*'] }, { 'img-src': ['self'] }] },
    'ERR_SECURE_UNQUOTED_KEYWORD',
    'csp[1].img-src[0]',
    `csp[1].img-src[0]: expected ${SOURCE}, received "self". Did you mean 'self', with quotes?`,
  ],
  [
    { csp: { customDirectives: { 'A b': [] } } },
    'ERR_SECURE_CHARACTERS',
    'csp.customDirectives.A b',
    'csp.customDirectives.A b: expected a directive name of lower-case letters, digits and hyphens, received "A b".',
  ],
  [
    { csp: "script-src'self'" },
    'ERR_SECURE_UNKNOWN_DIRECTIVE',
    'csp',
    `csp: expected a CSP directive, received "script-src'self'". Write a space after script-src.`,
  ],
  [
    { csp: 'none' },
    'ERR_SECURE_UNKNOWN_DIRECTIVE',
    'csp',
    'csp: expected a CSP directive, received "none". Use false to leave the header out.',
  ],
  [
    { csp: "Content-Security-Policy: default-src 'self'" },
    'ERR_SECURE_TYPE',
    'csp',
    `csp: expected a value, received "Content-Security-Policy: default-src 'self'". Leave the name out.`,
  ],
  [
    { csp: { 'script-src': ["'unsafe-none'"] } },
    'ERR_SECURE_SOURCE',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "'unsafe-none'".`,
  ],
  [
    { csp: { sandbox: ['allow-bogus'] } },
    'ERR_SECURE_UNKNOWN_VALUE',
    'csp.sandbox[0]',
    'csp.sandbox[0]: expected a sandbox token, received "allow-bogus".',
  ],
  [
    { csp: { 'script-src': ["'https://cdn.example'"] } },
    'ERR_SECURE_SOURCE',
    'csp.script-src[0]',
    `csp.script-src[0]: expected ${SOURCE}, received "'https://cdn.example'". Did you mean https://cdn.example, without quotes?`,
  ],
  [
    { csp: { 'frame-ancestors': ['DENY'] } },
    'ERR_SECURE_SOURCE',
    'csp.frame-ancestors[0]',
    `csp.frame-ancestors[0]: expected 'self', 'none', a scheme or a host, received "DENY". Did you mean 'none'?`,
  ],
  [
    { csp: `img-src ${'x'.repeat(112)}\u00a0https:` },
    'ERR_SECURE_CHARACTERS',
    'csp',
    `csp: expected CSP directives, received "img-src ${'x'.repeat(71)}…. No U+00a0 at character 121: use one line of printable ASCII, hosts in Punycode.`,
  ],
  [
    { referrer: 'no-refer' },
    'ERR_SECURE_UNKNOWN_VALUE',
    'referrer[0]',
    'referrer[0]: expected one of no-referrer, no-referrer-when-downgrade, origin, origin-when-cross-origin, same-origin, strict-origin, strict-origin-when-cross-origin, unsafe-url, received "no-refer". Did you mean no-referrer?',
  ],
  [
    { referrer: [] },
    'ERR_SECURE_MISSING',
    'referrer',
    'referrer: expected a Referrer-Policy token or a list of them, received []. Use false to leave the header out.',
  ],
  [
    { cache: { maxAge: -1 } },
    'ERR_SECURE_SECONDS',
    'cache.maxAge',
    'cache.maxAge: expected a whole number of seconds from 0 to 2147483647, received -1.',
  ],
  [
    { cache: 'no-stor' },
    'ERR_SECURE_UNKNOWN_DIRECTIVE',
    'cache',
    'cache: expected directives of max-age, s-maxage, no-store, no-cache, private, public, must-revalidate, proxy-revalidate, must-understand, no-transform, immutable, stale-while-revalidate, stale-if-error, received "no-stor". Did you mean no-store?',
  ],
  [
    { cache: { 'max-stale': 5 } },
    'ERR_SECURE_UNKNOWN_DIRECTIVE',
    'cache.max-stale',
    'cache.max-stale: expected one of maxAge, sMaxAge, noStore, noCache, private, public, mustRevalidate, proxyRevalidate, mustUnderstand, noTransform, immutable, staleWhileRevalidate, staleIfError, received "max-stale". Did you mean maxStale?',
  ],
  [
    { cache: { 'no-store': true } },
    'ERR_SECURE_UNKNOWN_DIRECTIVE',
    'cache.no-store',
    'cache.no-store: expected one of maxAge, sMaxAge, noStore, noCache, private, public, mustRevalidate, proxyRevalidate, mustUnderstand, noTransform, immutable, staleWhileRevalidate, staleIfError, received "no-store". Did you mean noStore?',
  ],
  [
    { csp: '{"default-src":["\'self\'"]}' },
    'ERR_SECURE_CHARACTERS',
    'csp',
    `csp: expected directives separated by ';', received "{\\"default-src\\":[\\"'self'\\"]}". Parse it first: JSON.parse().`,
  ],
  [{ custom: 0 }, 'ERR_SECURE_TYPE', 'custom', 'custom: expected false, a builder of headers, or plain data, received 0.'],
  [
    { csp: { 'script-src': [["'self'"]] } },
    'ERR_SECURE_TYPE',
    'csp.script-src[0]',
    'csp.script-src[0]: expected a source expression (a quoted keyword, nonce or hash, a scheme, a host), received ["\'self\'"]. Spread the list: ...list.',
  ],
  [
    { permissions: { camera: [['self']] } },
    'ERR_SECURE_TYPE',
    'permissions.camera[0]',
    "permissions.camera[0]: expected 'self', '*' or an origin, received [\"self\"]. Spread the list: ...list.",
  ],
  [
    { permissions: 'geolocation=(); camera=()' },
    'ERR_SECURE_SYNTAX',
    'permissions',
    `permissions: expected Permissions-Policy features, received "geolocation=(); camera=()". Write geolocation=(self), camera=(), with = and commas, not as in Feature-Policy.`,
  ],
  [
    { permissions: { camra: [] } },
    'ERR_SECURE_UNKNOWN_FEATURE',
    'permissions.camra',
    'permissions.camra: expected a Permissions-Policy feature, received "camra". Did you mean camera?',
  ],
  [
    { permissions: { camera: false } },
    'ERR_SECURE_TYPE',
    'permissions.camera',
    'permissions.camera: expected an allowlist, received false. Write [] to deny the feature to everybody, or leave it out; remove() drops one that a preset has.',
  ],
  [
    { permissions: { camera: ["'self'"] } },
    'ERR_SECURE_ORIGIN',
    'permissions.camera[0]',
    `permissions.camera[0]: expected 'self', '*' or an origin, received "'self'". Did you mean 'self'? Here the word itself has no quotes.`,
  ],
  [
    { permissions: { camera: ['maps.example'] } },
    'ERR_SECURE_ORIGIN',
    'permissions.camera[0]',
    `permissions.camera[0]: expected 'self', '*' or an origin, received "maps.example". Did you mean https://maps.example?`,
  ],
  [
    { permissions: { camera: ['https://maps.example/path'] } },
    'ERR_SECURE_ORIGIN',
    'permissions.camera[0]',
    `permissions.camera[0]: expected 'self', '*' or an origin, received "https://maps.example/path". Did you mean https://maps.example? An origin has no path.`,
  ],
  [
    { permissions: { camera: 'all' } },
    'ERR_SECURE_ORIGIN',
    'permissions.camera',
    `permissions.camera: expected 'self', '*' or an origin, received "all". Did you mean '*'? Here the word itself has no quotes.`,
  ],
  [
    { permissions: 'camera=none' },
    'ERR_SECURE_ORIGIN',
    'permissions.camera',
    'permissions.camera: expected self, * or an origin in double quotes, received "none". Write () to deny the feature to everybody.',
  ],
  [
    { permissions: 'camera=("self")' },
    'ERR_SECURE_ORIGIN',
    'permissions.camera',
    'permissions.camera: expected self, * or an origin in double quotes, received "self". Write self, without quotes.',
  ],
  [
    { permissions: { camera: true } },
    'ERR_SECURE_TYPE',
    'permissions.camera',
    "permissions.camera: expected an allowlist, received true. Write '*' to allow the feature to everybody, or 'self'.",
  ],
  [
    { permissions: { camera: [], 'report-only': true } },
    'ERR_SECURE_UNKNOWN_FEATURE',
    'permissions.report-only',
    'permissions.report-only: expected a Permissions-Policy feature, received "report-only". Did you mean reportOnly?',
  ],
  [
    { csp: { 'default-src': ["'self'"], report_only: true } },
    'ERR_SECURE_UNKNOWN_DIRECTIVE',
    'csp.report_only',
    'csp.report_only: expected a CSP directive, received "report_only". Did you mean reportOnly?',
  ],
  [
    { csp: ';' },
    'ERR_SECURE_MISSING',
    'csp',
    'csp: expected at least one directive, received ";". Use true for the default policy, false to leave the header out.',
  ],
  [
    { csp: { 'report-uri': "'nonce-{nonce}'" } },
    'ERR_SECURE_CHARACTERS',
    'csp.report-uri[0]',
    `csp.report-uri[0]: expected printable ASCII without spaces, ';', ',' and braces, received "'nonce-{nonce}'".`,
  ],
  [
    { integrity: { 'blocked-destinations': [] } },
    'ERR_SECURE_MISSING',
    'integrity.blocked-destinations',
    'integrity.blocked-destinations: expected at least one value, received []. Name script or style; integrity: false leaves the header out.',
  ],
  [
    { integrity: 'blocked-destinations=()' },
    'ERR_SECURE_MISSING',
    'integrity.blocked-destinations',
    'integrity.blocked-destinations: expected at least one value, received []. Name script or style; integrity: false leaves the header out.',
  ],
  [
    { permissions: { camera: { allowlist: [] } } },
    'ERR_SECURE_MISSING',
    'permissions.camera.reportTo',
    'permissions.camera.reportTo: expected the name of an endpoint, received undefined. Without an endpoint, write the list itself.',
  ],
  [
    { hsts: 'max-age' },
    'ERR_SECURE_MISSING',
    'hsts',
    'hsts: expected a max-age, received "max-age". Browsers ignore the header without one: add max-age=<seconds>.',
  ],
  [
    { hsts: 'preload; max-age=""' },
    'ERR_SECURE_MISSING',
    'hsts',
    'hsts: expected a max-age, received "preload; max-age=\\"\\"". Browsers ignore the header without one: add max-age=<seconds>.',
  ],
  [
    { cache: 'private, max-age' },
    'ERR_SECURE_MISSING',
    'cache.max-age',
    'cache.max-age: expected max-age=<seconds>, received "max-age".',
  ],
  [
    { cache: 's-maxage=' },
    'ERR_SECURE_MISSING',
    'cache.s-maxage',
    'cache.s-maxage: expected s-maxage=<seconds>, received "s-maxage=".',
  ],
  [
    { permissions: { camera: ['https://a.example, https://b.example'] } },
    'ERR_SECURE_ORIGIN',
    'permissions.camera[0]',
    `permissions.camera[0]: expected 'self', '*' or an origin, received "https://a.example, https://b.example". Make each origin an item of its own.`,
  ],
  [
    { csp: { 'report-to': '"main"' } },
    'ERR_SECURE_CHARACTERS',
    'csp.report-to',
    'csp.report-to: expected the name of an endpoint, without spaces and quotes, received "\\"main\\"".',
  ],
  [
    { coop: { policy: 'same-origin', reportTo: 'my endpoint' } },
    'ERR_SECURE_CHARACTERS',
    'coop.reportTo',
    'coop.reportTo: expected the name of an endpoint, which starts with a letter and has no spaces, received "my endpoint".',
  ],
  [
    { integrity: { endpoints: [] } },
    'ERR_SECURE_MISSING',
    'integrity.endpoints',
    'integrity.endpoints: expected at least one value, received []. Leave the list out.',
  ],
  [
    { integrity: 'blocked-destinations=(script);endpoints=a' },
    'ERR_SECURE_SYNTAX',
    'integrity.blocked-destinations',
    'integrity.blocked-destinations: expected a list of tokens: (script), received ["script"]. Put the words in parentheses, without quotes and without parameters.',
  ],
  [
    { reportingEndpoints: 'a="https://r.example/r"; b="https://r.example/s"' },
    'ERR_SECURE_SYNTAX',
    'reportingEndpoints.a',
    String.raw`reportingEndpoints.a: expected a URL in double quotes, received "a=\"https://r.example/r\"; b=\"https://r.example/s\"". Write name="https://…", with a comma before the next one.`,
  ],
  [
    { custom: { Pragma: 'no-cache' } },
    'ERR_SECURE_DUPLICATE',
    'custom.Pragma',
    'custom.Pragma: expected a header that the option cache does not send, received "Pragma". Write cache beside it, with a value: only its default brings Pragma along.',
  ],
  [
    { custom: { 'Clear-Site-Data': '"*"' } },
    'ERR_SECURE_OVERRIDE_ONLY',
    'custom.Clear-Site-Data',
    'custom.Clear-Site-Data: expected an override of one route, received "a policy for every response". Clear-Site-Data on every response would log everybody out: give it to the log-out route, in an override.',
  ],
  [
    { connectionAllowlist: { allowlist: ['none'] } },
    'ERR_SECURE_ORIGIN',
    'connectionAllowlist.allowlist[0]',
    'connectionAllowlist.allowlist[0]: expected response-origin or a URL pattern with a scheme, received "none". Give an empty list: the page may connect nowhere.',
  ],
  [
    { remove: true },
    'ERR_SECURE_TYPE',
    'remove',
    'remove: expected a list of header names, received true. X-Powered-By is removed unless you say remove: false; leave it out.',
  ],
  ...(
    [
      ['enableCSPNonces', 'Put NONCE into csp: that makes nonces.'],
      ['expectCt', 'Leave it out: it is gone from browsers.'],
      ['hpkp', 'Leave it out: it is gone from browsers.'],
      ['global', 'Register the plugin in the scope that should have the headers.'],
      ['cors', 'That takes middleware of its own.'],
    ] as const
  ).map(([key, fix]): [unknown, string, string, string] => [
    { [key]: true },
    'ERR_SECURE_UNKNOWN_OPTION',
    key,
    `${key}: expected ${OPTIONS}, received "${key}". ${fix}`,
  ]),
  [{ xcto: true }, 'ERR_SECURE_UNKNOWN_OPTION', 'xcto', `xcto: expected ${OPTIONS}, received "xcto". Did you mean content?`],
  [{ xdfc: true }, 'ERR_SECURE_UNKNOWN_OPTION', 'xdfc', `xdfc: expected ${OPTIONS}, received "xdfc". Did you mean dnsPrefetch?`],
  [
    { xpcdp: true },
    'ERR_SECURE_UNKNOWN_OPTION',
    'xpcdp',
    `xpcdp: expected ${OPTIONS}, received "xpcdp". Did you mean crossDomain?`,
  ],
  [
    { permissions: "camera 'none'; usb 'self'" },
    'ERR_SECURE_SYNTAX',
    'permissions',
    `permissions: expected Permissions-Policy features, received "camera 'none'; usb 'self'". Write geolocation=(self), camera=(), with = and commas, not as in Feature-Policy.`,
  ],
  [
    { permissions: 'Camera=()' },
    'ERR_SECURE_SYNTAX',
    'permissions',
    'permissions: expected a lower-case key at character 1, received "Camera=()". Browsers drop the whole header when its structured field does not parse.',
  ],
  [
    { reportTo: true },
    'ERR_SECURE_MISSING',
    'reportTo',
    'reportTo: expected a value, received true. Report-To has no default: say what to send.',
  ],
  [
    { reportTo: { group: 'a', max_age: 1, endpoints: [{ url: 'http://r.example' }] } },
    'ERR_SECURE_ORIGIN',
    'reportTo.endpoints[0].url',
    'reportTo.endpoints[0].url: expected an absolute https URL, received "http://r.example".',
  ],
  [
    { reportingEndpoints: { default: 'r.example' } },
    'ERR_SECURE_ORIGIN',
    'reportingEndpoints.default',
    `reportingEndpoints.default: expected an absolute https URL or a path that starts with '/', received "r.example".`,
  ],
  [
    { reporting: 'r.example' },
    'ERR_SECURE_ORIGIN',
    'reporting',
    `reporting: expected an absolute https URL or a path that starts with '/', received "r.example".`,
  ],
  [
    { nel: { report_to: 'a', max_age: 1, success_fraction: 2 } },
    'ERR_SECURE_TYPE',
    'nel.success_fraction',
    'nel.success_fraction: expected a number from 0 to 1, received 2.',
  ],
  [
    { coop: 'same-orgin' },
    'ERR_SECURE_UNKNOWN_VALUE',
    'coop',
    'coop: expected a value for Cross-Origin-Opener-Policy: same-origin, same-origin-allow-popups, noopener-allow-popups, unsafe-none, received "same-orgin". Did you mean same-origin?',
  ],
  [
    { coop: '"same-origin"' },
    'ERR_SECURE_UNKNOWN_VALUE',
    'coop',
    'coop: expected a value for Cross-Origin-Opener-Policy: same-origin, same-origin-allow-popups, noopener-allow-popups, unsafe-none, received "\\"same-origin\\"". Did you mean same-origin?',
  ],
  [
    { coop: ['same-origin', 'unsafe-none'] },
    'ERR_SECURE_DUPLICATE',
    'coop[1]',
    'coop[1]: expected one enforced and one report-only policy at most, received "Cross-Origin-Opener-Policy".',
  ],
  [
    { coep: 'require-corp; report-to=a' },
    'ERR_SECURE_SYNTAX',
    'coep',
    'coep: expected no parameter but report-to="name", received "; report-to=a". Put the name of the endpoint in double quotes.',
  ],
  [
    { corp: 'cross-site' },
    'ERR_SECURE_UNKNOWN_VALUE',
    'corp',
    `corp: expected 'same-origin', 'same-site' or 'cross-origin', received "cross-site".`,
  ],
  [
    { originAgentCluster: '1' },
    'ERR_SECURE_UNKNOWN_VALUE',
    'originAgentCluster',
    `originAgentCluster: expected '?1' or '?0', received "1". Did you mean ?1?`,
  ],
  [
    { integrity: { 'blocked-destinations': ['scripts'] } },
    'ERR_SECURE_UNKNOWN_VALUE',
    'integrity.blocked-destinations[0]',
    'integrity.blocked-destinations[0]: expected script or style, received "scripts". Did you mean script?',
  ],
  [
    { documentPolicy: { 'document-write': false } },
    'ERR_SECURE_UNKNOWN_FEATURE',
    'documentPolicy.document-write',
    'documentPolicy.document-write: expected a Document-Policy configuration point, received "document-write". If a browser you care about knows it, write it with customPoint(), or under customPoints in plain data.',
  ],
  [
    { documentIsolation: 'require-corp' },
    'ERR_SECURE_UNKNOWN_VALUE',
    'documentIsolation',
    'documentIsolation: expected a value for Document-Isolation-Policy: isolate-and-require-corp, isolate-and-credentialless, none, received "require-corp".',
  ],
  [
    { connectionAllowlist: { allowlist: ["'self'"] } },
    'ERR_SECURE_ORIGIN',
    'connectionAllowlist.allowlist[0]',
    `connectionAllowlist.allowlist[0]: expected response-origin or a URL pattern with a scheme, received "'self'". Did you mean 'response-origin'?`,
  ],
  [
    { clearSiteData: true },
    'ERR_SECURE_OVERRIDE_ONLY',
    'clearSiteData',
    'clearSiteData: expected an override of one route, received "a policy for every response". Clear-Site-Data on every response would log everybody out: give it to the log-out route, in an override.',
  ],
  [
    { dnsPrefetch: false, download: 'open' },
    'ERR_SECURE_UNKNOWN_VALUE',
    'download',
    `download: expected 'noopen', received "open". Did you mean noopen?`,
  ],
  [
    { crossDomain: 'nobody' },
    'ERR_SECURE_UNKNOWN_VALUE',
    'crossDomain',
    `crossDomain: expected 'none', 'master-only', 'by-content-type', 'by-ftp-filename', 'all' or 'none-this-response', received "nobody".`,
  ],
  [
    { custom: { 'Content-Length': '5' } },
    'ERR_SECURE_FORBIDDEN_HEADER',
    'custom.Content-Length',
    'custom.Content-Length: expected a header that can be treated the same on every response, received "Content-Length". Leave it to the handler: it describes one message.',
  ],
  [{ custom: { 'X A': '1' } }, 'ERR_SECURE_CHARACTERS', 'custom.X A', 'custom.X A: expected a header name, received "X A".'],
  [
    { custom: { 'X-A': 'a\0' } },
    'ERR_SECURE_CHARACTERS',
    'custom.X-A',
    'custom.X-A: expected a header value, received "a\\u0000". Use printable ASCII, no line breaks.',
  ],
  [
    { custom: { 'X-Frame-Options': 'DENY' } },
    'ERR_SECURE_DUPLICATE',
    'custom.X-Frame-Options',
    'custom.X-Frame-Options: expected a header that the option xfo does not send, received "X-Frame-Options". Set xfo: false first, or use xfo alone.',
  ],
  [
    { custom: { 'X-A': '1', 'x-a': '2' } },
    'ERR_SECURE_DUPLICATE',
    'custom.x-a',
    'custom.x-a: expected each header once, received "x-a".',
  ],
  [
    { custom: { 'X-A': '' } },
    'ERR_SECURE_MISSING',
    'custom.X-A',
    'custom.X-A: expected a header value, received "". Use false to leave the header out.',
  ],
  [
    { remove: 'Server' },
    'ERR_SECURE_TYPE',
    'remove',
    'remove: expected a list of header names, received "Server". Write [\'Server\'].',
  ],
  [
    { csp: { 'img-src': ["'self'", process.env.NO_SUCH_VARIABLE] } },
    'ERR_SECURE_TYPE',
    'csp.img-src[1]',
    `csp.img-src[1]: expected ${SOURCE}, received undefined. A variable was not set.`,
  ],
  [
    { csp: { 'connect-src': ["'self'", process.env.NO_SUCH_VARIABLE === 'development' && 'ws:'] } },
    'ERR_SECURE_TYPE',
    'csp.connect-src[1]',
    `csp.connect-src[1]: expected ${SOURCE}, received false. Leave it out: [ … ].filter(Boolean).`,
  ],
  [
    { permissions: { camera: ['self', null] } },
    'ERR_SECURE_TYPE',
    'permissions.camera[1]',
    "permissions.camera[1]: expected 'self', '*' or an origin, received null. A variable was not set.",
  ],
  [
    { permissions: { camera: ['https://a.example https://b.example'] } },
    'ERR_SECURE_ORIGIN',
    'permissions.camera[0]',
    `permissions.camera[0]: expected 'self', '*' or an origin, received "https://a.example https://b.example". Make each origin an item of its own.`,
  ],
  [
    { permissions: { camera: 'self,https://a.example' } },
    'ERR_SECURE_ORIGIN',
    'permissions.camera',
    `permissions.camera: expected 'self', '*' or an origin, received "self,https://a.example". Make each origin an item of its own.`,
  ],
  [
    { hsts: 'max-age=5; includeSubDomains=true' },
    'ERR_SECURE_SYNTAX',
    'hsts',
    'hsts: expected includeSubDomains without a value, received "includeSubDomains=true". Write it alone to turn it on; leave it out to turn it off.',
  ],
  [{ remove: '' }, 'ERR_SECURE_TYPE', 'remove', 'remove: expected a list of header names, received "".'],
  [
    { remove: ['Transfer-Encoding'] },
    'ERR_SECURE_FORBIDDEN_HEADER',
    'remove[0]',
    'remove[0]: expected a header that can be treated the same on every response, received "Transfer-Encoding". Leave it to the handler: it describes one message.',
  ],
  [
    { remove: ['X-Frame-Options'] },
    'ERR_SECURE_DUPLICATE',
    'remove[0]',
    'remove[0]: expected a header that the option xfo does not send, received "X-Frame-Options". Set xfo: false first, or use xfo alone.',
  ],
  [
    { mode: 'enforced' },
    'ERR_SECURE_UNKNOWN_VALUE',
    'mode',
    `mode: expected 'defer' or 'enforce', received "enforced". Did you mean enforce?`,
  ],
  [
    { xfo: () => 'DENY' },
    'ERR_SECURE_TYPE',
    'xfo',
    'xfo: expected true, false, a builder of X-Frame-Options, plain data or a string, received the function xfo. Call it; a function of the inherited builder goes into override() or with(), and returns what it makes of it.',
  ],
]

/** What template literals make of a variable without a value. */
const UNSET: readonly [options: unknown, path: string][] = [
  [{ csp: { 'script-src': [`${undefined}`] } }, 'csp.script-src[0]'],
  [{ csp: { 'script-src': [`https://${undefined}`] } }, 'csp.script-src[0]'],
  [{ csp: { 'script-src': [`https://${undefined}/x`] } }, 'csp.script-src[0]'],
  [{ csp: { 'script-src': [`http://${null}:3000`] } }, 'csp.script-src[0]'],
  [{ csp: { 'script-src': [`'nonce-${undefined}'`] } }, 'csp.script-src[0]'],
  [{ csp: { 'script-src': [`${{}}`] } }, 'csp.script-src[0]'],
  [{ csp: { 'frame-ancestors': [`${Number.NaN}`] } }, 'csp.frame-ancestors[0]'],
  [{ csp: { 'default-src': ["'self'"], 'report-to': `${undefined}` } }, 'csp.report-to'],
  [{ csp: { 'default-src': ["'self'"], 'report-uri': `https://${undefined}/r` } }, 'csp.report-uri[0]'],
  [{ reporting: `https://${undefined}/r` }, 'reporting'],
  [{ reportingEndpoints: { main: `https://${undefined}` } }, 'reportingEndpoints.main'],
  [{ coop: { policy: 'same-origin', reportTo: `${undefined}` } }, 'coop.reportTo'],
  [{ permissions: { camera: [`https://${undefined}`] } }, 'permissions.camera[0]'],
  [{ permissions: { camera: `${null}` } }, 'permissions.camera'],
  [{ server: `${undefined}` }, 'server'],
  [{ reportingEndpoints: { [`${undefined}`]: '/r' } }, 'reportingEndpoints.undefined'],
  [{ reportTo: { group: `${undefined}`, max_age: 1, endpoints: [{ url: 'https://r.example' }] } }, 'reportTo.group'],
  [{ custom: { [`${null}`]: 'x' } }, 'custom.null'],
  [{ remove: [`${undefined}`] }, 'remove[0]'],
]

describe('a mistake', () => {
  it.each(UNSET)('is found where a variable was not set: %j', (options, path) => {
    expect(() => new Secure(options as object)).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_MISSING', path, fix: 'A variable was not set.' }),
    )
  })

  it.each([
    { csp: { 'script-src': ['https://undefined.example', 'nullable'] } },
    { server: 'NULL' },
    { custom: { 'Access-Control-Allow-Origin': 'null' } },
  ])('is not found in what only looks like one: %j', (options) => {
    expect(() => new Secure(options as object)).not.toThrow()
  })

  it.each([
    ['preset', 'Spread a preset: { ...strict }.'],
    ['strict', 'Spread the preset: { ...strict }.'],
    ['api', 'Spread the preset: { ...api }.'],
  ])('of a preset under %s is answered with how it is spread', (key, fix) => {
    expect(() => new Secure({ [key]: true })).toThrow(
      expect.objectContaining({ code: 'ERR_SECURE_UNKNOWN_OPTION', path: key, fix }),
    )
  })

  it.each([
    ['text', () => new ContentSecurityPolicy("default-src 'self'" as never), 'Give text to set().'],
    ['text', () => new PermissionsPolicy('camera=()' as never), 'Give text to set().'],
    ['text', () => new CacheControl('no-store' as never), 'Give text to set().'],
    ['an instance', () => new ContentSecurityPolicy(new Map() as never), undefined],
    [
      'a second policy',
      // @ts-expect-error: the constructor takes one.
      () => new ContentSecurityPolicy(strict.csp, { reportOnly: true }),
      'Write it all in one object, reportOnly too.',
    ],
    [
      'a second policy',
      // @ts-expect-error: the constructor takes one.
      () => new PermissionsPolicy({ camera: [] }, { usb: [] }),
      'Write it all in one object, reportOnly too.',
    ],
  ])('of %s given to a constructor is answered with where it belongs', (_, make, fix) => {
    expect(make).toThrow(expect.objectContaining({ code: 'ERR_SECURE_TYPE', fix }))
  })

  it('of text given to merge is not answered with what would replace the policy', () => {
    expect(() => new ContentSecurityPolicy(strict.csp).merge('img-src *' as never)).toThrow(
      expect.objectContaining({ path: 'merge[0]', fix: undefined }),
    )
  })

  it.each(MISTAKES)('%j', (options, code, path, message) => {
    let error: unknown
    try {
      new Secure(options as object)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(SecureHeadersError)
    expect(error).toBeInstanceOf(TypeError)
    expect(error).toMatchObject({ name: 'SecureHeadersError', code, path, message })
  })

  it('has a code that the documentation explains, and each code has a mistake', () => {
    const documentation = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8')
    const codes = [...documentation.matchAll(/^## (ERR_SECURE_\w+)$/gm)].map(([, code]) => code)
    expect([...new Set(MISTAKES.map(([, code]) => code))].sort()).toEqual(codes.sort())
  })
})

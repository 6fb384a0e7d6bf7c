import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('csp-bypassable-host', [
  ['a whole CDN of libraries', { csp: { 'script-src': ['https://cdnjs.cloudflare.com'] } }, 'high', 'csp.script-src[0]'],
  ['a wildcard over a known host', { csp: { 'script-src': ['*.googleapis.com'] } }, 'high', 'csp.script-src[0]'],
  ['the buckets of everybody', { csp: { 'script-src': ['https://*.s3.amazonaws.com'] } }, 'high', 'csp.script-src[0]'],
  ['a folder above a known one', { csp: { 'script-src': ['https://ajax.googleapis.com/ajax/'] } }, 'high', 'csp.script-src[0]'],
  [
    'a file in a known folder',
    { csp: { 'script-src': ['https://cdnjs.cloudflare.com/ajax/libs/angular.js/1.8.2/angular.min.js'] } },
    'high',
    'csp.script-src[0]',
  ],
  ['a known folder itself', { csp: { 'script-src': ['cdn.jsdelivr.net/gh/'] } }, 'high', 'csp.script-src[0]'],
  ['a known package without a version', { csp: { 'script-src': ['cdn.jsdelivr.net/npm/angular'] } }, 'high', 'csp.script-src[0]'],
  ['a known host in capitals', { csp: { 'script-src': ['https://AJAX.googleapis.com'] } }, 'high', 'csp.script-src[0]'],
  ['a known host with a port', { csp: { 'script-src': ['https://ajax.googleapis.com:443'] } }, 'high', 'csp.script-src[0]'],
  [
    'a version of a known package',
    { csp: { 'script-src': ['cdn.jsdelivr.net/npm/angular@1.8.2/angular.min.js'] } },
    'high',
    'csp.script-src[0]',
  ],
])

leavesAlone('csp-bypassable-host', [
  ['a host that nobody knows', { csp: { 'script-src': ['https://cdn.example'] } }],
  ['a harmless path on a known host', { csp: { 'script-src': ['https://www.google.com/recaptcha/'] } }],
  ["one host of many that are somebody's own", { csp: { 'script-src': ['https://mine.github.io'] } }],
  ['another folder beside a known one', { csp: { 'script-src': ['https://ajax.googleapis.com/ajax/libs/jquery/'] } }],
  ['another package beside a known one', { csp: { 'script-src': ['https://unpkg.com/htmx.org@2'] } }],
  [
    'paths that only begin as known ones do',
    { csp: { 'script-src': ['https://www.google.com/complete/searchable', 'cdn.jsdelivr.net/npm/angular-ui@1/'] } },
  ],
  ['a folder that only begins as a known package does', { csp: { 'script-src': ['unpkg.com/angularish/'] } }],
  ['a file on a host that is known as a whole', { csp: { 'script-src': ['https://api.twitter.com/own.js'] } }],
  ['a host that known ones end with', { csp: { 'script-src': ['com'] } }],
])

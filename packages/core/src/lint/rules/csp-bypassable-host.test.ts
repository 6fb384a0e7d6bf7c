import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { SELF } from '../../headers/source-expression.js'
import { strict } from '../../presets/index.js'

speaksOf('csp-bypassable-host', [
  ['a whole CDN of libraries', { csp: { 'script-src': ['https://cdnjs.cloudflare.com'] } }, 'high', 'csp.script-src[0]'],
  ['a wildcard over a known host', { csp: { 'script-src': ['*.googleapis.com'] } }, 'high', 'csp.script-src[0]'],
  ['the buckets of everybody', { csp: { 'script-src': ['https://*.s3.amazonaws.com'] } }, 'high', 'csp.script-src[0]'],
  ['the buckets of a region', { csp: { 'script-src': ['https://*.s3.us-east-1.amazonaws.com'] } }, 'high', 'csp.script-src[0]'],
  [
    'a region, where each path is a bucket',
    { csp: { 'script-src': ['https://s3.eu-west-1.amazonaws.com'] } },
    'high',
    'csp.script-src[0]',
  ],
  ['a region with a hyphen', { csp: { 'script-src': ['https://s3-us-west-2.amazonaws.com'] } }, 'high', 'csp.script-src[0]'],
  [
    'a region by IPv4 and IPv6',
    { csp: { 'script-src': ['https://*.s3.dualstack.ap-southeast-2.amazonaws.com'] } },
    'high',
    'csp.script-src[0]',
  ],
  ['a region of China', { csp: { 'script-src': ['https://s3.cn-north-1.amazonaws.com.cn'] } }, 'high', 'csp.script-src[0]'],
  [
    'the sites in the buckets of a region',
    { csp: { 'script-src': ['http://*.s3-website-us-east-1.amazonaws.com'] } },
    'high',
    'csp.script-src[0]',
  ],
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
  [
    'a known host with a dot behind it',
    { csp: { 'script-src': ['https://cdnjs.cloudflare.com.'] } },
    'high',
    'csp.script-src[0]',
  ],
  [
    'a dot behind a wildcard and before a port',
    { csp: { 'script-src': ['https://*.vercel.app.:443'] } },
    'high',
    'csp.script-src[0]',
  ],
  ["advertisements' JSONP", { csp: { 'script-src': ['https://googleads.g.doubleclick.net'] } }, 'high', 'csp.script-src[0]'],
  ['what advertisers upload', { csp: { 'script-src': ['https://www.googleadservices.com'] } }, 'high', 'csp.script-src[0]'],
  ['repositories behind a CDN', { csp: { 'script-src': ['https://rawcdn.githack.com'] } }, 'high', 'csp.script-src[0]'],
  ['a known host with a port', { csp: { 'script-src': ['https://ajax.googleapis.com:443'] } }, 'high', 'csp.script-src[0]'],
  [
    'a version of a known package',
    { csp: { 'script-src': ['cdn.jsdelivr.net/npm/angular@1.8.2/angular.min.js'] } },
    'high',
    'csp.script-src[0]',
  ],
  [
    'a base where anybody can serve files, which gives the nonce away',
    { csp: { ...strict.csp, 'base-uri': ['https://cdn.jsdelivr.net'] } },
    'high',
    'csp.base-uri[0]',
  ],
  ['a base among all packages', { csp: { 'base-uri': ['https://unpkg.com'] } }, 'medium', 'csp.base-uri[0]'],
  ['a base in a folder of all packages', { csp: { 'base-uri': ['https://cdn.jsdelivr.net/npm/'] } }, 'medium', 'csp.base-uri[0]'],
  ['a base on any site of a platform', { csp: { 'base-uri': ['https://*.vercel.app'] } }, 'medium', 'csp.base-uri[0]'],
  ['every domain of the world', { csp: { 'script-src': ['https://*.org'] } }, 'high', 'csp.script-src[0]'],
  [
    'a path under every domain, which whoever has a domain has',
    { csp: { 'script-src': ['https://*.com/js/'] } },
    'high',
    'csp.script-src[0]',
  ],
  ['a path under the hosts of everybody', { csp: { 'script-src': ['https://*.github.io/js/'] } }, 'high', 'csp.script-src[0]'],
  [
    'a version of AngularJS on a host of its own',
    { csp: { 'script-src': ['https://code.angularjs.org/1.8.2/angular.min.js'] } },
    'high',
    'csp.script-src[0]',
  ],
  [
    'AngularJS on a host of libraries',
    { csp: { 'script-src': ['https://yastatic.net/angularjs/1.2.23/angular.min.js'] } },
    'high',
    'csp.script-src[0]',
  ],
  [
    'AngularJS under the old paths of a CDN',
    { csp: { 'script-src': ['https://cdn.jsdelivr.net/angularjs/1.1.2/angular.min.js'] } },
    'high',
    'csp.script-src[0]',
  ],
  [
    'a container of whoever makes it',
    { csp: { 'script-src': ['https://www.googletagmanager.com'] } },
    'high',
    'csp.script-src[0]',
  ],
  ['a host of every package of npm', { csp: { 'script-src': ['https://esm.sh'] } }, 'high', 'csp.script-src[0]'],
  ['a host of old libraries', { csp: { 'script-src': ['https://code.angularjs.org'] } }, 'high', 'csp.script-src[0]'],
  [
    'a host with an answer that calls what one likes',
    { csp: { 'script-src': ['https://www.youtube.com'] } },
    'high',
    'csp.script-src[0]',
  ],
  ['a host of files of anybody', { csp: { 'script-src': ['https://storage.googleapis.com'] } }, 'high', 'csp.script-src[0]'],
])

it.each([
  [
    'script-src',
    "https://unpkg.com in script-src serves packages and repositories of whoever publishes them, with which an injected tag runs an attacker's code.",
  ],
  [
    'base-uri',
    'https://unpkg.com in base-uri serves packages and repositories of whoever publishes them: an injected <base> sends',
  ],
] as const)('csp-bypassable-host says what an attacker gains from a host in %s', (directive, message) => {
  expect(findingsOf('csp-bypassable-host', { csp: { [directive]: ['https://unpkg.com'] } })).toEqual([
    expect.objectContaining({ message: expect.stringContaining(message) }),
  ])
})

leavesAlone('csp-bypassable-host', [
  [
    'a base on a host with files of its own only',
    { csp: { 'base-uri': ['https://accounts.google.com', 'https://cdn.example'] } },
  ],
  ['a base in one package', { csp: { 'base-uri': ['https://cdn.jsdelivr.net/npm/vue@3/', 'https://unpkg.com/vue@3/'] } }],
  ['a base beside a policy that has a closed one', { csp: [{ 'base-uri': ['https://unpkg.com'] }, { 'base-uri': [SELF] }] }],
  [
    'one bucket of a region',
    {
      csp: {
        'script-src': [
          'https://mine.s3.us-east-1.amazonaws.com',
          'https://s3.eu-west-1.amazonaws.com/mine/',
          'https://my-s3.us-east-1.amazonaws.com',
        ],
      },
    },
  ],
  [
    'files on GitHub that browsers do not run as scripts',
    { csp: { 'script-src': ['https://raw.githubusercontent.com'], 'base-uri': ['https://raw.githubusercontent.com'] } },
  ],
  ['a known host by web socket', { csp: { 'script-src': ['wss://cdnjs.cloudflare.com'] } }],
  ['advertisements without their JSONP', { csp: { 'script-src': ['https://www.googleadservices.com/pagead/conversion.js'] } }],
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

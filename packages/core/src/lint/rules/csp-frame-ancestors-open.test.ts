import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { SELF } from '../../headers/source-expression.js'

speaksOf('csp-frame-ancestors-open', [
  ["every host beside 'self'", { csp: { 'frame-ancestors': [SELF, '*'] } }, 'medium', 'csp.frame-ancestors[1]'],
  ['every host over https, as a scheme', { csp: { 'frame-ancestors': ['https:'] } }, 'medium', 'csp.frame-ancestors[0]'],
  ['every host over https, in capitals', { csp: { 'frame-ancestors': ['HTTPS://*'] } }, 'medium', 'csp.frame-ancestors[0]'],
  ['every host', { csp: { 'frame-ancestors': ['*'] } }, 'medium', 'csp.frame-ancestors[0]'],
  ['everything over http', { csp: { 'frame-ancestors': ['http:'] } }, 'medium', 'csp.frame-ancestors[0]'],
  ['every host with a slash', { csp: { 'frame-ancestors': ['https://*/'] } }, 'medium', 'csp.frame-ancestors[0]'],
  [
    'every page of a host for everybody',
    { csp: { 'frame-ancestors': ['https://*.vercel.app'] } },
    'medium',
    'csp.frame-ancestors[0]',
  ],
  ['the same without a scheme', { csp: { 'frame-ancestors': [SELF, '*.github.io'] } }, 'medium', 'csp.frame-ancestors[1]'],
  [
    "everybody's buckets in a region",
    { csp: { 'frame-ancestors': ['https://*.s3.eu-central-1.amazonaws.com'] } },
    'medium',
    'csp.frame-ancestors[0]',
  ],
  ["everybody's buckets", { csp: { 'frame-ancestors': ['https://s3.amazonaws.com'] } }, 'medium', 'csp.frame-ancestors[0]'],
  ['every domain of the world', { csp: { 'frame-ancestors': ['https://*.com'] } }, 'medium', 'csp.frame-ancestors[0]'],
  ['every domain of a country', { csp: { 'frame-ancestors': ['https://*.de:443'] } }, 'medium', 'csp.frame-ancestors[0]'],
  ['every domain of a trade in a country', { csp: { 'frame-ancestors': ['*.co.uk'] } }, 'medium', 'csp.frame-ancestors[0]'],
])

leavesAlone('csp-frame-ancestors-open', [
  ["one's own page on a host for everybody", { csp: { 'frame-ancestors': ['https://mine.vercel.app'] } }],
  ["hosts with everybody's scripts, but no pages", { csp: { 'frame-ancestors': ['https://cdn.jsdelivr.net'] } }],
  ["everything under one's own domain", { csp: { 'frame-ancestors': ['https://*.a.example', '*.co.example', '*.mine.uk'] } }],
  ['a network of its own', { csp: { 'frame-ancestors': ['*.localhost', '*.internal', 'http://intranet'] } }],
  ['every host beside a policy that is closed', { csp: [{ 'frame-ancestors': ['https:'] }, { 'frame-ancestors': [SELF] }] }],
  ['every host in another directive', { csp: { 'img-src': ['*'] } }],
  ['a policy that is only watched', { csp: { 'frame-ancestors': ['*'], reportOnly: true } }],
  ['schemes that no page has', { csp: { 'frame-ancestors': ['data:', 'wss://*'] } }],
])

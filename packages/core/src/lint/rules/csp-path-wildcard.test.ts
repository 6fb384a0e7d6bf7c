import { leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('csp-path-wildcard', [
  ['a file name with a wildcard', { csp: { 'img-src': ['https://a.example/b/*.png'] } }, 'low', 'csp.img-src[0]'],
])

leavesAlone('csp-path-wildcard', [
  ['wildcards of host and port, and one alone', { csp: { 'img-src': ['https://*.a.example:*/b/', '*'] } }],
  ['where reports go', { csp: { 'img-src': ['a.example'], 'report-uri': ['https://r.example/a/*'] } }],
])

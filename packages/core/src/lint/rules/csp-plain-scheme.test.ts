import { expect, it } from 'vitest'
import { NONCE, STRICT_DYNAMIC } from '../../headers/source-expression.js'
import { findingsOf, leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('csp-plain-scheme', [
  ['data: for scripts', { csp: { 'script-src': ['data:'] } }, 'high', 'csp.script-src[0]'],
  ['https: for base-uri', { csp: { 'base-uri': ['https:'] } }, 'high', 'csp.base-uri[0]'],
  [
    'https: in a policy beside one with a wildcard',
    { csp: ['script-src *', 'script-src https:'] },
    'high',
    'csp[1].script-src[0]',
  ],
  ['http: in capitals', { csp: { 'script-src': ['HTTP:'] } }, 'high', 'csp.script-src[0]'],
])

leavesAlone('csp-plain-scheme', [
  ['data: for images', { csp: { 'img-src': ['data:'] } }],
  ["https: beside 'strict-dynamic'", { csp: { 'script-src': [NONCE, STRICT_DYNAMIC, 'https:'] } }],
  ['a host', { csp: { 'script-src': ['https://a.example'] } }],
  ['blob: for scripts and base-uri', { csp: { 'script-src': ['blob:'], 'base-uri': ['blob:'] } }],
])

it('csp-plain-scheme speaks of each policy of one header', () => {
  const found = findingsOf('csp-plain-scheme', { custom: { 'Content-Security-Policy': 'script-src https:, script-src http:' } })
  expect(found.map(({ message }) => message.split(' ')[0])).toEqual(['https:', 'http:'])
})

import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONCE, STRICT_DYNAMIC } from '../../headers/source-expression.js'

speaksOf('csp-plain-scheme', [
  ['data: for scripts', { csp: { 'script-src': ['data:'] } }, 'high', 'csp.script-src[0]'],
  ['https: for base-uri', { csp: { 'base-uri': ['https:'] } }, 'medium', 'csp.base-uri[0]'],
  ['https: for base-uri beside a nonce', { csp: { 'script-src': [NONCE], 'base-uri': ['https:'] } }, 'high', 'csp.base-uri[0]'],
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

it('csp-plain-scheme speaks of each policy in one header', () => {
  const found = findingsOf('csp-plain-scheme', { custom: { 'Content-Security-Policy': 'script-src https:, script-src http:' } })
  expect(found.map(({ message }) => message.split(' ')[0])).toEqual(['https:', 'http:'])
})

it('csp-plain-scheme says that default-src is open for objects', () => {
  const [found] = findingsOf('csp-plain-scheme', { csp: "default-src https:; script-src 'nonce-{nonce}' 'strict-dynamic'" })
  expect(found?.message).toContain('for <object> and <embed>')
  expect(found?.fix).toBe("Add 'object-src': [NONE].")
})

it.each([
  ["script-src 'self'; base-uri https:", 'scripts where script-src allows that'],
  ["script-src 'nonce-{nonce}'; base-uri https:", 'they stay trusted'],
])('csp-plain-scheme says what an injected <base> does beside %s', (csp, harm) => {
  expect(findingsOf('csp-plain-scheme', { csp })).toEqual([expect.objectContaining({ message: expect.stringContaining(harm) })])
})

import { expect, it } from 'vitest'
import { NONE } from '../../headers/source-expression.js'
import { lint } from '../index.js'
import { leavesAlone, speaksOf } from '../speaks-of.js'

speaksOf('xfo-allow-from', [
  ['ALLOW-FROM', { xfo: 'ALLOW-FROM https://a.example' }, 'high', 'xfo'],
  [
    'what is sent beside frame-ancestors that are only watched',
    { xfo: 'ALLOW-FROM https://a.example', csp: { 'frame-ancestors': [NONE], reportOnly: true } },
    'high',
    'xfo',
  ],
  [
    'what is sent beside a policy without frame-ancestors',
    { xfo: 'ALLOW-FROM https://a.example', csp: { 'img-src': [NONE] } },
    'high',
    'xfo',
  ],
  ['a word that only begins with DENY', { xfo: false, custom: { 'X-Frame-Options': 'DENYX' } }, 'high', 'custom.X-Frame-Options'],
  [
    'allow-from, sent by name',
    { xfo: false, custom: { 'X-Frame-Options': 'allow-from https://a.example' } },
    'high',
    'custom.X-Frame-Options',
  ],
  ['a word that no browser knows', { xfo: false, custom: { 'X-Frame-Options': 'ALLOWALL' } }, 'high', 'custom.X-Frame-Options'],
])

leavesAlone('xfo-allow-from', [
  ['several values, of which one is known', { xfo: false, custom: { 'X-Frame-Options': 'BOGUS, DENY' } }],
  ['DENY', { xfo: 'DENY' }],
  ['deny, sent by name', { xfo: false, custom: { 'X-Frame-Options': 'deny' } }],
])

it.each([
  ['https://a.example/embed', 'https://a.example'],
  ['https://a.example;', 'https://partner.example'],
  ['*', 'https://partner.example'],
  ["'self'", 'https://partner.example'],
])('names the origin of the value in what to do: %s', (place, origin) => {
  const [finding] = lint({ xfo: false, custom: { 'X-Frame-Options': `ALLOW-FROM ${place}` } })
  expect(finding).toMatchObject({ rule: 'xfo-allow-from', fix: `Use csp: { 'frame-ancestors': ['${origin}'] } in its place.` })
})

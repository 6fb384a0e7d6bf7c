import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONE } from '../../headers/source-expression.js'

speaksOf('xfo-allow-from', [
  ['ALLOW-FROM', { xfo: 'ALLOW-FROM https://a.example' }, 'medium', 'xfo'],
  [
    'what is sent beside frame-ancestors that are only watched',
    { xfo: 'ALLOW-FROM https://a.example', csp: { 'frame-ancestors': [NONE], reportOnly: true } },
    'medium',
    'xfo',
  ],
  [
    'what is sent beside a policy without frame-ancestors',
    { xfo: 'ALLOW-FROM https://a.example', csp: { 'img-src': [NONE] } },
    'medium',
    'xfo',
  ],
  [
    'a word that only begins with DENY',
    { xfo: false, custom: { 'X-Frame-Options': 'DENYX' } },
    'medium',
    'custom.X-Frame-Options',
  ],
  [
    'allow-from, sent by name',
    { xfo: false, custom: { 'X-Frame-Options': 'allow-from https://a.example' } },
    'medium',
    'custom.X-Frame-Options',
  ],
  ['a word that no browser knows', { xfo: false, custom: { 'X-Frame-Options': 'ALLOWALL' } }, 'medium', 'custom.X-Frame-Options'],
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
  const [finding] = findingsOf('xfo-allow-from', { xfo: false, custom: { 'X-Frame-Options': `ALLOW-FROM ${place}` } })
  expect(finding).toMatchObject({ fix: `Use csp: { 'frame-ancestors': ['${origin}'] }, and switch this off.` })
})

it.each([
  ['DENY;', "Set xfo: 'DENY'."],
  ['"DENY"', "Set xfo: 'DENY'."],
  ['SAME-ORIGIN', "Set xfo: 'SAMEORIGIN'."],
  ['ALLOWALL', "Set xfo: 'DENY'."],
])('xfo-allow-from opens the page to nobody for %s', (value, fix) => {
  const [found] = findingsOf('xfo-allow-from', { xfo: false, custom: { 'X-Frame-Options': value } })
  expect(found?.fix).toBe(`${fix} The one under custom has to go.`)
})

it('xfo-allow-from adds to the policy that is there', () => {
  const [found] = findingsOf('xfo-allow-from', { xfo: 'ALLOW-FROM https://a.example', csp: { 'img-src': [NONE] } })
  expect(found?.fix).toBe("Add 'frame-ancestors': ['https://a.example'] to the policy, and switch this off.")
})

it.each([
  [
    'ALLOW-FROM https://a.example https://b.example',
    "Use csp: { 'frame-ancestors': ['https://a.example', 'https://b.example'] }, and switch this off.",
  ],
  ['ALLOW-FROM: https://a.example', "Use csp: { 'frame-ancestors': ['https://a.example'] }, and switch this off."],
])('xfo-allow-from keeps whom %s names', (value, fix) => {
  const [found] = findingsOf('xfo-allow-from', { xfo: false, custom: { 'X-Frame-Options': value } })
  expect(found).toMatchObject({ message: 'No browser knows ALLOW-FROM: everybody may frame the page.', fix })
})

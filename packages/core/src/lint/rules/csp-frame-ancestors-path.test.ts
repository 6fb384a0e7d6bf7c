import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'

speaksOf('csp-frame-ancestors-path', [
  ['a path', { csp: { 'frame-ancestors': ['https://a.example:8080/embed'] } }, 'medium', 'csp.frame-ancestors[0]'],
])

leavesAlone('csp-frame-ancestors-path', [
  ['a hash, which is no host', { custom: { 'Content-Security-Policy': "frame-ancestors 'sha256-47DEQpj8HBSa+/TIm'" } }],
  [
    'a slash alone, a scheme, a wildcard, and a path in another directive',
    { csp: { 'frame-ancestors': ['https://a.example/', 'https:', '*.b.example'], 'img-src': ['https://a.example/b'] } },
  ],
])

it.each([
  ['https://a.example:8080/embed', 'Write https://a.example:8080.'],
  ['https://*/x', 'Name those who may frame the page.'],
  ['https://*.com/x', 'Name those who may frame the page.'],
  ['https://*.github.io/x', 'Name those who may frame the page.'],
])('csp-frame-ancestors-path does not open framing: %s', (source, fix) => {
  expect(findingsOf('csp-frame-ancestors-path', { csp: { 'frame-ancestors': [source] } })).toEqual([
    expect.objectContaining({ fix }),
  ])
})

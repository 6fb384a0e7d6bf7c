import { expect, it } from 'vitest'
import { findingsOf, leavesAlone, speaksOf } from '../../../test/speaks-of.js'
import { NONE, SELF } from '../../headers/source-expression.js'

speaksOf('csp-script-src-missing', [
  ['a policy without it', { csp: { 'img-src': [SELF] } }, 'high', 'csp'],
  ['two policies without it', { csp: [{ 'img-src': [SELF] }, { 'font-src': [SELF] }] }, 'high', 'csp[0]'],
  [
    'elements and handlers that have directives of their own, where eval() is free',
    { csp: { 'script-src-elem': [SELF], 'script-src-attr': [NONE] } },
    'medium',
    'csp',
  ],
  [
    'elements and handlers that have directives of their own in two policies',
    { csp: [{ 'script-src-elem': [SELF] }, { 'script-src-attr': [NONE] }] },
    'medium',
    'csp[0]',
  ],
  ['a sandbox that runs scripts', { csp: { sandbox: ['allow-scripts'] } }, 'medium', 'csp'],
  ['a policy that is about frames alone', { csp: { 'frame-ancestors': [NONE] } }, 'medium', 'csp'],
  [
    'a policy that is about frames, beside one of images',
    { csp: [{ 'frame-ancestors': [NONE] }, { 'img-src': [SELF] }] },
    'high',
    'csp[0]',
  ],
  ['a policy of framing and images', { csp: { 'frame-ancestors': [NONE], 'img-src': [SELF] } }, 'high', 'csp'],
  ['handlers that nothing governs', { csp: { 'script-src-elem': [SELF] } }, 'high', 'csp'],
])

leavesAlone('csp-script-src-missing', [
  ['default-src, to which it falls back', { csp: { 'default-src': [SELF] } }],
  ['a policy beside one that has it', { csp: [{ 'img-src': [SELF] }, { 'script-src': [SELF] }] }],
  ['a policy that has it', { csp: { 'script-src': [SELF] } }],
  ['a policy of elements beside one that has it', { csp: [{ 'script-src-elem': [SELF] }, { 'script-src': [NONE] }] }],
  ['a sandbox without scripts', { csp: { sandbox: true } }],
])

it.each([
  [
    'script-src-elem',
    'Neither script-src nor default-src is set: eval() is allowed, and any event handler in an attribute runs.',
  ],
  ['script-src-attr', 'Neither script-src nor default-src is set: scripts from any origin run, inline scripts too.'],
] as const)('csp-script-src-missing says what %s leaves open', (directive, message) => {
  expect(findingsOf('csp-script-src-missing', { csp: { [directive]: [NONE] } })).toEqual([expect.objectContaining({ message })])
})

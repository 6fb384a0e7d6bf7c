import { NONE, SELF } from '@secure/core'
import type { Case } from '../case.js'
import type { Addresses } from '../site/site.js'

// The framed page tells whoever frames it that it was shown.
const site = () => ({
  '/': '<button>Delete my account</button><script>parent !== window && parent.postMessage("framed", "*")</script>',
  '/framing': framing('/'),
})
const framing = (
  address: string,
) => `<script>addEventListener('message', ({ data }) => { window.attacked = data === 'framed' })</script>
  <iframe src="${address}" style="opacity: 0.01"></iframe>`
const attacker = (at: Addresses) => ({ '/framing': framing(`${at.site}/`) })

const across = {
  site,
  attacker,
  steps: ({ go, at }) => go(`${at.attacker}/framing`),
  attacked: 'window.attacked === true',
} as const satisfies Partial<Case>
const within = { ...across, steps: ({ go, at }) => go(`${at.site}/framing`) } as const satisfies Partial<Case>

const xfo = { header: 'X-Frame-Options', option: 'xfo', framework: 'fastify' } as const
const ancestors = { header: 'Content-Security-Policy', option: 'csp', framework: 'express' } as const

/** Clickjacking: the page in a frame, under an attacker's own. */
export const FRAMING: readonly Case[] = [
  { ...xfo, ...across, name: 'a frame of another site, under DENY', main: true, policy: { xfo: 'DENY' } },
  { ...xfo, ...across, name: 'a frame of another site, under SAMEORIGIN', policy: { xfo: 'SAMEORIGIN' } },
  { ...xfo, ...within, name: 'a frame of the same origin, under DENY', policy: { xfo: 'DENY' } },
  {
    ...ancestors,
    ...across,
    name: "a frame of another site, under frame-ancestors 'none'",
    policy: { csp: { 'frame-ancestors': [NONE] } },
  },
  {
    ...ancestors,
    ...across,
    name: "a frame of another site, under frame-ancestors 'self'",
    policy: { csp: { 'frame-ancestors': [SELF] } },
  },
  {
    ...ancestors,
    ...within,
    name: "a frame of the same origin, under frame-ancestors 'none'",
    policy: { csp: { 'frame-ancestors': [NONE] } },
  },
  {
    ...ancestors,
    ...across,
    name: 'a frame of another site, although X-Frame-Options would let it pass',
    policy: { csp: { 'frame-ancestors': [SELF] } },
    control: { csp: { 'frame-ancestors': ['http:'] }, xfo: 'DENY' },
  },
]

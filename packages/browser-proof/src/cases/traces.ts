import { NONCE } from '@secure/core'
import type { Case } from '../case.js'
import type { Visit } from '../site/site.js'

const loggedIn = ({ headers }: Visit) => String(headers.cookie ?? '').includes('session=1')
const HTML = { 'Content-Type': 'text/html' }

const NO_CACHE = { verdict: 'impossible', reason: 'a session under automation has no HTTP cache' } as const

/** What stays on a shared computer after somebody has logged out, and what a cache does to a page. */
export const TRACES: readonly Case[] = [
  {
    name: 'the Back button after logging out',
    header: 'Cache-Control',
    option: 'cache',
    framework: 'express',
    main: true,
    // WebKit keeps http pages in its page cache whatever they say.
    tls: true,
    policy: { cache: true },
    site: () => ({
      '/log-in': { status: 302, headers: { 'Set-Cookie': 'session=1; HttpOnly', Location: '/account' } },
      '/account': (visit) => (loggedIn(visit) ? '<p>balance</p>' : '<p>log in</p>'),
      '/log-out': { headers: { ...HTML, 'Set-Cookie': 'session=; HttpOnly; Max-Age=0' }, body: 'bye' },
    }),
    steps: async ({ go, back, read, at }) => {
      await go(`${at.site}/log-in`)
      // Chromium begins to watch the cookies of a page a moment after the page is there.
      await read('new Promise((resolve) => setTimeout(resolve, 500))')
      await go(`${at.site}/log-out`)
      await back()
    },
    attacked: 'document.querySelector("p").textContent === "balance"',
    works: 'document.querySelector("p") !== null',
  },
  {
    name: 'a copy of a private answer in the cache',
    header: 'Cache-Control',
    option: 'cache',
    framework: 'hono',
    policy: { cache: 'no-store' },
    site: () => ({
      '/': '<p>page</p>',
      '/private': {
        headers: { 'Content-Type': 'text/plain', 'Last-Modified': 'Sat, 01 Jan 2022 00:00:00 GMT' },
        body: 'balance',
      },
    }),
    steps: async ({ go, read, at }) => {
      await go(`${at.site}/`)
      await read("fetch('/private').then((response) => response.text())")
      await read(
        "fetch('/private', { cache: 'only-if-cached', mode: 'same-origin' }).then((response) => response.text()).then((text) => { window.copy = text }, () => {})",
      )
    },
    attacked: async ({ read, received }) =>
      (await read('window.copy === "balance"')) === true && received.site.filter(({ path }) => path === '/private').length === 1,
    except: { webkit: NO_CACHE },
  },
  {
    name: 'what a page has stored, after logging out',
    header: 'Clear-Site-Data',
    option: 'clearSiteData',
    framework: 'fastify',
    main: true,
    route: '/log-out',
    policy: { clearSiteData: ['cookies', 'storage'] },
    site: () => ({ '/': "<script>document.cookie = 'session=1'; localStorage.draft = 'secret'</script>", '/log-out': 'bye' }),
    steps: async ({ go, at }) => {
      await go(`${at.site}/`)
      await go(`${at.site}/log-out`)
    },
    granted: "document.cookie === '' && localStorage.draft === undefined",
  },
  {
    name: 'a reload that kills the scripts of a cached page',
    header: 'Content-Security-Policy',
    option: 'csp',
    framework: 'fastify',
    policy: { csp: { 'script-src': [NONCE] } },
    careless: 'fresh-nonce-on-304',
    site: () => {
      let count = 0
      return {
        '/': ({ headers, nonce }) => {
          const cached = { ETag: '"page"', 'Cache-Control': 'private, no-cache' }
          count++
          if (headers['if-none-match'] === '"page"') return { status: 304, headers: cached }
          return {
            headers: { ...HTML, ...cached },
            body: `<p>${count}</p><script nonce="${nonce()}">window.works = true</script>`,
          }
        },
      }
    },
    steps: async ({ go, reload, at }) => {
      await go(`${at.site}/`)
      await reload()
    },
    attacked: async ({ read, received }) =>
      received.site.some(({ headers }) => headers['if-none-match'] === '"page"') &&
      (await read('document.querySelector("p").textContent === "1" && window.works !== true')) === true,
    works: 'document.querySelector("p") !== null',
    except: { webkit: NO_CACHE },
  },
]

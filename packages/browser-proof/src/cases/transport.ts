import type { Case, Scene } from '../case.js'

/** Whether anybody on the way could have read a request for this path. */
const wentInPlain =
  (path: string) =>
  ({ received }: Scene): boolean =>
    [...received.site, ...received.attacker].some((request) => request.path === path && !request.tls)

/** Requests that anybody on the way can read. */
export const TRANSPORT: readonly Case[] = [
  {
    name: 'a second visit by http',
    header: 'Strict-Transport-Security',
    option: 'hsts',
    framework: 'fastify',
    main: true,
    tls: true,
    policy: { hsts: { maxAge: 600 } },
    site: () => ({ '/': 'first', '/secret': 'second' }),
    steps: async ({ go, at }) => {
      await go(`${at.site}/`)
      await go(`${at.plain.site}/secret`)
    },
    attacked: wentInPlain('/secret'),
    works: ({ received }) => received.site.some(({ path }) => path === '/secret'),
  },
  {
    name: 'a visit of a subdomain by http',
    header: 'Strict-Transport-Security',
    option: 'hsts',
    framework: 'koa',
    tls: true,
    policy: { hsts: { maxAge: 600, includeSubDomains: true } },
    site: () => ({ '/': 'first' }),
    attacker: () => ({ '/secret': 'second' }),
    steps: async ({ go, at }) => {
      await go(`${at.site}/`)
      await go(`${at.plain.sister}/secret`)
    },
    attacked: wentInPlain('/secret'),
    works: ({ received }) => received.attacker.some(({ path }) => path === '/secret'),
  },
  {
    name: 'a link of the site that still says http',
    header: 'Content-Security-Policy',
    option: 'csp',
    framework: 'express',
    tls: true,
    policy: { csp: { 'upgrade-insecure-requests': true } },
    site: (at) => ({
      '/': `<a href="${at.plain.site}/secret">more</a><script>document.querySelector('a').click()</script>`,
      '/secret': 'secret',
    }),
    attacked: wentInPlain('/secret'),
    works: ({ received }) => received.site.some(({ path }) => path === '/secret'),
  },
  {
    name: 'an image that still says http, on a page by http',
    header: 'Content-Security-Policy',
    option: 'csp',
    framework: 'hono',
    tls: true,
    policy: { csp: { 'upgrade-insecure-requests': true } },
    site: (at) => ({ '/': `<img src="${at.plain.attacker}/pixel">` }),
    steps: ({ go, at }) => go(`${at.plain.site}/`),
    attacked: wentInPlain('/pixel'),
    works: ({ received }) => received.attacker.some(({ path }) => path === '/pixel'),
  },
]

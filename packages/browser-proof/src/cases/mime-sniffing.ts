import type { Case } from '../case.js'

const nosniff = {
  header: 'X-Content-Type-Options',
  option: 'content',
  policy: { content: 'nosniff' },
} as const

const UPLOAD = { headers: { 'Content-Type': 'text/plain' }, body: 'window.attacked = true' }

/** Files that are run as something other than what they say they are. */
export const MIME_SNIFFING: readonly Case[] = [
  {
    ...nosniff,
    name: 'an uploaded text that is loaded as a script',
    framework: 'koa',
    main: true,
    site: () => ({ '/': '<script src="/upload.txt"></script><p>', '/upload.txt': UPLOAD }),
    attacked: 'window.attacked === true',
    works: 'document.querySelector("p") !== null',
  },
  {
    ...nosniff,
    name: 'an uploaded text that another site loads as a script',
    framework: 'hono',
    site: () => ({ '/': '', '/upload.txt': UPLOAD }),
    attacker: (at) => ({ '/load': `<script src="${at.site}/upload.txt"></script>` }),
    steps: ({ go, at }) => go(`${at.attacker}/load`),
    attacked: 'window.attacked === true',
  },
  {
    ...nosniff,
    name: 'an uploaded text that is loaded as a style, in quirks mode',
    framework: 'fastify',
    site: () => ({
      '/': { headers: { 'Content-Type': 'text/html' }, body: '<link rel="stylesheet" href="/upload.txt"><p>text' },
      '/upload.txt': { headers: { 'Content-Type': 'text/plain' }, body: 'p { position: fixed }' },
    }),
    attacked: 'getComputedStyle(document.querySelector("p")).position === "fixed"',
  },
  {
    ...nosniff,
    name: 'an upload of an unknown type that is HTML to the browser',
    framework: 'express',
    site: () => ({
      '/': '<iframe src="/upload"></iframe>',
      '/upload': { headers: { 'Content-Type': 'unknown/unknown' }, body: '<html><script>parent.attacked = true</script></html>' },
    }),
    attacked: 'window.attacked === true',
    works: 'document.querySelector("iframe") !== null',
    except: { firefox: { verdict: 'impossible', reason: 'a type that it does not know is downloaded' } },
  },
]

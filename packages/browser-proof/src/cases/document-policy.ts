import type { Case } from '../case.js'

const CHROMIUM_ONLY = { verdict: 'ignored', reason: 'not implemented' } as const

const document = {
  header: 'Document-Policy',
  option: 'documentPolicy',
  except: { firefox: CHROMIUM_ONLY, webkit: CHROMIUM_ONLY },
} as const

/** What a document may do by itself. */
export const DOCUMENT_POLICY: readonly Case[] = [
  {
    ...document,
    name: 'a link that scrolls to see whether a word is on the page',
    framework: 'express',
    main: true,
    policy: { documentPolicy: { 'force-load-at-top': true } },
    site: () => ({ '/': '<div style="height: 9000px"></div><p id="word">diagnosis</p>' }),
    steps: ({ go, at }) => go(`${at.site}/#word`),
    attacked: 'scrollY > 100',
    // Firefox knows this one, and no other.
    except: { webkit: CHROMIUM_ONLY },
  },
  {
    ...document,
    name: 'a synchronous request that stops the page',
    framework: 'koa',
    policy: { documentPolicy: { 'sync-xhr': false } },
    site: () => ({
      '/': `<script>const request = new XMLHttpRequest(); request.open('GET', '/', false); request.send(); window.attacked = true</script>`,
    }),
    attacked: 'window.attacked === true',
    except: {
      ...document.except,
      chromium: { verdict: 'ignored', reason: 'takes the name without a warning, and the request goes out all the same' },
    },
  },
]

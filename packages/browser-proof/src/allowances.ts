import type { Case } from './case.js'
import { PIXEL } from './site/attacker.js'
import { type Reply, type Routes, script } from './site/site.js'

const PIXEL_AS_DATA = `data:image/gif;base64,${PIXEL.body.toString('base64')}`

/** Four samples of silence. */
const SOUND = Buffer.concat([
  Buffer.from('RIFF'),
  uint32(40),
  Buffer.from('WAVEfmt '),
  uint32(16),
  Buffer.from([1, 0, 1, 0]),
  uint32(8000),
  uint32(8000),
  Buffer.from([1, 0, 8, 0]),
  Buffer.from('data'),
  uint32(4),
  Buffer.alloc(4, 128),
])

const STYLED = `getComputedStyle(document.querySelector('p')).color === 'rgb(1, 2, 3)'`

const STYLE_SHEET: Reply = { headers: { 'Content-Type': 'text/css' }, body: 'p { color: rgb(1, 2, 3) }' }

/** What a page does that presets stop, by the words of the table in docs/presets.md, and what shows that it can. */
export const ALLOWANCES: Readonly<Record<string, Pick<Case, 'site' | 'attacker' | 'steps' | 'granted' | 'route'>>> = {
  'a pop-up that answers the page: sign-in, payment': {
    site: () => ({ '/': 'the page' }),
    attacker: () => ({ '/provider': `<script>opener.postMessage('code', '*')</script>` }),
    steps: opening('provider'),
    granted: 'window.works === true',
  },
  'the same, where it comes back to a page of your own': {
    site: () => ({
      '/': 'the page',
      '/callback': ({ nonce }) => `<script src="/answer.js" nonce="${nonce()}"></script>`,
      '/answer.js': script(`opener.postMessage('code', '*')`),
    }),
    attacker: (at) => ({ '/provider': `<script>location = '${at.site}/callback'</script>` }),
    steps: opening('provider'),
    route: '/callback',
    granted: 'window.works === true',
  },
  'an `<iframe>` with a page of your own': {
    site: () => ({ '/': '<iframe src="/own"></iframe>', '/own': 'own page' }),
    granted: `document.querySelector('iframe').contentDocument.body.textContent.includes('own page')`,
  },
  'an `<iframe>` of another site: a video, a map': {
    site: () => ({ '/': 'the page' }),
    attacker: () => ({ '/player': `<script>parent.postMessage('playing', '*')</script>` }),
    steps: async ({ go, at, read }) => {
      await go(`${at.site}/`)
      await read(`addEventListener('message', () => (window.works = true)),
        document.body.append(Object.assign(document.createElement('iframe'), { src: '${at.attacker}/player' }))`)
    },
    granted: 'window.works === true',
  },
  'an `<iframe>` of `blob:`: a preview': {
    site: () => ({ '/': 'the page' }),
    steps: async ({ go, at, read }) => {
      await go(`${at.site}/`)
      await read(`document.body.append(Object.assign(document.createElement('iframe'), {
        src: URL.createObjectURL(new Blob(['a preview'], { type: 'text/html' })) }))`)
    },
    granted: `document.querySelector('iframe').contentDocument?.body.textContent === 'a preview'`,
  },
  'being in an `<iframe>` of a partner': {
    site: () => ({ '/': 'the page', '/embed': '<img src="/seen">', '/seen': PIXEL }),
    attacker: (at) => ({ '/partner': `<iframe src="${at.site}/embed"></iframe>` }),
    steps: ({ go, at }) => go(`${at.attacker}/partner`),
    route: '/embed',
    granted: ({ received }) => received.site.some(({ path }) => path === '/seen'),
  },
  'images of another site': {
    site: (at) => ({ '/': `<img src="${at.attacker}/pixel">` }),
    granted: `document.querySelector('img').naturalWidth === 1`,
  },
  'images from `data:`': {
    site: () => ({ '/': `<img src="${PIXEL_AS_DATA}">` }),
    granted: `document.querySelector('img').naturalWidth === 1`,
  },
  'images from `blob:`': {
    site: () => ({ '/': '<img>' }),
    steps: async ({ go, at, read }) => {
      await go(`${at.site}/`)
      await read(`document.querySelector('img').src = URL.createObjectURL(new Blob(
        [Uint8Array.from(atob('${PIXEL_AS_DATA}'.split(',')[1]), (byte) => byte.charCodeAt(0))], { type: 'image/gif' }))`)
    },
    granted: `document.querySelector('img').naturalWidth === 1`,
  },
  'images that other sites load': {
    site: () => ({ '/': 'the page', '/logo': PIXEL }),
    attacker: (at) => ({ '/load': `<img src="${at.site}/logo">` }),
    steps: ({ go, at }) => go(`${at.attacker}/load`),
    route: '/logo',
    granted: `document.querySelector('img').naturalWidth === 1`,
  },
  'video and sound of another site': {
    site: () => ({ '/': 'the page' }),
    attacker: () => ({ '/sound': { headers: { 'Content-Type': 'audio/wav' }, body: SOUND } }),
    steps: async ({ go, at, read }) => {
      await go(`${at.site}/`)
      await read(playing(`'${at.attacker}/sound'`))
    },
    granted: 'window.works === true',
  },
  'video and sound from `blob:`: players, recordings': {
    site: () => ({ '/': 'the page', '/sound': { headers: { 'Content-Type': 'audio/wav' }, body: SOUND } }),
    steps: async ({ go, at, read }) => {
      await go(`${at.site}/`)
      await read(`fetch('/sound').then((reply) => reply.blob()).then((blob) => ${playing('URL.createObjectURL(blob)')})`)
    },
    granted: 'window.works === true',
  },
  'fonts from `data:`': {
    site: () => ({ '/': 'the page' }),
    // No font at all: whether it may be loaded is asked first.
    steps: async ({ go, at, read }) => {
      await go(`${at.site}/`)
      await read(`addEventListener('securitypolicyviolation', () => (window.stopped = true)),
        new FontFace('data', 'url(data:font/woff2;base64,AAAA)').load().catch(() => setTimeout(() => (window.asked = true), 100)), 0`)
    },
    granted: 'window.asked === true && window.stopped !== true',
  },
  '`fetch()` from another origin': {
    site: () => ({ '/': 'the page' }),
    steps: async ({ go, at, read }) => {
      await go(`${at.site}/`)
      await read(`fetch('${at.attacker}/steal').then(() => (window.works = true), () => {})`)
    },
    granted: 'window.works === true',
  },
  '`fetch()` of `data:` and `blob:`': {
    site: () => ({ '/': 'the page' }),
    steps: async ({ go, at, read }) => {
      await go(`${at.site}/`)
      await read(`Promise.all(['data:,1', URL.createObjectURL(new Blob(['1']))].map((url) => fetch(url)))
        .then(() => (window.works = true), () => {})`)
    },
    granted: 'window.works === true',
  },
  'a form that another site takes': {
    site: (at) => ({ '/': `<form action="${at.attacker}/pay"></form>` }),
    steps: async ({ go, at, read }) => {
      await go(`${at.site}/`)
      await read(`document.querySelector('form').submit()`)
    },
    granted: ({ received }) => received.attacker.some(({ path }) => path.startsWith('/pay')),
  },
  '`<base href="…">`': {
    site: () => ({ '/': '<base href="/console/">the page' }),
    granted: `document.baseURI.endsWith('/console/')`,
  },
  '`<script>` with its text in the page': {
    site: () => ({ '/': ({ nonce }) => `<script nonce="${nonce()}">window.ran = true</script>` }),
    granted: 'window.ran === true',
  },
  'scripts and style sheets of your own, in a page that is a static file': {
    site: () => ({
      '/': '<link rel="stylesheet" href="/style.css"><script src="/start.js" defer></script><p>styled',
      '/start.js': script('window.ran = true'),
      '/style.css': STYLE_SHEET,
    }),
    route: '/',
    granted: `window.ran === true && ${STYLED}`,
  },
  '`<style>` with its text in the page': {
    site: () => ({ '/': ({ nonce }) => `<style nonce="${nonce()}">p { color: rgb(1, 2, 3) }</style><p>styled` }),
    granted: STYLED,
  },
  'styles that scripts put into the page with the nonce: CSS-in-JS, code editors': {
    site: () => starting(styling(`nonce: document.querySelector('script[nonce]').nonce`), '<p>styled</p>'),
    granted: STYLED,
  },
  'styles that scripts put into the page without one: charts, toasts': {
    site: () => starting(styling(''), '<p>styled</p>'),
    granted: STYLED,
  },
  'style sheets of your own that scripts load: lazy routes': {
    site: () => ({
      ...starting(
        `document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/style.css' }))`,
        '<p>styled</p>',
      ),
      '/style.css': STYLE_SHEET,
    }),
    granted: STYLED,
  },
  '`style="…"`': {
    site: () => ({ '/': '<p style="color: rgb(1, 2, 3)">styled' }),
    granted: STYLED,
  },
  '`onclick="start()"`': {
    site: () => ({
      '/': ({ nonce }) => `<script src="/start.js" nonce="${nonce()}"></script><button onclick="start()">Start</button>`,
      '/start.js': script('globalThis.start = () => { globalThis.works = true }'),
    }),
    steps: async ({ go, at, read }) => {
      await go(`${at.site}/`)
      await read(`document.querySelector('button').click()`)
    },
    granted: 'window.works === true',
  },
  'a script and a style sheet of another site': {
    site: (at) => ({
      '/': ({ nonce }) =>
        `<link rel="stylesheet" href="${at.attacker}/style"><script src="${at.attacker}/script" nonce="${nonce()}"></script><p>styled`,
    }),
    attacker: () => ({
      '/script': script('window.ran = true'),
      '/style': STYLE_SHEET,
    }),
    granted: `window.ran === true && ${STYLED}`,
  },
  'a script that loads scripts of other sites: tags': {
    site: (at) => starting(loading(`${at.attacker}/more`)),
    attacker: () => ({ '/more': script('window.ran = true') }),
    granted: 'window.ran === true',
  },
  'scripts that load scripts of your own or write HTML: widgets': {
    site: () => ({
      ...starting(loading('/more.js')),
      '/more.js': script(`document.body.innerHTML = '<p>written</p>'`),
    }),
    granted: `document.querySelector('p')?.textContent === 'written'`,
  },
  'the same, with a Trusted Types policy that has a name: Vue, Lit, webpack': {
    site: () =>
      starting(
        `const policy = trustedTypes.createPolicy('vue', { createHTML: (html) => html })
        document.querySelector('p').innerHTML = policy.createHTML('<b>written</b>')`,
        '<p></p>',
      ),
    granted: `document.querySelector('b')?.textContent === 'written'`,
  },
  'a worker': {
    site: () => ({
      ...starting(`new Worker('/worker.js').onmessage = () => { globalThis.works = true }`),
      '/worker.js': script('postMessage(1)'),
    }),
    granted: 'window.works === true',
  },
  'a worker from `blob:`': {
    site: () =>
      starting(`new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))).onmessage = () => { globalThis.works = true }`),
    granted: 'window.works === true',
  },
  '`eval()`, `new Function()`: templates, validators': {
    site: () => starting(`globalThis.works = new Function('return true')()`),
    granted: 'window.works === true',
  },
  WebAssembly: {
    site: () =>
      starting(
        'WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => { globalThis.works = true }, () => {})',
      ),
    granted: 'window.works === true',
  },
  'full screen, copying to the clipboard': {
    site: () => ({ '/': 'the page' }),
    granted: `document.featurePolicy.allowsFeature('fullscreen') && document.featurePolicy.allowsFeature('clipboard-write')`,
  },
  'payment, camera, location and the like': {
    site: () => ({ '/': 'the page' }),
    granted: `document.featurePolicy.allowsFeature('payment') && document.featurePolicy.allowsFeature('geolocation')`,
  },
}

/** A page with a script in a file of its own, which has the nonce. */
function starting(text: string, before = ''): Routes {
  return {
    '/': ({ nonce }) => `${before}<script src="/start.js" nonce="${nonce()}"></script>`,
    '/start.js': script(text),
  }
}

/** A script that puts a style sheet into the page. */
function styling(property: string): string {
  const text = `textContent: 'p { color: rgb(1, 2, 3) }', ${property}`
  return `document.head.append(Object.assign(document.createElement('style'), { ${text} }))`
}

/** A script that plays a sound. */
function playing(src: string): string {
  return `Object.assign(new Audio(), { src: ${src}, onloadeddata: () => (window.works = true) }), 0`
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** A script that loads another one. */
function loading(src: string): string {
  return `document.head.append(Object.assign(document.createElement('script'), { src: '${src}' }))`
}

/** Opens a pop-up of the attacker, and listens for its answer. */
function opening(path: string): NonNullable<Case['steps']> {
  return async ({ go, at, read }) => {
    await go(`${at.site}/`)
    await read(`addEventListener('message', () => (window.works = true)), open('${at.attacker}/${path}'), 0`)
  }
}

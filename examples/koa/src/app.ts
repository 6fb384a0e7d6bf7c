import { createReadStream } from 'node:fs'
import { json } from 'node:stream/consumers'
import Router from '@koa/router'
import { Secure } from '@secure/core'
import { strict } from '@secure/core/presets'
import secure, { attach, override, type SecureState } from '@secure/koa-middleware'
import Koa from 'koa'

// The strictest preset: the page's own script and style run by the nonce, and nothing else does. This server has no TLS, and
// Safari upgrades what a page asks for even on localhost.
const policy = new Secure({ ...strict, csp: { ...strict.csp, 'upgrade-insecure-requests': false } })

const notes = ['Write the policy once.']

// The page brings its script and style inline; the nonce is what lets them run.
const page = (nonce: string) => `<!doctype html>
<html lang="en">
  <title>Notes</title>
  <style nonce="${nonce}">body { font: 1.1rem/1.5 system-ui; max-width: 30rem; margin: 3rem auto }</style>
  <h1><img src="/logo.svg" width="32" height="32" alt=""> Notes</h1>
  <form><input name="text" aria-label="New note" required> <button>Add</button></form>
  <ul></ul>
  <script type="module" nonce="${nonce}">
    const list = document.querySelector('ul')
    const show = (notes) => list.replaceChildren(...notes.map((note) => Object.assign(document.createElement('li'), { textContent: note })))
    show(await (await fetch('/api/notes')).json())
    document.querySelector('form').addEventListener('submit', async (event) => {
      event.preventDefault()
      const body = JSON.stringify({ text: event.target.text.value })
      show(await (await fetch('/api/notes', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).json())
      event.target.reset()
    })
  </script>
</html>`

const router = new Router<SecureState>()

router.get('/', (ctx) => {
  ctx.type = 'html'
  ctx.body = page(ctx.state.cspNonce)
})

router.get('/api/notes', (ctx) => {
  ctx.body = notes
})

router.post('/api/notes', async (ctx) => {
  if ((ctx.request.length ?? Number.POSITIVE_INFINITY) > 10_000) ctx.throw(413)
  const { text } = ((await json(ctx.req).catch(() => ctx.throw(400))) ?? {}) as { text?: unknown }
  if (typeof text !== 'string') return ctx.throw(400, 'A note has a text.')
  notes.push(text)
  ctx.status = 201
  ctx.body = notes
})

// A file's own caching wins over the policy's.
router.get('/logo.svg', (ctx) => {
  ctx.set('Cache-Control', 'public, max-age=3600')
  ctx.type = 'svg'
  ctx.body = createReadStream(new URL('../logo.svg', import.meta.url))
})

// A partner may frame this one page.
router.get('/embed', override({ xfo: false, csp: (csp) => csp.frameAncestors('https://partner.example') }), (ctx) => {
  ctx.type = 'html'
  ctx.body = `<p>${notes.length} notes</p>`
})

router.get('/boom', () => {
  throw new Error('This page always fails.')
})

const app = new Koa()
app.use(secure(policy))
app.use(router.routes())
app.use(router.allowedMethods())

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log('listening on', server.address())
})
// Also covers what never reaches a middleware: requests that are not HTTP, a missing Host.
attach(server, policy)

import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Secure } from '@secure/core'
import { strict } from '@secure/core/presets'
import secure, { override, type SecureEnv } from '@secure/hono-middleware'
import { attach } from '@secure/hono-middleware/node'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'

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

const app = new Hono<SecureEnv>()
app.use(secure(policy))

app.get('/', (c) => c.html(page(c.var.cspNonce)))

app.get('/api/notes', (c) => c.json(notes))

app.post('/api/notes', bodyLimit({ maxSize: 10_000 }), async (c) => {
  const { text } = (await c.req.json<{ text?: unknown } | null>().catch(() => null)) ?? {}
  if (typeof text !== 'string') return c.text('A note has a text.', 400)
  notes.push(text)
  return c.json(notes, 201)
})

// A file's own caching wins over the policy's.
app.get(
  '/logo.svg',
  serveStatic({ root: `${import.meta.dirname}/..`, onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=3600') }),
)

// A partner may frame this one page.
app.get('/embed', override({ xfo: false, csp: (csp) => csp.frameAncestors('https://partner.example') }), (c) => {
  return c.html(`<p>${notes.length} notes</p>`)
})

app.get('/boom', () => {
  throw new Error('This page always fails.')
})

const server = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000), hostname: '127.0.0.1' }, (address) => {
  console.log('listening on', address)
})
// Also covers what never reaches a middleware: requests that are not HTTP, a missing Host.
attach(server, policy)

import { createReadStream } from 'node:fs'
import { Secure } from '@secure/core'
import { strict } from '@secure/core/presets'
import secure from '@secure/fastify-plugin'
import Fastify from 'fastify'

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

const app = Fastify()
await app.register(secure, policy)

app.get('/', (_request, reply) => reply.type('text/html').send(page(reply.cspNonce)))

app.get('/api/notes', () => notes)

const body = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } }
app.post<{ Body: { text: string } }>('/api/notes', { schema: { body } }, (request, reply) => {
  notes.push(request.body.text)
  return reply.code(201).send(notes)
})

// A file's own caching wins over the policy's.
app.get('/logo.svg', (_request, reply) => {
  return reply
    .header('Cache-Control', 'public, max-age=3600')
    .type('image/svg+xml')
    .send(createReadStream(new URL('../logo.svg', import.meta.url)))
})

// A partner may frame this one page.
app.get('/embed', { secure: { xfo: false, csp: (csp) => csp.frameAncestors('https://partner.example') } }, (_request, reply) => {
  return reply.type('text/html').send(`<p>${notes.length} notes</p>`)
})

app.get('/boom', () => {
  throw new Error('This page always fails.')
})

await app.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' })
console.log('listening on', app.server.address())

import { Secure } from '@secure/core'
import { strict } from '@secure/core/presets'
import secure, { attach, override } from '@secure/express-middleware'
import express from 'express'

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

const app = express()
app.use(secure(policy))
app.use(express.json())

app.get('/', (_request, response) => {
  response.send(page(response.locals.cspNonce))
})

app.get('/api/notes', (_request, response) => {
  response.json(notes)
})

app.post('/api/notes', (request, response) => {
  const { text } = request.body ?? {}
  if (typeof text !== 'string') return response.status(400).send('A note has a text.')
  notes.push(text)
  return response.status(201).json(notes)
})

// A file's own caching wins over the policy's.
app.get('/logo.svg', (_request, response) => {
  response.sendFile('logo.svg', { root: `${import.meta.dirname}/..`, maxAge: '1h' })
})

// A partner may frame this one page.
app.get('/embed', override({ xfo: false, csp: (csp) => csp.frameAncestors('https://partner.example') }), (_request, response) => {
  response.type('html').send(`<p>${notes.length} notes</p>`)
})

app.get('/boom', () => {
  throw new Error('This page always fails.')
})

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log('listening on', server.address())
})
// Also covers what never reaches a middleware: requests that are not HTTP, a missing Host.
attach(server, policy)

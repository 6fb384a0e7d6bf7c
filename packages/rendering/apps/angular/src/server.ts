import { join } from 'node:path'
import { AngularNodeAppEngine, createNodeRequestHandler, writeResponseToNodeResponse } from '@angular/ssr/node'
import { NONCE, SELF } from '@secure/core'
import { strict } from '@secure/core/presets'
import secure from '@secure/express-middleware'
import express from 'express'

const PLACEHOLDER = 'c5Jm0eYx2kWq8tRb'
const angularApp = new AngularNodeAppEngine()
const app = express()

const csp = {
  ...strict.csp,
  // <base href="/">
  'base-uri': [SELF],
  'style-src': [SELF, NONCE],
  'trusted-types': ['angular', 'angular#bundler'],
}
app.use(secure({ ...strict, csp }))
app.get('/api', (_request, response) => void response.json({}))
app.use(express.static(join(import.meta.dirname, '../browser'), { maxAge: '1y', index: false, redirect: false }))
app.use(async (request, response, next) => {
  const rendered = await angularApp.handle(request, response.locals)
  if (!rendered) return next()
  if (!rendered.headers.get('content-type')?.startsWith('text/html')) return writeResponseToNodeResponse(rendered, response)
  const html = (await rendered.text()).replaceAll(PLACEHOLDER, response.locals.cspNonce)
  response.status(rendered.status).type('html').send(html)
})

export const reqHandler = createNodeRequestHandler(app)

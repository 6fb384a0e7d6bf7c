import { NONCE, SELF } from '@secure/core'
import { strict } from '@secure/core/presets'
import secure from '@secure/express-middleware'
import express from 'express'
import next from 'next'

const app = next({ dev: false })
const handle = app.getRequestHandler()
await app.prepare()

const server = express()
const withoutTrustedTypes = { 'require-trusted-types-for': false, 'trusted-types': false }
server.use(secure({ ...strict, csp: { ...strict.csp, ...withoutTrustedTypes, 'style-src': [SELF, NONCE] } }))
server.use((request, response) => {
  // A visitor may have sent one.
  delete request.headers['content-security-policy']
  if (request.headers.accept?.includes('text/html')) {
    request.headers['content-security-policy'] = `script-src 'nonce-${response.locals.cspNonce}'`
  }
  return handle(request, response)
})
server.listen(3000)

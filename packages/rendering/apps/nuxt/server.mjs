import { createServer } from 'node:http'
import { NONCE, SELF } from '@secure/core'
import { attach, nonceOf } from '@secure/core/node'
import { strict } from '@secure/core/presets'
import { listener } from './.output/server/index.mjs'

const server = createServer((request, response) => {
  // A visitor may have sent one.
  delete request.headers['x-nonce']
  if (request.headers.accept?.includes('text/html')) request.headers['x-nonce'] = nonceOf(response)
  listener(request, response)
})
attach(server, { ...strict, csp: { ...strict.csp, 'style-src': [SELF, NONCE], 'trusted-types': ['vue'] } })
server.listen(3000)

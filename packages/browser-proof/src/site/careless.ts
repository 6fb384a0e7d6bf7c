import { randomBytes } from 'node:crypto'
import type { RequestListener } from 'node:http'
import type { Reply, Visit } from './site.js'

/** What every other middleware does: a nonce policy on each response, a 304 included. */
export function freshNonceOn304(answer: (path: string, visit: Visit) => Required<Reply>): RequestListener {
  return (request, response) => {
    const nonce = randomBytes(18).toString('base64')
    const reply = answer(request.url ?? '/', { headers: request.headers, nonce: () => nonce })
    response.setHeader('Content-Security-Policy', `script-src 'nonce-${nonce}'`)
    response.writeHead(reply.status, reply.headers).end(reply.body)
  }
}

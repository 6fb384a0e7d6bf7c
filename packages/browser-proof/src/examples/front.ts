import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { compile, type Layer, type SecureOptions } from '@secure/core'
import { type Framework, nonceOf, protect } from '@secure/core/node'

/** What an attacker got into the page. */
const SEED = `<img src="/none" onerror="window.attacked = true"><script>window.attacked = true</script>`

const plain: Framework<IncomingMessage> = { isSecure: () => false, route: () => '/' }

/** The example's own policy, none at all, or another. */
export type Policy = 'its own' | 'none' | SecureOptions

export interface Front {
  readonly address: string
  readonly close: () => Promise<unknown>
}

/** Stands before an example: gives it another policy, and puts an attack into `/?seeded`. */
export async function front(port: number, policy: Policy): Promise<Front> {
  const layer = typeof policy === 'string' ? undefined : compile({ ...policy, mode: 'enforce' })
  const server = createServer((request, response) => {
    if (layer !== undefined) protect(response, layer, plain, request)
    const { method, url, headers } = request
    const passed = ask({ host: '127.0.0.1', port, method, path: url, headers }, (upstream) => {
      void answer(upstream, request, response, policy, layer)
    })
    request.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  }
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

async function answer(
  upstream: IncomingMessage,
  request: IncomingMessage,
  response: ServerResponse,
  policy: Policy,
  layer: Layer | undefined,
): Promise<void> {
  const { 'content-length': _, 'content-security-policy': csp, ...headers } = upstream.headers
  let body = await buffer(upstream)
  if (String(headers['content-type']).startsWith('text/html')) {
    let page = body.toString()
    // The nonce that the example has put into its page is replaced along with its policy.
    const nonce = /'nonce-([^']+)'/.exec(String(csp))?.[1]
    if (layer !== undefined && nonce !== undefined) page = page.replaceAll(nonce, nonceOf(response))
    if (request.url === '/?seeded') page += SEED
    body = Buffer.from(page)
  }
  // The example's headers are dropped along with its policy, all but the one that says what the body is.
  const { 'content-type': type = 'text/plain' } = headers
  const own = csp === undefined ? headers : { ...headers, 'content-security-policy': String(csp) }
  const kept = policy === 'its own' ? own : { 'content-type': type }
  response.writeHead(upstream.statusCode ?? 502, kept).end(body)
}

import { createServer, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { compile } from '../compile.js'
import { NONCE } from '../headers/source-expression.js'
import { headersOf } from './headers-of.js'
import { nonceOf } from './nonce-of.js'
import { protect } from './protect.js'

const layer = compile({ xfo: 'DENY', csp: { 'script-src': [NONCE] } })
const framework = { isSecure: () => false, route: () => '/' }

/** What a handler sees of the headers of its own response. */
async function seen(look: (response: ServerResponse) => OutgoingHttpHeaders): Promise<OutgoingHttpHeaders> {
  let headers: OutgoingHttpHeaders = {}
  const server = createServer((request, response) => {
    protect(response, layer, framework, request)
    headers = look(response)
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  server.close()
  return headers
}

describe('headersOf', () => {
  it('shows what the handler has set, and not what the policy strips', async () => {
    const headers = await seen((response) => headersOf(response.setHeader('X-Powered-By', 'PHP').setHeader('X-Own', '1')))
    expect(headers).toMatchObject({ 'x-own': '1', 'x-frame-options': 'DENY' })
    expect(headers).not.toHaveProperty('x-powered-by')
  })

  it('shows the policy’s header again after it was dropped and then set to nothing', async () => {
    const headers = await seen((response) => {
      response.removeHeader('X-Frame-Options')
      return headersOf(response.setHeader('X-Frame-Options', []))
    })
    expect(headers['x-frame-options']).toBe('DENY')
  })

  it('shows several cookies as a list, both before and after they are sent', async () => {
    const cookies = ['a=1', 'b=2', 'c=3']
    const before = await seen((response) => headersOf(response.setHeader('Set-Cookie', cookies)))
    const after = await seen((response) => headersOf(response.setHeader('Set-Cookie', cookies).writeHead(200)))
    expect([before['set-cookie'], after['set-cookie']]).toEqual([cookies, cookies])
    expect(after).toMatchObject({ 'x-frame-options': 'DENY', 'content-security-policy': "script-src 'none'" })
  })

  it('shows a 304 that a framework still keeps to itself without the policy whose nonce was read', async () => {
    const look = (status: number) =>
      seen((response) => headersOf(response, { 'x-nonce': nonceOf(response) }, status)).then((headers) => [
        headers['x-frame-options'],
        headers['content-security-policy'] === `script-src 'nonce-${headers['x-nonce']}'`,
        'content-security-policy' in headers,
      ])
    expect([await look(200), await look(304)]).toEqual([
      ['DENY', true, true],
      ['DENY', false, false],
    ])
  })

  it('shows the nonce of a page whose Content-Type a framework still keeps to itself', async () => {
    const policyOf = async (type: string) =>
      (await seen((response) => headersOf(response, { 'content-type': type })))['content-security-policy']
    expect([await policyOf('text/html'), await policyOf('text/plain')]).toEqual([
      expect.stringMatching(/^script-src 'nonce-[\w+/]{24}'$/),
      "script-src 'none'",
    ])
  })
})

import { exchange, headerOf, parse, type Reply } from '@secure/loopback'
import { describe, expect, it } from 'vitest'
import type { Apps } from '../apps.js'
import { expectPolicy, nonceOf } from '../expectations.js'
import { POLICY } from '../policy.js'

export function connections({ harness, start }: Apps): void {
  describe(`${harness.name}: connections`, () => {
    it('one response never leaves its state to the next on a kept-alive, pipelined connection', async () => {
      const app = await start()
      const paths = ['/drop', '/nonce', '/own', '/json', '/override/value', '/html', '/json']
      const requests = paths.map((path, index) => {
        return `GET ${path} HTTP/1.1\r\nHost: a\r\n${index === paths.length - 1 ? 'Connection: close\r\n' : ''}\r\n`
      })
      const raw = await exchange('http', app.port ?? 0, requests.join(''))
      const replies = raw.split(/(?=HTTP\/1\.1 200 )/).map((one) => parse(one))
      expect(replies.length).toBe(paths.length)
      expect(replies.map((reply) => headerOf(reply, 'X-Frame-Options'))).toEqual([
        undefined,
        'SAMEORIGIN',
        'DENY',
        'SAMEORIGIN',
        'DENY',
        'SAMEORIGIN',
        'SAMEORIGIN',
      ])
      const [, page, , json, , html, last] = replies as [Reply, Reply, Reply, Reply, Reply, Reply, Reply]
      for (const reply of [page, json, html, last]) expectPolicy(reply, POLICY)
      expect(nonceOf(page)).not.toBe(nonceOf(html))
    })
  })
}

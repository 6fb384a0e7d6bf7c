import { headerOf } from '@secure/loopback'
import { describe, expect, it, vi } from 'vitest'
import type { Apps } from '../apps.js'
import { nonceOf } from '../expectations.js'
import { POLICY } from '../policy.js'

export function nonces({ harness, shared }: Apps): void {
  describe(`${harness.name}: nonces and caches`, () => {
    const holder = shared()
    // Without the option that a cached page would miss.
    const uncached = shared({ policy: { ...POLICY, cache: false } })

    it('the page has the nonce of its header, and every page has a different one', async () => {
      const replies = await Promise.all([1, 2, 3].map(() => holder.app.send({ path: '/nonce' })))
      for (const reply of replies) expect(reply.body).toBe(`<script nonce="${nonceOf(reply)}">1</script>`)
      expect(new Set(replies.map(nonceOf)).size).toBe(3)
    })

    it('the enforced and the report-only policy share a nonce', async () => {
      const reply = await holder.app.send({ path: '/nonce' })
      expect(headerOf(reply, 'Content-Security-Policy-Report-Only')).toContain(`'nonce-${nonceOf(reply)}'`)
    })

    it('a page has a nonce even if nobody read it', async () => {
      expect(nonceOf(await holder.app.send({ path: '/html' }))).toMatch(/^[\w+/]{24}$/)
    })

    it('a page that reads the nonce after its head was flushed gets the one in the head', async () => {
      const reply = await holder.app.send({ path: '/late-nonce' })
      expect(nonceOf(reply)).toBeDefined()
      expect(reply.body).toBe(`<p>early</p><script nonce="${nonceOf(reply)}">1</script>`)
    })

    it('JSON has the constant policy without a nonce', async () => {
      const [first, second] = await Promise.all([holder.app.send({ path: '/json' }), holder.app.send({ path: '/json' })])
      expect(headerOf(first, 'Content-Security-Policy')).toBe("script-src 'self'; object-src 'none'; frame-ancestors 'self'")
      expect(headerOf(first, 'Content-Security-Policy-Report-Only')).toBe("script-src 'none'; require-trusted-types-for 'script'")
      expect(headerOf(second, 'Content-Security-Policy')).toBe(headerOf(first, 'Content-Security-Policy'))
    })

    it('JSON for which the nonce was read has it', async () => {
      const reply = await holder.app.send({ path: '/json-nonce' })
      expect(JSON.parse(reply.body)).toEqual({ nonce: nonceOf(reply) })
    })

    it('a 304 has no policy that could bear a nonce, and all the other headers', async () => {
      const page = await holder.app.send({ path: '/etag' })
      expect([page.status, nonceOf(page) === undefined]).toEqual([200, false])
      const reply = await holder.app.send({ path: '/etag', headers: { 'If-None-Match': headerOf(page, 'ETag') ?? '' } })
      expect(reply.status).toBe(304)
      expect(headerOf(reply, 'Content-Security-Policy')).toBeUndefined()
      expect(headerOf(reply, 'Content-Security-Policy-Report-Only')).toBeUndefined()
      expect(headerOf(reply, 'X-Frame-Options')).toBe('SAMEORIGIN')
    })

    it('a page with a nonce and no Cache-Control is private', async () => {
      const [page, json] = [await uncached.app.send({ path: '/nonce' }), await uncached.app.send({ path: '/json' })]
      expect(headerOf(page, 'Cache-Control')).toBe('private, no-cache')
      expect(headerOf(json, 'Cache-Control')).toBeUndefined()
    })

    it.each([
      { route: 'GET /public', paths: ['/public', '/public?token=1', '/public'] },
      { route: 'GET /public/:id', paths: ['/public/1?token=1', '/public/2?token=2'] },
    ])('a page with a nonce that shared caches may store is warned about once per route: $route', async ({ route, paths }) => {
      const warnings = await warningsOf('SECURE_SHARED_NONCE', async () => {
        for (const path of paths) {
          const reply = await holder.app.send({ path })
          expect(headerOf(reply, 'Cache-Control')).toBe('public, max-age=60')
        }
      })
      expect(warnings.map((warning) => warning.split(' sends a nonce')[0])).toEqual([route])
    })

    it('a page that read the nonce and has a policy of its own without it is warned about', async () => {
      const warnings = await warningsOf('SECURE_NONCE_LOST', async () => {
        expect(headerOf(await holder.app.send({ path: '/other-policy' }), 'Content-Security-Policy')).toBe("script-src 'self'")
      })
      expect(warnings).toEqual([expect.stringMatching(/^GET \/other-policy: the nonce was read, but/)])
    })
  })
}

async function warningsOf(code: string, act: () => Promise<void>): Promise<readonly string[]> {
  const warnings: string[] = []
  const listen = (warning: Error & { code?: string }) => {
    if (warning.code === code) warnings.push(warning.message)
  }
  process.on('warning', listen)
  try {
    await act()
    await new Promise((resolve) => setImmediate(resolve))
    // A warning from another process may come after its reply.
    await vi.waitFor(() => expect(warnings).not.toEqual([]), 5_000)
  } finally {
    process.off('warning', listen)
  }
  return warnings
}

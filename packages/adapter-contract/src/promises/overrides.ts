import { headerOf } from '@secure/loopback'
import { describe, expect, it } from 'vitest'
import type { Apps } from '../apps.js'
import { expectPolicy, nonceOf } from '../expectations.js'
import { KEYS_OF_POLICY, POLICY } from '../policy.js'

export function overrides({ harness, start, shared }: Apps): void {
  describe(`${harness.name}: overrides`, () => {
    const holder = shared()
    const csp = "object-src 'none'; frame-ancestors 'self'"

    it('a value replaces the header, and the rest stays', async () => {
      const reply = await holder.app.send({ path: '/override/value' })
      expectPolicy(reply, { ...POLICY, xfo: 'DENY' })
    })

    it('false stops the header from being sent', async () => {
      expect(headerOf(await holder.app.send({ path: '/override/off' }), 'X-Frame-Options')).toBeUndefined()
    })

    it('a function extends the builder in force', async () => {
      const reply = await holder.app.send({ path: '/override/extend' })
      expect(headerOf(reply, 'Content-Security-Policy')).toContain(`${csp} https://partner.example`)
    })

    it('an override brings a nonce along, with the accessor, if the policy had none', async () => {
      const plain = await start({ policy: {} })
      const reply = await plain.send({ path: '/override/nonce' })
      expect(nonceOf(reply)).toBeDefined()
      expect(reply.body).toBe(`<script nonce="${nonceOf(reply)}">1</script>`)
    })

    it('an override holds on an error of its route', async () => {
      const reply = await holder.app.send({ path: '/override/throw' })
      expect([reply.status, headerOf(reply, 'X-Frame-Options')]).toEqual([500, 'DENY'])
    })

    it('an override does not leave its route', async () => {
      expectPolicy(await holder.app.send({ path: '/json' }), POLICY)
    })

    it('false in place of all options leaves nothing of Secure, not even removals', async () => {
      const reply = await holder.app.send({ path: '/override/none' })
      expect(reply.headers.map(([name]) => name).filter((name) => KEYS_OF_POLICY.includes(name))).toEqual([])
      expect(headerOf(reply, 'X-Powered-By')).toBe('the handler')
    })

    it('a bad override fails when it is declared', async () => {
      // Where the override is an option of the route, the message begins with the route.
      await expect(harness.declareBadOverride()).rejects.toThrow(/^(?:GET \/\S*: secure\.)?xfo: .*"DENNY".*Did you mean DENY\?$/)
    })

    it('a bad policy fails when it is declared', async () => {
      await expect(start({ policy: { xfo: 'DENNY' as 'DENY' } })).rejects.toThrow(/^xfo: .*"DENNY".*Did you mean DENY\?$/)
    })
  })
}

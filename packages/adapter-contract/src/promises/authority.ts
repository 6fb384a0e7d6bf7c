import { headerOf } from '@secure/loopback'
import { describe, expect, it } from 'vitest'
import type { Apps } from '../apps.js'
import { expectPolicy, expectSituation } from '../expectations.js'
import { POLICY } from '../policy.js'

export function authority({ harness, scenarios, start, shared }: Apps): void {
  describe(`${harness.name}: authority`, () => {
    const holder = shared({ nested: { xfo: 'DENY', hsts: false } })
    const enforcing = shared({ policy: { ...POLICY, mode: 'enforce' } })

    it("the handler's own header wins over the policy", async () => {
      const reply = await holder.app.send({ path: '/own' })
      expect([headerOf(reply, 'X-Frame-Options'), headerOf(reply, 'Referrer-Policy')]).toEqual(['DENY', 'origin'])
    })

    it('the inner policy wins over the outer one, and what only the outer one has is still sent', async () => {
      const reply = await holder.app.send({ path: '/nested/html' })
      expect(reply.status).toBe(200)
      expect(headerOf(reply, 'X-Frame-Options')).toBe('DENY')
      expect(headerOf(reply, 'Strict-Transport-Security')).toBeUndefined()
      expect(headerOf(reply, 'Permissions-Policy')).toBe('camera=(), geolocation=(self)')
      expect(headerOf(reply, 'X-Robots-Tag')).toBe('noindex')
    })

    it('the inner policy does not leave its sub-app', async () => {
      expect(headerOf(await holder.app.send({ path: '/json' }), 'X-Frame-Options')).toBe('SAMEORIGIN')
    })

    it("the inner policy is on the sub-app's errors too", async () => {
      const reply = await holder.app.send({ path: '/nested/throw' })
      expect([reply.status, headerOf(reply, 'X-Frame-Options')]).toEqual([500, 'DENY'])
    })

    it.each(scenarios)('mode enforce wins over all others: $title', async (scenario) => {
      const reply = await enforcing.app.send(scenario)
      expectSituation(reply, scenario)
      expectPolicy(reply, POLICY)
    })

    it('two apps of one process keep their policies apart', async () => {
      const other = await start({ policy: { xfo: 'DENY', remove: [] } })
      const [first, second] = await Promise.all([holder.app.send({ path: '/json' }), other.send({ path: '/json' })])
      expect([headerOf(first, 'X-Frame-Options'), headerOf(second, 'X-Frame-Options')]).toEqual(['SAMEORIGIN', 'DENY'])
      expect(headerOf(second, 'Content-Security-Policy')).toBeUndefined()
    })
  })
}

import { headerOf } from '@secure/loopback'
import { describe, expect, it } from 'vitest'
import type { Apps } from '../apps.js'

export function hsts({ harness, start, shared }: Apps): void {
  describe(`${harness.name}: HSTS secureOnly`, () => {
    const policy = { hsts: { maxAge: 60, secureOnly: true } } as const
    const plain = shared({ policy })
    it('is withheld from plain HTTP', async () => {
      expect(headerOf(await plain.app.send({ path: '/json' }), 'Strict-Transport-Security')).toBeUndefined()
    })

    it('is not fooled by a header that no trusted proxy has set', async () => {
      const reply = await plain.app.send({ path: '/json', headers: { 'X-Forwarded-Proto': 'https' } })
      expect(headerOf(reply, 'Strict-Transport-Security')).toBeUndefined()
    })

    if (harness.protocols.includes('https'))
      it('is sent over TLS', async () => {
        const app = await start({ policy, protocol: 'https' })
        expect(headerOf(await app.send({ path: '/json' }), 'Strict-Transport-Security')).toBe('max-age=60')
      })

    if (harness.cannot['trust-proxy'] === undefined)
      it('is sent when a trusted proxy says TLS', async () => {
        const app = await start({ policy, trustProxy: true })
        const secure = await app.send({ path: '/json', headers: { 'X-Forwarded-Proto': 'https' } })
        expect(headerOf(secure, 'Strict-Transport-Security')).toBe('max-age=60')
        expect(headerOf(await app.send({ path: '/json' }), 'Strict-Transport-Security')).toBeUndefined()
      })
  })
}

import { headerOf } from '@secure/loopback'
import { describe, expect, it } from 'vitest'
import type { Apps } from '../apps.js'
import { KEYS_OF_POLICY } from '../policy.js'

export function inside({ harness, shared }: Apps): void {
  describe(`${harness.name}: seen from inside`, () => {
    const holder = shared()
    it('headersOf shows, before the head is written, what will be sent', async () => {
      const reply = await holder.app.send({ path: '/headers-of' })
      const seen = JSON.parse(reply.body) as Record<string, string>
      for (const key of KEYS_OF_POLICY) expect([key, seen[key]]).toEqual([key, headerOf(reply, key)])
    })
  })
}

import { exchange, parse, type Reply, type Running } from '@secure/loopback'
import { describe, expect, it } from 'vitest'
import type { Apps } from '../apps.js'
import { expectPolicy, remainder } from '../expectations.js'
import { EARLY } from '../harness.js'
import { POLICY } from '../policy.js'
import { SERVER_SCENARIOS } from '../server-scenarios.js'

export function server({ harness, shared }: Apps): void {
  describe(`${harness.name}: what no middleware sees, with attach()`, () => {
    const holder = shared({ attach: true })
    const bare = shared({ policy: undefined })

    it.each(SERVER_SCENARIOS)('$title is answered $status with every header', async ({ status, bytes }) => {
      const reply = await send(holder.app, bytes)
      expect(reply.status).toBe(status)
      expectPolicy(reply, POLICY)
    })

    it.each(Object.entries(EARLY))('what middleware before secure() answers has every header, once: %s', async (path, how) => {
      const reply = await holder.app.send({ path })
      expect(reply.status).toBe(how === 'throws' ? 500 : how)
      expectPolicy(reply, POLICY, { frameworkSets: harness.frameworkSets?.[path.slice(1)] ?? [] })
    })

    it('a response that goes through attach and the middleware has each header once', async () => {
      expectPolicy(await holder.app.send({ path: '/json' }), POLICY)
      expectPolicy(await holder.app.send({ path: '/nonce' }), POLICY)
    })

    it.each(SERVER_SCENARIOS)('$title is otherwise unchanged', async ({ bytes }) => {
      const [without, withPolicy] = [await send(bare.app, bytes), await send(holder.app, bytes)]
      expect(remainder(withPolicy, POLICY)).toEqual(remainder(without, POLICY))
    })
  })
}

async function send(app: Running, bytes: string): Promise<Reply> {
  return parse(await exchange('http', app.port ?? 0, bytes))
}

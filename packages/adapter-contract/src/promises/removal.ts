import { headerOf } from '@secure/loopback'
import { describe, expect, it } from 'vitest'
import type { Apps } from '../apps.js'
import { expectSituation } from '../expectations.js'
import { POLICY } from '../policy.js'

export function removal({ harness, scenarios, shared }: Apps): void {
  describe(`${harness.name}: removal`, () => {
    const bare = shared({ policy: undefined })
    const holder = shared({ policy: { ...POLICY, remove: ['Server', 'X-Powered-By'] } })

    it.each(scenarios.filter(({ leaks }) => leaks))('strips from $title', async (scenario) => {
      const reply = await holder.app.send(scenario)
      expectSituation(reply, scenario)
      expect([headerOf(reply, 'X-Powered-By'), headerOf(reply, 'Server')]).toEqual([undefined, undefined])
      const leaking = await bare.app.send(scenario)
      expect([headerOf(leaking, 'X-Powered-By'), headerOf(leaking, 'Server')]).not.toContain(undefined)
    })
  })
}

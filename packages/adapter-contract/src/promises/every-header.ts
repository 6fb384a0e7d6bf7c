import type { Protocol } from '@secure/loopback'
import { describe, it } from 'vitest'
import type { Apps } from '../apps.js'
import { expectPolicy, expectSituation } from '../expectations.js'
import { POLICY } from '../policy.js'

export function everyHeader({ harness, scenarios, shared }: Apps): void {
  const ways = harness.protocols.length > 0 ? harness.protocols : (['fetch'] as const)
  describe.each<Protocol | 'fetch'>(ways)(`${harness.name} over %s has every header on`, (protocol) => {
    const holder = shared(protocol === 'fetch' ? {} : { protocol })
    const isHttp2 = protocol === 'h2' || protocol === 'h2c'
    it.each(scenarios.filter(({ http1Only }) => !(http1Only && isHttp2)))('$title', async (scenario) => {
      const reply = await holder.app.send(scenario)
      expectSituation(reply, scenario)
      expectPolicy(reply, POLICY, scenario)
    })
  })
}

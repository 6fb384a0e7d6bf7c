import { describe, expect, it } from 'vitest'
import type { Apps } from '../apps.js'
import { expectSituation, remainder } from '../expectations.js'
import { POLICY } from '../policy.js'

export function nothingElse({ harness, scenarios, shared }: Apps): void {
  describe(`${harness.name}: nothing else changes on`, () => {
    const bare = shared({ policy: undefined })
    const secured = shared()

    it.each(scenarios.filter(({ readsNonce }) => !readsNonce))('$title', async (scenario) => {
      const [without, withPolicy] = [await bare.app.send(scenario), await secured.app.send(scenario)]
      expectSituation(without, scenario)
      expect(remainder(withPolicy, POLICY)).toEqual(remainder(without, POLICY))
    })
  })
}

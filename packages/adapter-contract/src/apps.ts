import { type Running, startUpstream } from '@secure/loopback'
import { afterAll, beforeAll } from 'vitest'
import type { Harness, Setup } from './harness.js'
import { POLICY } from './policy.js'
import { type Situation, scenariosOf } from './scenarios.js'

/** What the promises are tested on: the apps of one framework, and the situations that come about there. */
export interface Apps {
  readonly harness: Harness
  readonly scenarios: readonly Situation[]
  /** Starts an app for one test; what the setup leaves out is the contract's own policy. */
  readonly start: (setup?: Partial<Setup>) => Promise<Running>
  /** An app that all tests of a group share. */
  readonly shared: (setup?: Partial<Setup>) => { readonly app: Running }
}

/** Apps that are closed after the last test. */
export function appsOf(harness: Harness): Apps {
  const started: Running[] = []
  let upstream: Awaited<ReturnType<typeof startUpstream>>
  beforeAll(async () => {
    upstream = await startUpstream()
  })
  afterAll(async () => {
    await Promise.all(started.map((app) => app.close()))
    upstream.close()
  })

  async function start(setup: Partial<Setup> = {}): Promise<Running> {
    const running = await harness.start({ policy: POLICY, upstream: upstream.address, ...setup })
    started.push(running)
    return running
  }

  function shared(setup: Partial<Setup> = {}): { readonly app: Running } {
    const holder = { app: undefined as unknown as Running }
    beforeAll(async () => {
      holder.app = await start(setup)
    })
    return holder
  }

  return { harness, scenarios: scenariosOf(harness), start, shared }
}

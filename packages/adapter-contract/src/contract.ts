import { expect, it } from 'vitest'
import { appsOf } from './apps.js'
import { EARLY, type Harness } from './harness.js'
import { authority } from './promises/authority.js'
import { connections } from './promises/connections.js'
import { everyHeader } from './promises/every-header.js'
import { hsts } from './promises/hsts.js'
import { inside } from './promises/inside.js'
import { nonces } from './promises/nonces.js'
import { nothingElse } from './promises/nothing-else.js'
import { overrides } from './promises/overrides.js'
import { removal } from './promises/removal.js'
import { server } from './promises/server.js'
import { SCENARIOS } from './scenarios.js'

const EVERYWHERE = [everyHeader, nothingElse, authority, removal, nonces, overrides, hsts, inside]
const ON_SERVERS = [server, connections]

/** Runs every promise on one framework. */
export function contract(harness: Harness): void {
  it('says nothing about situations that there are not', () => {
    const { cannot, statuses, frameworkSets } = harness
    const known = [...SCENARIOS.map(({ id }) => id), ...Object.keys(EARLY).map((path) => path.slice(1)), 'trust-proxy']
    expect(known).toEqual(expect.arrayContaining(Object.keys({ ...cannot, ...statuses, ...frameworkSets })))
  })
  const apps = appsOf(harness)
  for (const promise of EVERYWHERE) promise(apps)
  if (harness.protocols.length > 0) for (const promise of ON_SERVERS) promise(apps)
}

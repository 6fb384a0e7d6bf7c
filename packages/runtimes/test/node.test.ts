import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NODES, node } from '@secure/programs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = new URL('../../../', import.meta.url).pathname
const HOOKS = ['--project', 'block hook', '--project', 'writeHead hook', '--project', 'behind a wrapper']

let reports: string
beforeAll(async () => {
  reports = await mkdtemp(join(tmpdir(), 'secure-node-'))
})
afterAll(() => rm(reports, { recursive: true }))

describe.each(NODES)('on Node %s', (version) => {
  it('the contract holds, and attach and the adapters do as they say, on both hooks and behind a wrapper', {
    timeout: 600_000,
  }, async () => {
    expect(await run(version, HOOKS)).toMatchObject({ success: true, numFailedTests: 0 })
  })

  // Which hook a response gets may differ from Node to Node.
  it('the core does as it says', { timeout: 600_000 }, async () => {
    expect(await run(version, ['--project', 'units', 'packages/core'])).toMatchObject({ success: true, numFailedTests: 0 })
  })
})

// Express, because its responses are marked in one way up to Node 22 and in another from Node 24.
it('short form: one adapter on the oldest and the newest Node', { timeout: 300_000 }, async () => {
  for (const version of [NODES[0], NODES.at(-1) ?? '']) {
    const result = await run(version, [...HOOKS, 'contract-express', 'packages/express-middleware'])
    expect(result).toMatchObject({ success: true, numFailedTests: 0 })
    expect(result.numPassedTests).toBeGreaterThan(300)
  }
})

interface Result {
  readonly success: boolean
  readonly numPassedTests: number
  readonly numFailedTests: number
}

async function run(version: string, args: readonly string[]): Promise<Result> {
  const { command } = await node(version)
  const report = join(reports, `${version}-${args.length}.json`)
  const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=json', `--outputFile=${report}`, ...args]
  await new Promise((resolve) => execFile(command, vitest, { cwd: root }, resolve))
  const { success, numPassedTests, numFailedTests } = JSON.parse(await readFile(report, 'utf8'))
  console.log(`Node ${version}, ${args.join(' ')}: ${numPassedTests} passed, ${numFailedTests} failed`)
  return { success, numPassedTests, numFailedTests }
}

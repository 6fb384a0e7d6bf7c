import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { PARTS } from '../src/parts.js'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** Runs parts of the bench for as short a time as they can; what they measure then means nothing, so none of it is checked. */
async function run(...flags: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [main, '--short', '--only=fastify', ...flags])
  return stdout
}

/** What each part has a goal for. */
const GOALS: Readonly<Record<string, readonly string[]>> = {
  'in-process': ['ours / peer', 'ours with a nonce / peer with a nonce', 'ours / setHeader by hand', 'ours / floor'],
  runtimes: ['ours / peer', 'ours with a nonce / peer with a nonce'],
  sockets: ['CPU added, ours / peer', 'CPU added, ours with a nonce / peer with a nonce'],
  cluster: ['CPU of a request in 2 processes / in 1, ours / no-op'],
  memory: ['import of core and core/node', 'heap of the import', '10,000 overrides', 'growth under load'],
  size: ['@secure/core, everything', '@secure/core, X-Frame-Options alone'],
  wire: [],
  deopts: ['of our functions'],
}

/** Dozens of processes start, on a machine where other tests run too. */
const PATIENCE = 240_000

describe('the bench', () => {
  it.each(Object.entries(GOALS))(
    'runs its part %s, and says for each goal whether it is met',
    async (part, goals) => {
      const table = await run(`--${part}`)
      expect(table).toContain(PARTS[part]?.title)
      for (const goal of goals) {
        const line = table.split('\n').find((each) => each.includes(goal))
        expect(line, goal).toMatch(/≤ [\d.]+ +\| (?:met|not met|NOT met|unclear)/)
      }
    },
    PATIENCE,
  )

  it('refuses a flag that it does not know', async () => {
    await expect(run('--sokets')).rejects.toThrow(/Unknown option '--sokets'/)
  })

  it('says in how many of several runs a goal was met', async () => {
    expect(await run('--deopts', '--runs=2')).toMatch(/≤ 0 +\| met, 2 of 2 runs/)
    await expect(run('--runs=two')).rejects.toThrow(/--runs takes how often to run, not two/)
  })
})

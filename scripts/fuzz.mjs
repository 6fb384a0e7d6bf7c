// npm run fuzz [-- seconds]: the generated inputs of the tests, for ten minutes or as long as is asked for.
import { spawnSync } from 'node:child_process'

const seconds = Number(process.argv[2] ?? 600)
if (!(seconds > 0)) {
  console.error(`npm run fuzz -- ${process.argv[2]}: give a number of seconds.`)
  process.exit(1)
}
// Most of the time is for the five servers, each with and without a wrapper, and for hono as fetch; the properties of policies
// get through their runs faster.
const env = { ...process.env, FUZZ_SECONDS: String(Math.ceil((seconds * 0.7) / 11)), FUZZ_RUNS: String(Math.ceil(seconds / 60)) }
const args = ['exec', 'vitest', 'run', 'test/fuzz.test.ts', 'test/fuzz-fetch.test.ts', 'packages/core/test/properties.test.ts']
const { status } = spawnSync('pnpm', args, { stdio: 'inherit', env, shell: process.platform === 'win32' })
process.exit(status ?? 1)

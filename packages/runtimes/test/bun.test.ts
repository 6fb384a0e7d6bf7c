import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { contract } from '@secure/adapter-contract'
import { BUN, bun } from '@secure/programs'
import { expect, it } from 'vitest'
import { bundle } from '../src/bundle.js'
import { remoteHarness } from '../src/runtime.js'

const [script, { command, args }] = await Promise.all([bundle('bun'), bun()])

contract(remoteHarness(`hono on Bun ${BUN}`, async () => ({ command, args: [...args, script] })))

it('is called by its name where it writes heads in a way of its own', async () => {
  const entry = new URL('../../core/dist/node/index.js', import.meta.url).pathname
  const { stderr } = await promisify(execFile)(command, [...args, '-e', `import ${JSON.stringify(entry)}`])
  expect(stderr).toContain(`Bun ${BUN}, or what has patched its responses`)
})

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { bundle } from '../src/bundle.js'
import { installed } from '../src/installed.js'
import { BUN, DENO } from '../src/versions.js'

const script = await bundle('core')
const run = async (command: string, args: readonly string[] = []) => {
  const { stdout } = await promisify(execFile)(command, [...args, script])
  return JSON.parse(stdout)
}

it('the core by itself says the same on Node, Bun and Deno', async () => {
  const [bun, deno] = await Promise.all([installed('bun', BUN), installed('deno', DENO)])
  const here = await run(process.execPath)
  expect(here.nonces).toBe(1000)
  expect(here.mistake).toContain("Did you mean 'self', with quotes?")
  expect(await run(join(bun, 'bin/bun.exe'))).toEqual(here)
  expect(await run(join(deno, 'deno'), ['run', '--allow-all', '--no-lock', '--node-modules-dir=manual'])).toEqual(here)
})

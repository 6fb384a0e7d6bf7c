import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { bun, deno, type Program } from '@secure/programs'
import { expect, it } from 'vitest'
import { bundle } from '../src/bundle.js'

const script = await bundle('core')
const run = async ({ command, args }: Program) => {
  const { stdout } = await promisify(execFile)(command, [...args, script])
  return JSON.parse(stdout)
}

it('the core by itself says the same on Node, Bun and Deno', async () => {
  const here = await run({ command: process.execPath, args: [] })
  expect(here.nonces).toBe(1000)
  expect(here.mistake).toContain("Did you mean 'self', with quotes?")
  expect(await run(await bun())).toEqual(here)
  expect(await run(await deno())).toEqual(here)
})

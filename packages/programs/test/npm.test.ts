import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { installed } from '../src/npm.js'

let cache: string
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'secure-programs-'))
})
afterEach(() => rm(cache, { recursive: true }))

it('installs a package once, even if it is asked for twice at the same time', async () => {
  const [first, second] = await Promise.all([installed('ms', '2.1.3', { cache }), installed('ms', '2.1.3', { cache })])
  expect(second).toBe(first)
  expect(JSON.parse(readFileSync(join(first, 'package.json'), 'utf8'))).toMatchObject({ name: 'ms', version: '2.1.3' })
  expect(await readdir(cache)).toEqual(['ms-2.1.3'])
})

it('installs beside a package what it works with, and none of its peers', async () => {
  const folder = await installed('mime', '1.6.0', { cache, beside: ['use-sync-external-store'] })
  expect(await readdir(join(folder, '..'))).toEqual(['.bin', '.package-lock.json', 'mime', 'use-sync-external-store'])
})

it('leaves nothing behind of a package that does not exist', async () => {
  await expect(installed('ms', '0.0.0-none', { cache })).rejects.toThrow(/ms@0\.0\.0-none/)
  expect(await readdir(cache)).toEqual([])
})

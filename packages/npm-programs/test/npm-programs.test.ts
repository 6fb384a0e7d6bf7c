import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { installed } from '../src/index.js'

it('installs a package once, also when two ask for it at the same time', async () => {
  const [first, second] = await Promise.all([installed('ms', '2.1.3'), installed('ms', '2.1.3')])
  expect(second).toBe(first)
  expect(JSON.parse(readFileSync(join(first, 'package.json'), 'utf8'))).toMatchObject({ name: 'ms', version: '2.1.3' })
})

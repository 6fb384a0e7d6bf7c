import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { installed, TYPESCRIPTS } from '@secure/programs'
import { describe, expect, it } from 'vitest'

const consumer = new URL('../consumer/', import.meta.url).pathname
const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  target: 'es2022',
  lib: ['es2022', 'dom'],
  types: ['node'],
  // hono's own types are not ours to judge on an old compiler.
  skipLibCheck: true,
}

describe.each(TYPESCRIPTS)('TypeScript %s', (version) => {
  it.each([
    ['Node', { module: 'nodenext', moduleResolution: 'nodenext' }],
    ['bundlers', { module: 'esnext', moduleResolution: 'bundler' }],
    ['CommonJS', { module: 'commonjs', esModuleInterop: true }],
  ])('compiles a consumer whose modules are resolved as for %s', { timeout: 120_000 }, async (name, resolution) => {
    const folder = await installed('typescript', version)
    const project = join(consumer, `.${name}-${version}.json`)
    await writeFile(project, JSON.stringify({ compilerOptions: { ...STRICT, ...resolution }, files: ['app.ts'] }))
    const run = promisify(execFile)(process.execPath, [join(folder, 'bin/tsc'), '-p', project])
    const { stdout } = await run.catch((error: { stdout: string }) => error)
    expect(stdout).toBe('')
  })
})

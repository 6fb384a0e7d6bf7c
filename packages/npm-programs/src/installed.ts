import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

// npx's flags for pnpm would reach this npm, which refuses them.
const { npm_config_allow_scripts: _, ...ENV } = process.env

const CACHE = fileURLToPath(new URL('../.cache/', import.meta.url))

/** The folder of an npm package that is not among the project's dependencies: installed when it is first asked for, and kept. */
export async function installed(name: string, version: string, cache = CACHE): Promise<string> {
  const folder = join(cache, `${name}-${version}`.replace(/[@/]+/g, '_'))
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true })
    const fresh = await mkdtemp(`${folder}.`)
    await writeFile(join(fresh, 'package.json'), '{ "private": true }')
    const args = ['install', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`]
    try {
      await promisify(execFile)('npm', args, { cwd: fresh, env: ENV, shell: process.platform === 'win32' })
      await rename(fresh, folder)
    } catch (error) {
      await rm(fresh, { recursive: true })
      // Another run was faster.
      if (!existsSync(folder)) throw error
    }
  }
  return join(folder, 'node_modules', name)
}

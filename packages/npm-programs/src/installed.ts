import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

// npx's flags for pnpm would reach this npm, which refuses them.
const { npm_config_allow_scripts: _, ...ENV } = process.env

const CACHE = new URL('../.cache/', import.meta.url).pathname

/** The folder of an npm package that is not among the project's dependencies: installed when it is first asked for, and kept. */
export async function installed(name: string, version: string): Promise<string> {
  const folder = join(CACHE, `${name}-${version}`.replace(/[@/]+/g, '_'))
  if (!existsSync(folder)) {
    await mkdir(CACHE, { recursive: true })
    const fresh = await mkdtemp(`${folder}.`)
    await writeFile(join(fresh, 'package.json'), '{ "private": true }')
    const args = ['install', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`]
    await promisify(execFile)('npm', args, { cwd: fresh, env: ENV, shell: process.platform === 'win32' })
    await rename(fresh, folder).catch(async (error: NodeJS.ErrnoException) => {
      // Another run was faster.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
      await rm(fresh, { recursive: true })
    })
  }
  return join(folder, 'node_modules', name)
}

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

// npx's flags for pnpm would reach this npm, which refuses them.
const { npm_config_allow_scripts: _, ...ENV } = process.env

const CACHE = fileURLToPath(new URL('../.cache/', import.meta.url))

/** Runs npm in a folder. */
export async function npm(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<void> {
  await promisify(execFile)('npm', args, { cwd, env: { ...ENV, ...env }, shell: process.platform === 'win32' })
}

/** How to install a package. */
interface Installation {
  /** Packages of the same version that it works with. */
  readonly beside?: readonly string[]
  readonly cache?: string
}

/**
 * The folder of an npm package that is not among the project's dependencies: installed when it is first asked for, and kept. Its
 * peers are not installed.
 */
export async function installed(
  name: string,
  version: string,
  { beside = [], cache = CACHE }: Installation = {},
): Promise<string> {
  const folder = join(cache, `${name}-${version}`.replace(/[@/]+/g, '_'))
  if (!existsSync(folder)) {
    await mkdir(cache, { recursive: true })
    const fresh = await mkdtemp(`${folder}.`)
    await writeFile(join(fresh, 'package.json'), '{ "private": true }')
    const packages = [name, ...beside].map((each) => `${each}@${version}`)
    const args = ['install', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error', ...packages]
    try {
      await npm(args, fresh)
      await rename(fresh, folder)
    } catch (error) {
      await rm(fresh, { recursive: true })
      // Another run was faster.
      if (!existsSync(folder)) throw error
    }
  }
  return join(folder, 'node_modules', name)
}

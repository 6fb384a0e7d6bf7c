// npm run mutants [-- file …]: Stryker changes the core in thousands of ways, and each must turn a test red.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const VERSION = '9.6.1'
const root = new URL('../', import.meta.url)
const path = (relative) => fileURLToPath(new URL(relative, root))

// Not among the project's dependencies: what it brings along wants newer versions of Node than the project does, without a need.
const folder = path(`node_modules/.cache/stryker-${VERSION}`)
if (!existsSync(`${folder}/node_modules/vitest`)) {
  console.log(`Installing Stryker ${VERSION} …`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/package.json`, '{ "private": true }')
  const packages = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}@${VERSION}`)
  const args = ['install', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error', ...packages]
  execFileSync('npm', args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' })
  // The project's own, so that tests and runner have one and the same.
  symlinkSync(path('node_modules/vitest'), `${folder}/node_modules/vitest`, 'junction')
}

const files = process.argv.slice(2).filter((argument) => argument !== '--')
const only = files.length > 0 ? ['--mutate', files.join(',')] : []
const { status } = spawnSync(
  process.execPath,
  [`${folder}/node_modules/@stryker-mutator/core/bin/stryker.js`, 'run', 'stryker.config.json', ...only],
  { cwd: root, stdio: 'inherit' },
)
process.exit(status ?? 1)

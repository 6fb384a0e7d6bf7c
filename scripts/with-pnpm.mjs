// npm start, npm test: the one thing that must work before anything is installed. Runs a script of package.json with the pinned
// pnpm.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const { packageManager, engines } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const [, neededMajor, neededMinor] = /(\d+)\.(\d+)/.exec(engines.node).map(Number)
if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
  console.error(`Secure needs Node ${engines.node}; this is ${process.version}. Install a newer one: https://nodejs.org`)
  process.exit(1)
}

// npm 12 blocks pnpm's own install script unless it is allowed; any other version of pnpm would refuse to run.
const npx = ['npx', '--yes', '--ignore-scripts=false', '--allow-scripts=pnpm', packageManager]
const pnpm = process.env.npm_config_user_agent?.startsWith('pnpm/') ? ['pnpm'] : npx
const [command, ...args] = [...pnpm, 'run', ...process.argv.slice(2)]
const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
if (error) throw error
process.exit(status ?? 1)

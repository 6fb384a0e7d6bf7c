// npm start, npm test: the one thing that must work before anything is installed. Runs commands with the pinned pnpm, one after
// the other as long as they succeed: command [--then command …]. They are words, not a shell command, which Windows would quote
// in its own way. What npm is given after `--` goes to the last one.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const { packageManager, engines } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
// As in '^20.19.0 || >=22.12.0': no other range is written there.
const isSupported = engines.node.split(' || ').some((range) => {
  const [, sign, neededMajor, neededMinor] = /^(\^|>=)(\d+)\.(\d+)\.0$/.exec(range)
  return major === Number(neededMajor) ? minor >= Number(neededMinor) : sign === '>=' && major > Number(neededMajor)
})
if (!isSupported) {
  console.error(`Secure needs Node ${engines.node}; this is ${process.version}. Install a newer one: https://nodejs.org`)
  process.exit(1)
}

// npm 12 blocks pnpm's own install script unless it is allowed; any other version of pnpm would refuse to run.
const npx = ['npx', '--yes', '--ignore-scripts=false', '--allow-scripts=pnpm', packageManager]
const pnpm = process.env.npm_config_user_agent?.startsWith('pnpm/') ? ['pnpm'] : npx
for (const words of commands(process.argv.slice(2))) {
  const [command, ...args] = [...pnpm, 'exec', ...words]
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}

function commands(words) {
  const end = words.indexOf('--then')
  return end === -1 ? [words] : [words.slice(0, end), ...commands(words.slice(end + 1))]
}

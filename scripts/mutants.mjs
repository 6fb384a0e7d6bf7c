// npm run mutants [-- file …]: Stryker changes the core in thousands of ways, and each must turn a test red.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withParts } from '@secure/made-parts'
import { installed, STRYKER } from '@secure/programs'

const REPORT = 'bench/results/mutants.json'
const root = new URL('../', import.meta.url)
const path = (relative) => fileURLToPath(new URL(relative, root))

const RUNNER = '@stryker-mutator/vitest-runner'
const stryker = await installed('@stryker-mutator/core', STRYKER, { beside: [RUNNER] })
const modules = join(stryker, '../..')
// The project's own vitest, so that tests and runner have the same one.
if (!existsSync(join(modules, 'vitest'))) symlinkSync(path('node_modules/vitest'), join(modules, 'vitest'), 'junction')

rmSync(path(REPORT), { force: true })

const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const only = files.length > 0 ? ['--mutate', files.join(',')] : []
const plugins = ['--plugins', join(modules, RUNNER, 'dist/src/index.js')]
const { status } = spawnSync(
  process.execPath,
  [join(stryker, 'bin/stryker.js'), 'run', 'stryker.config.json', ...plugins, ...only],
  { cwd: root, stdio: 'inherit' },
)
if (process.argv.includes('--write') && existsSync(path(REPORT))) {
  const page = path('docs/mutants.md')
  writeFileSync(page, withParts(readFileSync(page, 'utf8'), parts(JSON.parse(readFileSync(path(REPORT), 'utf8')))))
}
process.exit(status ?? 1)

/** The score of each file; the report has every mutant that no test found. */
function parts({ files: mutated }) {
  const rows = Object.entries(mutated).map(([name, { mutants }]) => {
    const found = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length
    const survived = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage').length
    return { name: name.replace('packages/core/src/', ''), found, survived }
  })
  const tried = rows.filter(({ found, survived }) => found + survived > 0)
  const total = tried.reduce((sum, { found, survived }) => sum + found + survived, 0)
  const killed = tried.reduce((sum, { found }) => sum + found, 0)
  const today = new Date().toISOString().slice(0, 10)
  return {
    'mutants.mjs: score': `${today}: Stryker ${STRYKER} changed the core in ${total} ways, and the tests found
${killed} of them, ${((100 * killed) / total).toFixed(1)} %`,
    'mutants.mjs: files': [
      '| file | found | survived |',
      '|---|---|---|',
      ...tried.map(({ name, found, survived }) => `| ${name} | ${found} | ${survived} |`),
    ].join('\n'),
  }
}

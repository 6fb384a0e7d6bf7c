// npm run mutants [-- file …]: Stryker changes the core, or these files of it, in thousands of ways, and each must turn a test red.
// --write puts what it found into docs/mutants.md; the rows of other files stay as they are.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withParts } from '@secure/made-parts'
import { installed, STRYKER } from '@secure/programs'

const REPORT = 'bench/results/mutants.json'
const SOURCES = 'packages/core/src/'
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
  const text = readFileSync(page, 'utf8')
  const { files: mutated } = JSON.parse(readFileSync(path(REPORT), 'utf8'))
  writeFileSync(page, withParts(text, parts([...rowsOf(mutated), ...rowsIn(text, mutated)])))
}
process.exit(status ?? 1)

/** The score of each file that was changed now; the report has every mutant that no test found. */
function rowsOf(mutated) {
  const today = new Date().toISOString().slice(0, 10)
  const rows = Object.entries(mutated).map(([file, { mutants }]) => {
    const found = mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length
    const survived = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage').length
    return { name: file.replace(SOURCES, ''), found, survived, day: today }
  })
  return rows.filter(({ found, survived }) => found + survived > 0)
}

/** The scores of earlier runs, of files that are still there and were not changed now. */
function rowsIn(page, mutated) {
  const rows = page.matchAll(/^\| (\S+\.ts) \| (\d+) \| (\d+) \| (\S+) \|$/gm)
  return [...rows]
    .map(([, name, found, survived, day]) => ({ name, found: Number(found), survived: Number(survived), day }))
    .filter(({ name }) => !(SOURCES + name in mutated) && existsSync(path(SOURCES + name)))
}

function parts(rows) {
  const found = rows.reduce((sum, row) => sum + row.found, 0)
  const total = rows.reduce((sum, row) => sum + row.found + row.survived, 0)
  const sorted = rows.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return {
    'mutants.mjs: score': `Stryker ${STRYKER} changed the core in ${total} ways, and the tests found
${found} of them, ${((100 * found) / total).toFixed(1)} %`,
    'mutants.mjs: files': [
      '| file | found | survived | run on |',
      '|---|---|---|---|',
      ...sorted.map((row) => `| ${row.name} | ${row.found} | ${row.survived} | ${row.day} |`),
    ].join('\n'),
  }
}

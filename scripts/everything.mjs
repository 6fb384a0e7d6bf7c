// npm run everything: each of the slow suites in its long form, one after the other, and one summary of them all.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { arch, cpus, platform } from 'node:os'

const SUITES = [
  ['every check', 'test'],
  ['browsers: each attack, with its control', 'proof'],
  ['runtimes: Node, Bun, Deno, workerd, TypeScript', 'runtimes'],
  ['frameworks that render pages', 'rendering'],
  ['ten minutes of generated handlers and policies', 'fuzz'],
  ['mutants of the core', 'mutants'],
  ['what it costs', 'bench'],
]

const root = new URL('../', import.meta.url)
const rows = SUITES.map(([title, script]) => {
  console.log(`\n━━ ${title}: pnpm run ${script}`)
  const started = Date.now()
  const { status } = spawnSync('pnpm', ['run', script], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  return { title, script, passed: status === 0, minutes: ((Date.now() - started) / 60_000).toFixed(1) }
})

const summary = [
  `# Everything, ${new Date().toISOString().slice(0, 16)}`,
  '',
  `Node ${process.version}, ${platform()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model}`,
  '',
  '| suite | result | minutes |',
  '|---|---|---|',
  ...rows.map(
    ({ title, script, passed, minutes }) => `| ${title} (\`${script}\`) | ${passed ? 'passed' : 'FAILED'} | ${minutes} |`,
  ),
  '',
].join('\n')
writeFileSync(new URL('everything.md', root), summary)
console.log(`\n${summary}\nwritten to everything.md`)
process.exit(rows.every(({ passed }) => passed) ? 0 : 1)

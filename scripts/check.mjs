// npm test: every check, in the order in which a failure teaches most; ends with "N passed, N failed".
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'

const root = new URL('..', import.meta.url)
const packages = readdirSync(new URL('packages', root)).filter((name) => {
  return JSON.parse(readFileSync(new URL(`packages/${name}/package.json`, root), 'utf8')).private !== true
})

const steps = [
  ['the lockfile suits every platform', 'node', 'scripts/check-lockfile.mjs'],
  ['packages and examples build', 'turbo', 'run', 'build', '--output-logs=errors-only'],
  ['format and lint', 'biome', 'ci', '--error-on-warnings', '.'],
  ['types of sources, tests and examples', 'tsc', '-p', 'tsconfig.json'],
  ['no dead files, exports or dependencies', 'knip'],
  ['bundle sizes', 'size-limit'],
  [
    'the contract on the oldest and the newest Node',
    'vitest',
    'run',
    '--config',
    'vitest.runtimes.config.ts',
    '-t',
    'short form',
  ],
  ['SvelteKit has the nonce on its scripts', 'vitest', 'run', '--config', 'vitest.rendering.config.ts', 'sveltekit'],
  ...packages.map((name) => [`${name}: publint`, 'publint', '--strict', `packages/${name}`]),
  ...packages.map((name) => [
    `${name}: types are right for every importer`,
    'attw',
    '--pack',
    `packages/${name}`,
    '--profile',
    'esm-only',
  ]),
]

// npx's flags for pnpm would reach every npm that a test starts.
delete process.env.npm_config_allow_scripts

let passed = 0
let failed = 0
const waiting = steps.entries()
// The first two make what the others read; of the others, as many run at once as there are cores.
for (let index = 0; index < 2; index++) await take()
await Promise.all(Array.from({ length: availableParallelism() }, drain))

async function drain() {
  while (await take());
}

async function take() {
  const { value, done } = waiting.next()
  if (done) return false
  const [, [title, command, ...args]] = value
  const started = Date.now()
  const { code, output } = await run(command, args)
  console.log(`${code === 0 ? '✓' : '✗'} ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  if (code === 0) passed++
  else {
    failed++
    console.log(output)
  }
  return true
}

const folder = mkdtempSync(join(tmpdir(), 'secure-check-'))
const report = join(folder, 'vitest.json')
await run(
  'vitest',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  'inherit',
)
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites, success } = JSON.parse(readFileSync(report, 'utf8'))
  passed += numPassedTests
  // A file that does not load has no tests to count; an unhandled error fails the run without failing a test.
  failed += numFailedTests || numFailedTestSuites || (success ? 0 : 1)
} catch (error) {
  console.error(`vitest left no report: ${error.message}`)
  failed++
}
rmSync(folder, { recursive: true })
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function run(command, args, output = 'pipe') {
  return new Promise((resolve, reject) => {
    const isNode = command === 'node'
    const child = spawn(isNode ? process.execPath : 'pnpm', isNode ? args : ['exec', command, ...args], {
      cwd: root,
      stdio: ['ignore', output, output],
      shell: !isNode && process.platform === 'win32',
    })
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output: text }))
  })
}

// npm start [-- framework]: builds, serves one of the examples, and shows the headers it sends.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'

const root = new URL('..', import.meta.url)
const frameworks = readdirSync(new URL('examples', root)).filter((name) =>
  existsSync(new URL(`examples/${name}/package.json`, root)),
)
const [framework = 'fastify'] = process.argv.slice(2).filter((argument) => argument !== '--')
if (!frameworks.includes(framework)) {
  console.error(`There is no example "${framework}". Choose one of: ${frameworks.join(', ')}.`)
  process.exit(1)
}

const wanted = Number(process.env.PORT ?? 3000)
const port = await firstFreePort(wanted)
if (port !== wanted) console.log(`Port ${wanted} is busy, so the example is on port ${port}. PORT=<number> chooses another.`)

console.log(`Building the ${framework} example …`)
const build = spawnSync(
  'pnpm',
  ['exec', 'turbo', 'run', 'build', '--output-logs=errors-only', `--filter=@secure/example-${framework}...`],
  {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  },
)
if (build.error) throw build.error
if (build.status !== 0) {
  console.error(build.stdout, build.stderr)
  process.exit(build.status ?? 1)
}

const server = spawn(process.execPath, [`examples/${framework}/dist/app.js`], {
  cwd: root,
  env: { ...process.env, PORT: String(port) },
  stdio: ['ignore', 'pipe', 'inherit'],
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 0))
server.stdout.once('data', show)
server.stdout.pipe(process.stdout)

async function show() {
  const address = `http://127.0.0.1:${port}`
  const { headers } = await fetch(address)
  const entries = [...headers].sort(([a], [b]) => a.localeCompare(b))
  const width = Math.max(...entries.map(([name]) => name.length))
  console.log(`\nThe ${framework} example answers on ${address}. GET / sends:\n`)
  for (const [name, value] of entries) console.log(`  ${name.padEnd(width)}  ${value}`)
  console.log(`\nTry ${address}/missing, /boom, /embed and /api/notes with curl -i. Ctrl+C stops the server.`)
}

function firstFreePort(from) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => {
      if (error.code !== 'EADDRINUSE' || from >= wanted + 100) reject(error)
      else resolve(firstFreePort(from + 1))
    })
    probe.listen(from, '127.0.0.1', () => probe.close(() => resolve(from)))
  })
}

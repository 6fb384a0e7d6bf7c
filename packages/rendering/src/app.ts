import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { type Ask, ask, type Reply } from '@secure/loopback'
import { node, npm } from '@secure/programs'

/** An app of `apps/`, built and running. */
export interface RunningApp {
  readonly address: string
  readonly send: (request: Ask) => Promise<Reply>
  /** Ends the server, and returns what it wrote to stderr. */
  readonly close: () => Promise<string>
}

// Below this package, whose node_modules has the packages of Secure.
const CACHE = fileURLToPath(new URL('../.cache/', import.meta.url))
const PRELOAD = new URL('listen-on-loopback.mjs', import.meta.url).href
// vitest's own variables say that this is a test, and frameworks behave differently in one.
const PRODUCTION = { NODE_ENV: 'production', VITEST: undefined, NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1' }
/** What the apps' dependencies depend on is as it was on that day: a release of somebody else's must not turn a test red. */
const AS_OF = '2026-11-26'
/** What npm was told to install, once it has done so. */
const RECORD = '.installed'
/** These stay from run to run, as long as npm would be told the same. */
const INSTALLED = ['node_modules', 'package-lock.json', RECORD]

/** Installs what the app depends on, builds it and starts its server, on this Node or the version given; `base` is what it is laid over. */
export async function start(name: string, base = name, version?: string): Promise<RunningApp> {
  const execPath = version === undefined ? process.execPath : (await node(version)).command
  const changed = { ...PRODUCTION, PATH: [dirname(execPath), process.env.PATH].join(delimiter) }
  const folder = await build(name, base, execPath, changed)
  const env = { ...process.env, ...changed }
  const child = fork(join(folder, 'server.mjs'), { cwd: folder, execPath, execArgv: ['--import', PRELOAD], env, silent: true })
  const warned = text(child.stderr as NodeJS.ReadableStream)
  const ended = once(child, 'exit')
  const port = await Promise.race([once(child, 'message').then(([first]) => first as number), ended])
  if (typeof port !== 'number') throw new Error(await warned)
  // A framework's first page takes longer than `ask` waits.
  const address = `http://127.0.0.1:${port}/`
  await fetch(address).catch((error) => {
    child.kill()
    throw error
  })
  const close = async () => {
    child.kill()
    await ended
    return warned
  }
  return { address, send: (request) => ask('http', port, request), close }
}

async function build(name: string, base: string, execPath: string, env: NodeJS.ProcessEnv): Promise<string> {
  const sourceOf = (app: string) => fileURLToPath(new URL(`../apps/${app}/`, import.meta.url))
  const folder = join(CACHE, name)
  await mkdir(folder, { recursive: true })
  const toInstall = [AS_OF, execPath, await readFile(join(sourceOf(name), 'package.json'), 'utf8')].join('\n')
  const kept = (await readFile(join(folder, RECORD), 'utf8').catch(() => '')) === toInstall ? INSTALLED : []
  const stale = (await readdir(folder)).filter((entry) => !kept.includes(entry))
  await Promise.all(stale.map((entry) => rm(join(folder, entry), { recursive: true })))
  for (const app of new Set([base, name])) await cp(sourceOf(app), folder, { recursive: true })
  await npm(['install', `--before=${AS_OF}`, '--no-audit', '--no-fund', '--loglevel=error'], folder, env)
  await writeFile(join(folder, RECORD), toInstall)
  await npm(['run', 'build'], folder, env)
  return folder
}

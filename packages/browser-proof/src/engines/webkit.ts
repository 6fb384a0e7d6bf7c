import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Launch, Tab } from './engine.js'

interface Answer {
  readonly value: unknown
}

/** Starts WebKitGTK's MiniBrowser behind its own WebDriver, on a screen that nobody sees. */
export function webkit(miniBrowser: string): Launch {
  return async () => {
    const port = await freePort()
    const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`, '--host=127.0.0.1'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    process.once('exit', () => stop(driver))
    const said: string[] = []
    for (const stream of [driver.stdout, driver.stderr]) createInterface(stream).on('line', (line) => said.push(line))
    const ask = asker(`http://127.0.0.1:${port}`)
    await answering(ask)
    const { session, version } = await startSession(ask, miniBrowser)
    await ask('DELETE', `/session/${session}`)
    return {
      name: 'webkit',
      version: `WebKitGTK ${version}`,
      // It has no way to map names, and resolves those under localhost by itself.
      suffix: 'localhost',
      open: () => open(ask, miniBrowser, said),
      close: async () => stop(driver),
    }
  }
}

type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>

const asker =
  (base: string): Ask =>
  async (method, path, body) => {
    const response = await fetch(base + path, {
      method,
      headers: { Connection: 'close' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const { value } = (await response.json()) as Answer
    if (!response.ok) throw new Error(`WebKitWebDriver: ${JSON.stringify(value)}`)
    return value
  }

async function answering(ask: Ask): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await ask('GET', '/status')
      return
    } catch (error) {
      if (tries === 50) throw error
      await sleep(100)
    }
  }
}

async function startSession(ask: Ask, binary: string): Promise<{ session: string; version: string }> {
  const options = {
    binary,
    args: ['--automation', '--javascript-can-open-windows-automatically=true', '--enable-write-console-messages-to-stdout=true'],
  }
  const capabilities = { alwaysMatch: { acceptInsecureCerts: true, 'webkitgtk:browserOptions': options } }
  const start = () => ask('POST', '/session', { capabilities })
  // On a busy machine a browser now and then does not answer its driver in time; nothing has been proved by then.
  const value = (await start().catch(start)) as { sessionId: string; capabilities: { browserVersion: string } }
  return { session: value.sessionId, version: value.capabilities.browserVersion }
}

/** A session is a browser of its own: nothing is shared between tabs. */
async function open(ask: Ask, binary: string, said: readonly string[]): Promise<Tab> {
  const before = said.length
  const { session } = await startSession(ask, binary)
  const command = (path: string, body: unknown = {}) => ask('POST', `/session/${session}/${path}`, body)
  return {
    go: (address) => command('url', { url: address }).then(() => {}),
    reload: () => command('refresh').then(() => {}),
    back: () => command('back').then(() => {}),
    read: (expression) =>
      command('execute/async', {
        script: `const done = arguments[0]; Promise.resolve().then(() => (${expression})).then(done, () => done(null))`,
        args: [],
      }),
    console: async () => said.slice(before),
    close: () => ask('DELETE', `/session/${session}`),
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** xvfb-run does not end what it started, so the whole group is ended. */
function stop(driver: ChildProcess): void {
  if (driver.pid !== undefined && driver.exitCode === null && driver.signalCode === null) process.kill(-driver.pid)
}

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import type { Harness, Setup } from '@secure/adapter-contract'
import { fetchHarness } from '@secure/adapter-harnesses/hono'
import type { Ask, Reply } from '@secure/loopback'

/** A program that serves the contract's hono app and prints its port. */
export interface Host {
  readonly command: string
  readonly args: readonly string[]
}

/** hono on a runtime of its own: each app is a process, spoken to over HTTP. */
export function remoteHarness(name: string, host: () => Promise<Host>, cannot: Harness['cannot'] = {}): Harness {
  return {
    ...fetchHarness,
    name,
    cannot: { ...fetchHarness.cannot, ...NO_FILES, ...cannot },
    async start(setup: Setup) {
      const { command, args } = await host()
      const child = spawn(command, args, { env: { ...process.env, SETUP: JSON.stringify(setup) }, stdio: 'pipe', detached: true })
      const port = await portOf(child)
      return {
        port,
        send: (asked: Ask) => send(port, asked),
        close: async () => {
          // Ends all that it has started too: workerd outlives the program around it.
          process.kill(-(child.pid ?? 0), 'SIGKILL')
          await once(child, 'exit')
        },
      }
    },
  }
}

const NO_FILES = Object.fromEntries(
  ['file', 'range', 'bad-range', 'file-missing', 'directory'].map((id) => [id, 'its static files are for Node']),
)

/** Does not write bytes of our own: workerd keeps a connection open even if it is asked to close it. */
function send(port: number, { path, method = 'GET', headers = {}, body }: Ask): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, async (response) => {
      const pairs = response.rawHeaders.flatMap((name, index, all) =>
        index % 2 === 0 ? [[name.toLowerCase(), all[index + 1] ?? ''] as const] : [],
      )
      // Sorted by name: a copy of a Headers is iterated like that, and Deno writes it as it comes.
      pairs.sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
      resolve({ status: response.statusCode ?? 0, headers: pairs, body: await text(response), raw: '' })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Resolves when the host listens, and passes on what the app warns about. */
function portOf(child: ChildProcessWithoutNullStreams): Promise<number> {
  return new Promise((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const [, word, text = ''] = /^(listening on|warned) (.*)$/.exec(line) ?? []
      if (word === 'listening on') resolve(Number.parseInt(text, 10))
      if (word === 'warned') warnAgain(JSON.parse(text))
    })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    child.on('close', () => reject(new Error(/SecureHeadersError: (.*)/.exec(said)?.[1] ?? said)))
  })
}

function warnAgain({ message, code }: { readonly message: string; readonly code: string }): void {
  process.emitWarning(message, { type: 'SecureHeadersWarning', code })
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Page, type Browser as Playwright, chromium as playwright } from 'playwright-core'
import type { Credentials } from '../site/credentials.js'
import type { Browser, Launch, Tab } from './engine.js'

/**
 * Starts a Chromium that is already on the machine.
 *
 * Not by playwright's launch: under its flags there is no back/forward cache, and reports were never delivered; both are on
 * trial.
 */
export function chromium(executablePath: string, environment: NodeJS.ProcessEnv = {}): Launch<Pick<Credentials, 'pin'>> {
  return async ({ pin }): Promise<Browser> => {
    const profile = mkdtempSync(join(tmpdir(), 'secure-proof-chromium-'))
    const child = spawn(
      executablePath,
      [...FLAGS, `--user-data-dir=${profile}`, `--ignore-certificate-errors-spki-list=${pin}`],
      {
        env: { ...process.env, ...environment },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    )
    process.once('exit', () => child.kill())
    const browser = await playwright.connectOverCDP(await endpoint(child), { timeout: 120_000 })
    return {
      name: 'chromium',
      version: `Chromium ${browser.version()}`,
      suffix: 'test',
      open: () => open(browser),
      close: async () => {
        await browser.close()
        const ended = child.exitCode === null ? once(child, 'exit') : undefined
        child.kill()
        await ended
        // Its own child processes go on writing for a moment.
        await rm(profile, { recursive: true, force: true, maxRetries: 20 })
      },
    }
  }
}

const FLAGS = [
  '--headless',
  '--remote-debugging-port=0',
  // Its sandbox needs what containers and root do not have; every page here is our own.
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP *.test 127.0.0.1, MAP *.localhost 127.0.0.1',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--short-reporting-delay',
  '--disable-popup-blocking',
  // No traffic of its own, no windows of its own.
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
]

async function endpoint(child: ReturnType<typeof spawn>): Promise<string> {
  let said = ''
  child.on('error', (error) => {
    said += error.message
  })
  if (child.stderr === null) throw new Error('no stderr')
  for await (const line of createInterface(child.stderr)) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (address !== undefined) {
      child.stderr.resume()
      return address
    }
    said += `${line}\n`
  }
  throw new Error(`Chromium did not start (${child.spawnfile}):\n${said}`)
}

async function open(browser: Playwright): Promise<Tab> {
  const context = await browser.newContext({ geolocation: { latitude: 1, longitude: 1 } })
  await context.grantPermissions([
    ...['geolocation', 'camera', 'microphone', 'clipboard-read', 'clipboard-write'],
    // Without it, reports wait forever.
    'background-sync',
  ])
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  await hearIssues(page, said)
  return {
    go: (address) => page.goto(address).then(() => {}),
    reload: () => page.reload().then(() => {}),
    back: () => page.goBack({ waitUntil: 'commit' }).then(() => {}),
    read: (expression) => page.evaluate(expression),
    console: async () => said,
    close: () => context.close(),
  }
}

/** Mistakes in newer headers are reported only to DevTools' Issues panel. */
async function hearIssues(page: Page, said: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  session.on('Audits.issueAdded', ({ issue }) => said.push(`${issue.code} ${JSON.stringify(issue.details)}`))
  await session.send('Audits.enable')
}

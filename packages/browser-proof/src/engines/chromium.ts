import { type Page, type Browser as Playwright, chromium as playwright } from 'playwright-core'
import type { Launch, Tab } from './engine.js'

/** Starts a Chromium that is already on the machine. */
export function chromium(executablePath: string, args: readonly string[] = []): Launch {
  return async ({ pin }) => {
    const browser = await playwright.launch({
      executablePath,
      // Chromium's sandbox refuses to run as root.
      chromiumSandbox: process.getuid?.() !== 0 && !args.includes('--no-sandbox'),
      // The back/forward cache is one of the things on trial.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
      args: [
        '--host-resolver-rules=MAP *.test 127.0.0.1, MAP *.localhost 127.0.0.1',
        `--ignore-certificate-errors-spki-list=${pin}`,
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        '--short-reporting-delay',
        ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
        ...args,
      ],
    })
    return {
      name: 'chromium',
      version: `Chromium ${browser.version()}`,
      suffix: 'test',
      open: () => open(browser),
      close: () => browser.close(),
    }
  }
}

async function open(browser: Playwright): Promise<Tab> {
  const context = await browser.newContext({ geolocation: { latitude: 1, longitude: 1 } })
  await context.grantPermissions(['geolocation', 'camera', 'microphone', 'midi', 'clipboard-read', 'clipboard-write'])
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

/** Mistakes in newer headers are told to DevTools' Issues panel only. */
async function hearIssues(page: Page, said: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  session.on('Audits.issueAdded', ({ issue }) => said.push(`${issue.code} ${JSON.stringify(issue.details)}`))
  await session.send('Audits.enable')
}

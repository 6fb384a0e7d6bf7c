import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import puppeteer, { type Page, type Browser as Puppeteer } from 'puppeteer-core'
import type { Credentials } from '../site/credentials.js'
import { HOSTS } from '../site/hosts.js'
import type { Browser, Launch, Tab } from './engine.js'
import { trust } from './trust.js'

/** Starts a Firefox that is already on the machine, over WebDriver BiDi. */
export function firefox(executablePath: string): Launch {
  return async (credentials: Credentials): Promise<Browser> => {
    const profile = mkdtempSync(join(tmpdir(), 'secure-proof-firefox-'))
    trust(profile, credentials.authority)
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      userDataDir: profile,
      extraPrefsFirefox: {
        'network.dns.localDomains': HOSTS.join(','),
        ...WILLING,
        // By default, reports wait five seconds.
        'dom.reporting.delivering.timeout': 1,
        // A window that a page opens by itself is part of two attacks.
        'dom.disable_open_during_load': false,
        // By default, it tries https first; the proof is about browsers that do not.
        'dom.security.https_first': false,
      },
    })
    return {
      name: 'firefox',
      version: (await browser.version()).replace('/', ' '),
      suffix: 'test',
      open: () => open(browser),
      close: () => browser.close(),
    }
  }
}

/** What stands in for a visitor who has a camera and says yes to every question. */
const WILLING = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'geo.prompt.testing': true,
  'geo.prompt.testing.allow': true,
  'geo.provider.network.url': 'data:application/json,{"location": {"lat": 1, "lng": 1}, "accuracy": 1}',
}

async function open(browser: Puppeteer): Promise<Tab> {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  return {
    go: (address) => go(page, address),
    reload: () => page.reload().then(() => {}),
    back: () => back(page),
    read: (expression) => page.evaluate(expression),
    console: async () => said,
    close: () => context.close(),
  }
}

/** A page from the back/forward cache has no load event that puppeteer's own method would see. */
async function back(page: Page): Promise<void> {
  const before = page.url()
  await page.evaluate('history.back()')
  for (let tries = 0; tries < 100 && page.url() === before; tries++) await sleep(50)
}

/** An upgrade to https replaces the navigation that was asked for. */
async function go(page: Page, address: string): Promise<void> {
  try {
    await page.goto(address)
  } catch (error) {
    if (!String(error).includes('interrupted an unfinished navigation')) throw error
    await page.waitForFunction('document.readyState === "complete"')
  }
}

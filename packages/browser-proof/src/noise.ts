import type { SecureOptions } from '@secure/core'
import { FRAMEWORKS, type Framework } from './adapters/index.js'
import type { Case } from './case.js'
import { complaints } from './complaints.js'
import type { Browser } from './engines/engine.js'
import type { Credentials } from './site/credentials.js'
import { stage } from './site/stage.js'

/** Opens a page that does nothing wrong under a whole preset, over TLS, and returns what the browser complains about. */
export async function noise(
  browser: Browser,
  credentials: Credentials,
  preset: string,
  policy: SecureOptions,
): Promise<string[]> {
  const page: Case = {
    name: preset,
    header: '',
    option: 'csp',
    framework: FRAMEWORKS[preset.length % FRAMEWORKS.length] as Framework,
    tls: true,
    policy,
    site: () => ({ '/': '<h1>Nothing wrong here</h1>', '/favicon.ico': { status: 204 } }),
  }
  const running = await stage(page, { policy, control: false, suffix: browser.suffix, credentials })
  const tab = await browser.open()
  try {
    await tab.go(`${running.at.site}/`)
    await tab.read('new Promise((resolve) => setTimeout(resolve, 300))')
    return complaints(browser.name, await tab.console())
  } finally {
    await tab.close()
    await running.close()
  }
}

const MISTAKES: SecureOptions = {
  custom: { 'Content-Security-Policy': "nonsense-src 'self'", 'Permissions-Policy': 'camera=none;;' },
}

/** The control of `noise`: whether the browser tells us about mistakes at all. Where it does not, its silence proves nothing. */
export async function tellsMistakes(browser: Browser, credentials: Credentials): Promise<boolean> {
  return (await noise(browser, credentials, 'mistakes', MISTAKES)).length > 0
}

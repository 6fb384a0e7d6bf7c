import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { NONCE, SELF } from '@secure/core'
import { balanced, strict } from '@secure/core/presets'
import type { Framework } from '../adapters/index.js'
import { complaints } from '../complaints.js'
import type { Browser, Tab } from '../engines/engine.js'
import { front, type Policy } from './front.js'

/** The policies that the examples are walked through under; `none` is the control. */
export const POLICIES: Readonly<Record<string, Policy>> = {
  none: 'none',
  'its own': 'its own',
  // Its page brings script and style inline.
  balanced: { ...balanced, csp: { ...balanced.csp, 'script-src': [SELF, NONCE], 'style-src': [SELF, NONCE] } },
  strict,
}

/** What came of a walk: an empty list is a good one. */
export interface Walk {
  readonly complaints: readonly string[]
  /** Whether the seeded script ran. */
  readonly attacked: boolean
}

/** Uses an example as a visitor would, then opens its page with an attack in it. */
export async function walk(browser: Browser, framework: Framework, policy: Policy): Promise<Walk> {
  const example = await startExample(framework)
  const { address, close } = await front(example.port, policy)
  try {
    const said = await visit(browser, async (tab) => {
      await tab.go(`${address}/`)
      await notes(tab, 1)
      await tab.read(`document.querySelector('input').value = '<b>second</b>', document.querySelector('form').requestSubmit()`)
      await notes(tab, 2)
      if ((await tab.read("getComputedStyle(document.body).maxWidth === 'none'")) === true)
        throw new Error('the page has no style')
      if ((await tab.read("document.querySelector('img').naturalWidth === 0")) === true) throw new Error('the logo is missing')
      await tab.go(`${address}/embed`)
      await tab.go(`${address}/missing`)
    })
    let attacked = false
    await visit(browser, async (tab) => {
      await tab.go(`${address}/?seeded`)
      await notes(tab, 2)
      attacked = (await tab.read('new Promise((resolve) => setTimeout(() => resolve(window.attacked === true), 300))')) === true
    })
    return { complaints: said, attacked }
  } finally {
    await close()
    await example.stop()
  }
}

async function visit(browser: Browser, steps: (tab: Tab) => Promise<void>): Promise<string[]> {
  const tab = await browser.open()
  try {
    await steps(tab)
    return complaints(browser.name, await tab.console())
  } finally {
    await tab.close()
  }
}

async function notes(tab: Tab, count: number): Promise<void> {
  const end = Date.now() + 5_000
  while ((await tab.read(`document.querySelectorAll('li').length === ${count}`)) !== true) {
    if (Date.now() > end) throw new Error(`the page does not show ${count} notes: ${(await tab.console()).join('\n')}`)
  }
}

async function startExample(framework: Framework): Promise<{ port: number; stop: () => Promise<unknown> }> {
  const app = new URL(`../../../../examples/${framework}/dist/app.js`, import.meta.url).pathname
  const child = spawn(process.execPath, [app], {
    env: { ...process.env, PORT: '0', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const stop = () => {
    child.kill()
    return once(child, 'exit')
  }
  for await (const line of child.stdout) {
    const port = Number(/port: (\d+)/.exec(String(line))?.[1])
    if (port > 0) return { port, stop }
  }
  throw new Error(`the ${framework} example did not start; build it first`)
}

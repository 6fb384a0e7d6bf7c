import { afterAll, beforeAll } from 'vitest'
import type { Browser } from '../src/engines/engine.js'
import { packagedChromium } from '../src/engines/packaged-chromium.js'
import { type Credentials, issueCredentials } from '../src/site/credentials.js'

/** The Chromium of an npm package, open while the tests around the call run. */
export function openChromium(): { readonly browser: Browser; readonly credentials: Credentials } {
  const opened = {} as { browser: Browser; credentials: Credentials }
  beforeAll(async () => {
    opened.credentials = issueCredentials()
    opened.browser = await packagedChromium()(opened.credentials)
  })
  afterAll(() => (opened.browser as Browser | undefined)?.close())
  return opened
}

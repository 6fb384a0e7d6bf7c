import { ensure, find } from '@secure/programs'
import type { EngineName } from '../case.js'
import { chromium } from './chromium.js'
import type { Launch } from './engine.js'
import { firefox } from './firefox.js'
import { webkit } from './webkit.js'

interface Engine {
  /** Debian's packages. */
  readonly packages: readonly string[]
  /** Programs that must be there; the first is the browser. */
  readonly programs: readonly string[]
  readonly launch: (browser: string) => Launch
}

const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser'

const ENGINES: Readonly<Record<EngineName, Engine>> = {
  chromium: { packages: ['chromium'], programs: ['chromium'], launch: (browser) => chromium(browser) },
  firefox: {
    packages: ['firefox-esr', 'libnss3-tools'],
    programs: ['firefox-esr', 'certutil'],
    launch: firefox,
  },
  webkit: {
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth'],
    programs: [MINI_BROWSER, 'WebKitWebDriver', 'xvfb-run', 'xauth'],
    launch: webkit,
  },
}

export const ENGINE_NAMES = Object.keys(ENGINES) as readonly EngineName[]

/** How to start a browser from Debian; installs what is missing where it may, and otherwise says what to do. */
export function installed(name: EngineName): Launch {
  const { packages, programs, launch } = ENGINES[name]
  ensure({ name, programs, packages })
  return launch(find(programs[0] as string) as string)
}

import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
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

/** How to start a browser of Debian's; installs what is missing where it may, and otherwise says what to do. */
export function installed(name: EngineName): Launch {
  const { packages, programs, launch } = ENGINES[name]
  if (missing(programs).length > 0) install(name, packages)
  const left = missing(programs)
  if (left.length > 0) throw new Error(`${name}: ${left.join(', ')} not found after installing ${packages.join(' ')}.`)
  return launch(find(programs[0] as string) as string)
}

function install(name: EngineName, packages: readonly string[]): void {
  const commands = ['apt-get update', `apt-get install -y --no-install-recommends ${packages.join(' ')}`]
  if (process.getuid?.() !== 0 || find('apt-get') === undefined) {
    throw new Error(`${name} is not complete here. On Debian or Ubuntu, as root: ${commands.join(' && ')}`)
  }
  for (const command of commands) {
    console.error(`${name} is not complete here: ${command} …`)
    const [program, ...args] = command.split(' ')
    execFileSync(program as string, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
}

const missing = (programs: readonly string[]) => programs.filter((program) => find(program) === undefined)

function find(program: string): string | undefined {
  if (program.startsWith('/')) return existsSync(program) ? program : undefined
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

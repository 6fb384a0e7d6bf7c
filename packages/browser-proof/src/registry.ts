import { createRequire } from 'node:module'
import type { EngineName } from './case.js'

interface RegistryHeader {
  readonly name: string
  readonly support: Readonly<Record<string, unknown>> | string
}

const BROWSERS: Readonly<Record<EngineName, string>> = { chromium: 'chrome', firefox: 'firefox', webkit: 'safari' }

const { headers } = createRequire(import.meta.url)('@secure/platform-data/registry.json') as {
  readonly headers: readonly RegistryHeader[]
}

/** What the data of the web platform says about a header in a browser: the version that brought it, `no`, or `no data`. */
export function since(header: string, engine: EngineName): string {
  const support = headers.find(({ name }) => name === header)?.support
  const value = typeof support === 'object' ? support[BROWSERS[engine]] : undefined
  return value === undefined ? 'no data' : value === false ? 'no' : String(value)
}

/** Whether that means support in this version; `undefined` where the data does not say. */
export function supports(header: string, engine: EngineName, version: string): boolean | undefined {
  const said = since(header, engine)
  if (said === 'no data') return undefined
  if (said === 'no' || said.includes('removed')) return false
  return Number.parseFloat(said) <= releaseOf(engine, version)
}

/** WebKitGTK 2.50 is the WebKit of Safari 26, and two of its minor versions make one version of Safari. */
function releaseOf(engine: EngineName, version: string): number {
  const release = /[\d.]+/.exec(version)?.[0] ?? ''
  if (engine !== 'webkit') return Number.parseFloat(release)
  return 26 + (Number(release.split('.')[1]) - 50) / 2
}

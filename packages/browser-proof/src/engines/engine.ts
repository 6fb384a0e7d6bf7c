import type { EngineName } from '../case.js'
import type { Credentials } from '../site/credentials.js'
import type { Suffix } from '../site/hosts.js'

/** A tab with storage of its own. */
export interface Tab {
  readonly go: (address: string) => Promise<void>
  readonly reload: () => Promise<void>
  readonly back: () => Promise<void>
  /** Evaluates an expression in the page, awaiting a promise. */
  readonly read: (expression: string) => Promise<unknown>
  /** What the browser has said to the developer, including warnings about headers. */
  readonly console: () => Promise<readonly string[]>
  readonly close: () => Promise<unknown>
}

/** A running browser. */
export interface Browser {
  readonly name: EngineName
  /** The product and its version, as the browser reports them. */
  readonly version: string
  /** The suffix of the hosts that it reaches over TLS. */
  readonly suffix: Suffix
  readonly open: () => Promise<Tab>
  readonly close: () => Promise<unknown>
}

export type Launch<Needed = Credentials> = (credentials: Needed) => Promise<Browser>

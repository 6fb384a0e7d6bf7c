import type { RequestListener } from 'node:http'
import type { OverrideOptions, SecureOptions } from '@secure/core'
import type { Reply, Visit } from '../site/site.js'

/** What an app is made of. */
export interface App {
  readonly policy: SecureOptions
  /** An override for one route. */
  readonly override?: { readonly path: string; readonly options: OverrideOptions }
  readonly answer: (path: string, visit: Visit) => Required<Reply>
}

/** One of our adapters in its framework. */
export type Adapter = (app: App) => Promise<RequestListener>

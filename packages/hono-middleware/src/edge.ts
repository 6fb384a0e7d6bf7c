import { compile, compileOverride, type OverrideOptions, type Secure, type SecureOptions } from '@secure/core'
import type { SecureMiddleware } from './context.js'
import { middleware } from './middleware.js'
import { overFetch } from './over-fetch.js'

export type { SecureEnv, SecureMiddleware } from './context.js'
export { headersOf } from './over-fetch.js'

/** Security headers on every response that passes here: `app.use(secure())`. For runtimes without node:http. */
export function secure(policy?: SecureOptions | Secure): SecureMiddleware {
  return middleware(overFetch, compile(policy))
}

/** Other headers for a route or a sub-app: `app.get('/embed', override({ xfo: false }), handler)`. For runtimes without node:http. */
export function override(options: OverrideOptions | false): SecureMiddleware {
  return middleware(overFetch, compileOverride(options))
}

export default secure

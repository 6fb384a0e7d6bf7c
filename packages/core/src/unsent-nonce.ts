import { bears } from './line.js'
import type { ResponseState } from './response-state.js'
import { onceEach, warn } from './warn.js'

export const CSP = 'content-security-policy'

const isDue = onceEach<string>()

/** Warns, once per route, that a nonce was read for a page whose Content-Security-Policy, set by other code, blocks what has it. */
export function warnOfUnsentNonce<Context>(state: ResponseState<Context>, status: number, csp: string): void {
  const { policy, nonce } = state
  // Error pages and redirects have policies by others (finalhandler, send), even if a handler read the nonce first.
  if (status >= 300 || csp.includes(nonce as string) || !blocksInlineScripts(csp)) return
  if (!policy.lines.some((line) => line.key === CSP && bears(line))) return
  const { route } = state
  if (!isDue(route)) return
  warn(
    'SECURE_NONCE_LOST',
    `${route}: the nonce was read, but other code (helmet?) has set a Content-Security-Policy without it. Remove that code, or use mode: 'enforce'. If it is meant, give it to override().`,
  )
}

function blocksInlineScripts(csp: string): boolean {
  const [, sources] = /script-src(?:-elem)?(?![\w-])([^;,]*)/i.exec(csp) ?? /default-src([^;,]*)/i.exec(csp) ?? []
  return sources !== undefined && !/'unsafe-inline'/i.test(sources)
}

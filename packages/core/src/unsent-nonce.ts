import type { ResponseState } from './response-state.js'
import { onceEach, warn } from './warn.js'

export const CSP = 'content-security-policy'

const isDue = onceEach<string>()

/** Says, once per route, that a page has read a nonce, and that the Content-Security-Policy which other code has set is without it. */
export function warnOfUnsentNonce<Context>({ framework, context }: ResponseState<Context>): void {
  const route = framework.route(context)
  if (!isDue(route)) return
  warn(
    'SECURE_NONCE_LOST',
    `${route} reads cspNonce, but sends a Content-Security-Policy that other code has set, and that does not have it. Remove that code, or use mode: 'enforce'.`,
  )
}

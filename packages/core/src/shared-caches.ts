import { bare } from './bare.js'
import type { Field } from './headers/header.js'
import type { Line } from './line.js'
import type { ResponseState } from './response-state.js'
import { onceEach, warn } from './warn.js'

export const CACHE_CONTROL = 'cache-control'

/** What goes with a nonce where no Cache-Control is set: a shared cache would hand one visitor's nonce to the next. */
export const KEPT_PRIVATE: Field = bare({ name: 'Cache-Control', value: 'private, no-cache' })

/** A policy's own Cache-Control, where it lets shared caches store the response. */
export function sharedCaching(lines: readonly Line[]): string | undefined {
  return lines.find(({ key, withoutNonce }) => key === CACHE_CONTROL && isShared(withoutNonce))?.withoutNonce
}

/**
 * Whether a Cache-Control lets shared caches store the response, by name or because they need not ask. RFC 9111 §3: a 200 may be
 * stored unless something says that it may not, and §4.2.2: without an age, caches make up one.
 */
function isShared(cacheControl: string): boolean {
  // With field names, `private` and `no-cache` are about these fields only; they stand in quotes.
  const unquoted = cacheControl.replace(/"[^"]*"/g, '')
  if (/(?:^|[\s,])(?:private|no-store)(?![\w=-])/i.test(unquoted)) return false
  if (/(?:^|[\s,])(?:public|s-maxage)\b/i.test(unquoted)) return true
  return !/(?:^|[\s,])no-cache(?![\w=-])/i.test(unquoted) && !/(?:^|[\s,])max-age=(?!"?0*[1-9])/i.test(cacheControl)
}

/** RFC 9110 §15.1: for which caches may make up an age. */
const WITH_MADE_UP_AGE: ReadonlySet<number> = new Set([200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501])

/**
 * The Cache-Control of a response, the handler's or the policy's own, where it lets shared caches store the response; empty where
 * the handler has dropped it.
 */
export function sharedCachingOn(
  { dropped, policy }: ResponseState,
  handlers: string | undefined,
  status: number,
): string | undefined {
  const cacheControl = handlers ?? (dropped?.has(CACHE_CONTROL) ? '' : policy.sharedCaching)
  if (cacheControl === undefined || !isShared(cacheControl)) return undefined
  const isSaid = /(?:^|[\s,])(?:public|s-maxage|max-age)\b/i.test(cacheControl)
  return isSaid || WITH_MADE_UP_AGE.has(status) ? cacheControl : undefined
}

const isDue = onceEach<string>()

/**
 * Says, once per route, that a response with a nonce is open to shared caches, by its Cache-Control. One that nobody has read
 * was made because the response is a page, perhaps a file.
 */
export function warnOfSharedCaching<Context>(state: ResponseState<Context>, cacheControl: string, isPage: boolean): void {
  const { route } = state
  if (!isDue(route)) return
  const what = state.isNonceRead ? 'a nonce' : 'HTML, and so a nonce,'
  // A page has a nonce even if nobody reads it.
  const other = isPage ? 'an override whose csp has no NONCE' : 'read no nonce'
  const how = cacheControl === '' ? 'without a Cache-Control' : `with "Cache-Control: ${cacheControl}"`
  warn(
    'SECURE_SHARED_NONCE',
    `${route} sends ${what} ${how}: shared caches would serve one visitor's nonce to all. Use "private", or ${other} there.`,
  )
}

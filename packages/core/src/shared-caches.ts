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
 * Whether a Cache-Control lets shared caches store the response, by name or, RFC 9111 §3, by an age: then a 200 may be stored
 * unless something says that it may not, and `no-cache` makes them ask.
 */
function isShared(cacheControl: string): boolean {
  const isOpen =
    /(?:^|[\s,])(?:public|s-maxage)\b/i.test(cacheControl) ||
    (/(?:^|[\s,])max-age="?0*[1-9]/i.test(cacheControl) && !/(?:^|[\s,])no-cache(?![\w=-])/i.test(cacheControl))
  // With field names, `private` is about these fields only; they stand in quotes.
  return isOpen && !/(?:^|[\s,])(?:private|no-store)(?![\w=-])/i.test(cacheControl.replace(/"[^"]*"/g, ''))
}

/** The Cache-Control of a response, the handler's or the policy's own, where it lets shared caches store the response. */
export function sharedCachingOn({ dropped, policy }: ResponseState, handlers: string | undefined): string | undefined {
  if (handlers !== undefined) return isShared(handlers) ? handlers : undefined
  return dropped?.has(CACHE_CONTROL) ? undefined : policy.sharedCaching
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
  warn(
    'SECURE_SHARED_NONCE',
    `${route} sends ${what} with "Cache-Control: ${cacheControl}": shared caches would serve one visitor's nonce to all. Use "private", or ${other} there.`,
  )
}

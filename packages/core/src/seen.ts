import { CACHE_CONTROL } from './shared-caches.js'
import { CSP } from './unsent-nonce.js'
import { CONTENT_TYPE, type Meaning, OURS, STRIPPED, UNWATCHED, type WatchedHeaders } from './watched-headers.js'

/** What a response's own headers mean to a policy. */
export interface Seen {
  /** Whether the response is a page that can use a nonce. */
  isPage: boolean
  /** Keys of the policy's headers that the handler has set, and that win. */
  taken: Set<string> | undefined
  /** Keys of the headers that are there and have to go: what is stripped, and the policy's own where they are set to nothing. */
  stripped: string[] | undefined
  /** The handler's own Cache-Control, where the policy has one too. */
  cacheControl: string | undefined
  /** The handler's own Content-Security-Policy, where the policy has one too. */
  csp: string | undefined
}

/** Looking is synchronous and its result is read at once, so one object serves every response. */
export const seen: Seen = { isPage: false, taken: undefined, stripped: undefined, cacheControl: undefined, csp: undefined }

export function beginLooking(): void {
  seen.isPage = false
  seen.taken = undefined
  seen.stripped = undefined
  seen.cacheControl = undefined
  seen.csp = undefined
}

/** Looks at one header of the response. */
export function look(watched: WatchedHeaders, name: string, value: unknown): void {
  const meaning = watched.meaningOf(name)
  if (meaning !== UNWATCHED) note(meaning, name.toLowerCase(), value)
}

/** {@link look}, for a caller that fetches a header's value only when the policy watches that header. */
export function note(meaning: Meaning, key: string, value: unknown): void {
  // Of several, browsers take the last.
  if (meaning === CONTENT_TYPE) seen.isPage = isHtml(String(Array.isArray(value) ? value.at(-1) : value))
  else if (meaning === STRIPPED || isEmpty(value)) {
    seen.stripped ??= []
    seen.stripped.push(key)
  } else {
    seen.taken ??= new Set()
    seen.taken.add(key)
    if (key === CACHE_CONTROL) seen.cacheControl = String(value)
    // There may be several.
    if (key === CSP) seen.csp = [seen.csp, value].join()
  }
}

/** Whether Node writes no header for a value: a header that is set to it is not sent, and not removed either. */
export function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

/** Whether a header has to go from what the handler gives; asked only where {@link look} has found one that does. */
export function hasToGo(watched: WatchedHeaders, name: string, value: unknown): boolean {
  return watched.strips(name) || (isEmpty(value) && watched.meaningOf(name) === OURS)
}

/** Whether a Content-Type is that of a page that can use a nonce. */
export function isHtml(contentType: string): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType)
}

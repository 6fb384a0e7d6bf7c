import { isNonce, isScheme, SELF } from '../headers/source-expression.js'

/** Whether a source is a host, with or without scheme, port and path. */
export function isHost(source: string): boolean {
  return (
    !source.startsWith("'") &&
    source !== '*' &&
    /^(?:[a-z]+:\/\/)?[*\w-]+(?:\.[\w-]+)*\.?(?=[:/]|$)/i.test(source) &&
    !/^[a-z]+:$/i.test(source)
  )
}

/** Whether a source is a host or a scheme of WebSockets, through which nothing else is loaded. */
export function isWebSocket(source: string): boolean {
  return /^wss?:/i.test(source)
}

/** Whether a source is the visitor's own machine, with nothing on the way to it. */
export function isLoopback(source: string): boolean {
  return /^(?:(?:https?|wss?):\/\/)?(?:127(?:\.\d{1,3}){3}|\[::1\]|(?:[*\w-]+\.)*localhost)\.?(?=[:/]|$)/i.test(source)
}

/** Whether a source is every host; under a path as well, because whoever has a host has all of its paths. */
export function isWildcard(source: string): boolean {
  return /^(?:https?:\/\/)?\*(?::[\d*]+)?(?:\/.*)?$/i.test(source)
}

/** Whether a source is a scheme through which an attacker's files can be reached. */
export function isPlainScheme(source: string): boolean {
  return /^(?:https?|data):$/i.test(source)
}

/** Whether a source lets in what an attacker serves, whoever that is. */
export function isOpen(source: string): boolean {
  return isWildcard(source) || isPlainScheme(source)
}

/** Whether a source trusts whatever comes from a place, and not a script by itself. */
export function isPlace(source: string): boolean {
  return source === SELF || isHost(source) || isWildcard(source) || isScheme(source)
}

/**
 * Whether the source trusts single scripts, so that `'unsafe-inline'` beside it is ignored: Chromium decodes a hash and takes
 * every length, with all of its padding, with one sign of two, or with none.
 */
export function isNonceOrHash(source: string): boolean {
  return isNonce(source) || /^'sha(?:256|384|512)-(?!')(?:[\w+/-]{4})*(?:[\w+/-]{2}={0,2}|[\w+/-]{3}=?)?'$/i.test(source)
}

/** Whether the source trusts what has a certain content. */
export function isHash(source: string): boolean {
  return isNonceOrHash(source) && !isNonce(source)
}

/** Whether the source is written as a nonce or a hash, but is not one because its value cannot be one. */
export function isBrokenNonceOrHash(source: string): boolean {
  return /^'(?:nonce|sha(?:256|384|512))-/i.test(source) && !isNonceOrHash(source)
}

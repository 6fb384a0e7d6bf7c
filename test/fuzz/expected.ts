import { Secure, type SecureOptions } from '@secure/core'
import { expect } from 'vitest'
import type { Trace } from './program.js'

/** A reply, however it came. */
export interface Seen {
  readonly status: number
  readonly header: (name: string) => string | undefined
}

/**
 * What a header of the policy must be: the handler's where it is in the reply without Secure, else the policy's unless it was
 * dropped.
 */
export function expected(
  policy: SecureOptions,
  name: string,
  bare: Seen,
  secured: Seen,
  { dropped, nonce: read }: Pick<Trace, 'dropped' | 'nonce'>,
): string | undefined {
  const own = bare.header(name)
  if (own !== undefined) return own
  if (dropped.has(name.toLowerCase())) return undefined
  const notOurs = (header: string) => bare.header(header) !== undefined || dropped.has(header.toLowerCase())
  if ((name === 'Pragma' || name === 'Expires') && notOurs('Cache-Control')) return undefined
  if (name !== 'Content-Security-Policy') return new Secure(policy).headers()[name]
  if (bare.status === 304) return undefined
  // Of several types, browsers take the last.
  const isPage = /^text\/html/.test(bare.header('Content-Type')?.split('⏎').at(-1) ?? '')
  const [, sent] = /'nonce-([^']+)'/.exec(secured.header(name) ?? '') ?? []
  expect(sent !== undefined, 'a nonce exactly where a page can use it, or a handler has read it').toBe(
    isPage || read !== undefined,
  )
  if (read !== undefined) expect(sent).toBe(read)
  return new Secure(policy).headers(sent)[name]
}

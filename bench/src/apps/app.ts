import type { RequestListener, Server } from 'node:http'
import type { SecureOptions } from '@secure/core'
import type { Variant } from '../variants.js'
import { cspOf, PEER_NONCE_POLICY, PEER_POLICY } from './policies.js'
import { STRICT } from './strict.js'

/** One app: a way to send one request to it, and to know when it is answered. */
export interface App {
  readonly listener?: RequestListener
  /** What Node does with a response before it has a socket: tells whoever has attached to the server. */
  readonly arrive?: RequestListener
  /** The framework's own server, where it makes one. */
  readonly server?: Server
  readonly fetch?: (request: Request) => Response | Promise<Response>
  /** Paths to ask for in turn. */
  readonly paths: readonly string[]
}

export const BODY = { hello: 'world' }
/** What servers of files send, in place of the policy's. */
export const CACHE_CONTROL = 'public, max-age=0'
export const page = (nonce: unknown) => `<script nonce="${nonce}">1</script>`

/** The policies of the variants that are ours. */
export const OURS: Partial<Record<Variant, SecureOptions>> = {
  ours: PEER_POLICY,
  fallback: PEER_POLICY,
  wrapped: PEER_POLICY,
  default: {},
  own: {},
  nonce: PEER_NONCE_POLICY,
  strict: STRICT,
  strictJson: STRICT,
  override1: PEER_POLICY,
  override10k: PEER_POLICY,
  csp100: cspOf(100),
  csp8k: cspOf(8192),
}

const countOf = (what: 'override' | 'block') => (variant: Variant) => {
  return { [`${what}1`]: 1, [`${what}10k`]: 10_000 }[variant] ?? 0
}

export const overridesOf = countOf('override')
export const blocksOf = countOf('block')

/** Takes one after the other, as requests to different routes would. */
export function inTurn<T>(make: (index: number) => T, count: number): () => T {
  const all = Array.from({ length: count }, (_, index) => make(index))
  let at = 0
  return () => all[at++ % count] as T
}

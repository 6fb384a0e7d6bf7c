export const FRAMEWORKS = ['node', 'express', 'koa', 'fastify', 'hono', 'fetch'] as const
export type Framework = (typeof FRAMEWORKS)[number]

/** What stands in front of the handler, and how it is measured. */
interface Row {
  readonly what: string
  /** The frameworks where there is something to measure; without it, all of them. */
  readonly on?: readonly Framework[]
  /** The headers that it must send as they are, and no X-Powered-By. */
  readonly sends?: 'twelve' | 'strict'
  /** Whether the handler answers with a page that reads the nonce. */
  readonly page?: true
  /** Whether the handler sets a Cache-Control of its own. */
  readonly cached?: true
  /** Whether something else wraps `writeHead` first. */
  readonly wrapped?: true
  /** Whether a quick run includes it too. */
  readonly quick?: true
  /** Set where there is no goal. */
  readonly uncounted?: true
}

const WITH_HEADS: readonly Framework[] = ['node', 'express', 'koa', 'fastify', 'hono']
const WITH_MIDDLEWARE: readonly Framework[] = ['express', 'koa', 'fastify', 'hono', 'fetch']

const TABLE = {
  bare: { what: 'no middleware at all', quick: true },
  noop: { what: 'a middleware that does nothing', on: WITH_MIDDLEWARE, quick: true },
  ours: { what: "Secure with the peer's twelve headers", sends: 'twelve', quick: true },
  default: { what: 'Secure with its defaults', uncounted: true },
  own: { what: 'Secure with its defaults, of which the handler sets Cache-Control itself', on: ['node', 'koa'], cached: true },
  noopOwn: { what: 'a middleware that does nothing, the handler sets Cache-Control', on: ['node', 'koa'], cached: true },
  fallback: {
    what: 'Secure on the writeHead hook, headers set by documented methods, the twelve headers',
    on: WITH_HEADS,
    sends: 'twelve',
  },
  wrapped: {
    what: 'Secure behind another wrapper of writeHead (compression, morgan), the twelve headers',
    on: WITH_HEADS,
    sends: 'twelve',
    wrapped: true,
  },
  noopUnpowered: { what: 'a middleware that does nothing, without X-Powered-By', on: ['express'], quick: true },
  noopRoutes: { what: 'a middleware that does nothing, in front of ten thousand routes', on: ['fastify'] },
  noopWrapped: { what: 'a middleware that does nothing behind such a wrapper', on: WITH_HEADS, wrapped: true },
  peer: { what: 'the peer, twelve headers', sends: 'twelve', quick: true },
  nosecone: { what: 'nosecone, the twelve headers', on: ['express'], sends: 'twelve', uncounted: true },
  hand: { what: 'setHeader × 12 by hand, lower case', sends: 'twelve', quick: true },
  floor: { what: 'the block of the twelve without any check', on: WITH_HEADS, sends: 'twelve', quick: true },
  nonce: { what: 'Secure, the twelve headers, a nonce read by a page', sends: 'twelve', page: true, quick: true },
  peerNonce: { what: 'the peer, the twelve headers, a nonce read by a page', sends: 'twelve', page: true, quick: true },
  noopPage: { what: 'a middleware that does nothing, the page', page: true, quick: true },
  strict: { what: 'Secure with the strict set, a nonce read by a page', sends: 'strict', page: true },
  peerStrict: {
    what: 'the peer with the strict set, what it has no option for by hand, a nonce read by a page',
    sends: 'strict',
    page: true,
  },
  strictJson: { what: 'Secure with the strict set, JSON', uncounted: true },
  override1: { what: 'Secure and one override', on: WITH_MIDDLEWARE },
  override10k: { what: 'Secure and 10,000 overrides', on: WITH_MIDDLEWARE },
  block1: { what: 'one block without any check', on: ['koa', 'hono'] },
  block10k: { what: '10,000 blocks without any check, each with a text of its own', on: ['koa', 'hono'] },
  csp100: { what: 'Secure with a CSP of 100 B', on: ['node'] },
  csp8k: { what: 'Secure with a CSP of 8 KB', on: ['node'] },
  floor8k: { what: 'a CSP of 8 KB without any check', on: ['node'] },
} as const satisfies Readonly<Record<string, Row>>

export type Variant = keyof typeof TABLE

export const VARIANTS: Readonly<Record<Variant, Row>> = TABLE

export function variantsOf(framework: Framework, quick: boolean): readonly Variant[] {
  return (Object.keys(VARIANTS) as Variant[]).filter((variant) => {
    const { on = FRAMEWORKS, quick: isQuick } = VARIANTS[variant]
    return on.includes(framework) && (!quick || isQuick)
  })
}

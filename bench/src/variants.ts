/** What stands in front of the handler. */
export const VARIANTS = {
  bare: 'no middleware at all',
  noop: 'a middleware that does nothing',
  ours: "Secure with the peer's twelve headers",
  default: 'Secure with its defaults',
  fallback: 'Secure on the writeHead hook, headers set by documented methods, the twelve headers',
  wrapped: 'Secure behind another wrapper of writeHead (compression, morgan), the twelve headers',
  noopUnpowered: 'a middleware that does nothing, without X-Powered-By',
  noopWrapped: 'a middleware that does nothing behind such a wrapper',
  peer: 'the peer, twelve headers',
  nosecone: 'nosecone, the twelve headers',
  hand: 'setHeader × 12 by hand, lower case',
  floor: 'the block of the twelve without any check',
  nonce: 'Secure, the twelve headers, a nonce read by a page',
  peerNonce: 'the peer, the twelve headers, a nonce read by a page',
  noopPage: 'a middleware that does nothing, the page',
  strict: 'Secure with the strict set, a nonce read by a page',
  peerStrict: 'the peer with the strict set, what it has no option for by hand, a nonce read by a page',
  strictJson: 'Secure with the strict set, JSON',
  override1: 'Secure and one override',
  override10k: 'Secure and 10,000 overrides',
  block1: 'one block without any check',
  block10k: '10,000 blocks without any check, each with a text of its own',
  csp100: 'Secure with a CSP of 100 B',
  csp8k: 'Secure with a CSP of 8 KB',
  floor8k: 'a CSP of 8 KB without any check',
} as const

export type Variant = keyof typeof VARIANTS

export const FRAMEWORKS = ['node', 'express', 'koa', 'fastify', 'hono', 'fetch'] as const
export type Framework = (typeof FRAMEWORKS)[number]

const PAGES: readonly Variant[] = ['nonce', 'peerNonce', 'noopPage', 'strict', 'peerStrict']

/** Whether the handler answers with a page that reads the nonce. */
export function isPage(variant: Variant): boolean {
  return PAGES.includes(variant)
}

const WRAPPED: readonly Variant[] = ['wrapped', 'noopWrapped']

/** Whether something else wraps `writeHead` first. */
export function isWrapped(variant: Variant): boolean {
  return WRAPPED.includes(variant)
}

const ABSENT: Readonly<Record<Framework, readonly Variant[]>> = {
  node: ['noop', 'noopUnpowered', 'nosecone', 'override1', 'override10k', 'block1', 'block10k'],
  express: ['csp100', 'csp8k', 'floor8k', 'block1', 'block10k'],
  koa: ['noopUnpowered', 'nosecone', 'csp100', 'csp8k', 'floor8k'],
  fastify: ['noopUnpowered', 'nosecone', 'csp100', 'csp8k', 'floor8k', 'block1', 'block10k'],
  hono: ['noopUnpowered', 'nosecone', 'csp100', 'csp8k', 'floor8k'],
  fetch: [
    'noopUnpowered',
    'nosecone',
    'csp100',
    'csp8k',
    'floor8k',
    'block1',
    'block10k',
    'fallback',
    'wrapped',
    'noopWrapped',
    'floor',
  ],
}

const QUICK: readonly Variant[] = [
  'bare',
  'noop',
  'noopUnpowered',
  'ours',
  'peer',
  'hand',
  'floor',
  'nonce',
  'peerNonce',
  'noopPage',
]

export function variantsOf(framework: Framework, quick: boolean): readonly Variant[] {
  return (Object.keys(VARIANTS) as Variant[]).filter(
    (variant) => !ABSENT[framework].includes(variant) && (!quick || QUICK.includes(variant)),
  )
}

import { isUnclear, type Line } from './line.js'
import type { Samples } from './measure.js'
import { estimate, type Processes } from './statistics.js'
import type { Framework, Variant } from './variants.js'

/** The part of the peer's cost that design.md §5 allows. */
const SHARE: Readonly<Record<Framework, number>> = { node: 0.15, express: 0.15, koa: 0.15, fastify: 0.06, hono: 0.1, fetch: 0.7 }

/** Every comparison that a framework's samples allow. */
export function compare(framework: Framework, samples: Samples): Line[] {
  const share = SHARE[framework]
  const noop = samples.has('noop') ? 'noop' : 'bare'
  const noopPage = samples.has('noopPage') ? 'noopPage' : 'bare'
  const added = (what: string, a: Variant, overA: Variant, b: Variant, overB: Variant, goal?: number) => {
    return line(framework, samples, what, [a, overA], [b, overB], goal)
  }
  const total = (what: string, a: Variant, b: Variant, goal?: number) => line(framework, samples, what, [a], [b], goal)
  return [
    added('ours / peer', 'ours', noop, 'peer', noop, share),
    added('ours with a nonce / peer with a nonce', 'nonce', noopPage, 'peerNonce', noopPage, share),
    added('strict with a nonce / peer with a nonce', 'strict', noopPage, 'peerNonce', noopPage),
    added('strict, JSON / peer', 'strictJson', noop, 'peer', noop),
    added('our defaults / peer', 'default', noop, 'peer', noop),
    added('ours / setHeader by hand', 'ours', noop, 'hand', noop, framework === 'fetch' ? undefined : 0.25),
    added('ours / floor', 'ours', noop, 'floor', noop, 2),
    added('floor / peer', 'floor', noop, 'peer', noop),
    added('ours on the writeHead hook / peer', 'fallback', noop, 'peer', noop, 1),
    added('ours behind a wrapper of writeHead / peer', 'wrapped', 'noopWrapped', 'peer', noop, 1),
    added('nosecone / peer', 'nosecone', noop, 'peer', noop),
    added('no-op middleware / peer', 'noop', 'bare', 'peer', 'bare'),
    total('10,000 overrides / 1 override, whole request', 'override10k', 'override1', 1.1),
    total('10,000 blocks without any check / 1 block, whole request', 'block10k', 'block1'),
    total('CSP of 8 KB / 100 B, whole request', 'csp8k', 'csp100'),
    total('CSP of 8 KB / the same bytes without any check, whole request', 'csp8k', 'floor8k', 1.1),
  ].filter((made) => made !== undefined)
}

function line(
  framework: Framework,
  samples: Samples,
  what: string,
  a: readonly Variant[],
  b: readonly Variant[],
  goal?: number,
): Line | undefined {
  const of = (variants: readonly Variant[]) => variants.map((variant) => samples.get(variant))
  const [first, firstBase] = of(a)
  const [second, secondBase] = of(b)
  if (
    first === undefined ||
    second === undefined ||
    (a.length > 1 && firstBase === undefined) ||
    (b.length > 1 && secondBase === undefined)
  )
    return undefined
  const figure = estimate((middle) => {
    const cost = (of: Processes, base: Processes | undefined) => middle(of) - (base === undefined ? 0 : middle(base))
    return cost(first, firstBase) / cost(second, secondBase)
  })
  const unclear = isUnclear(figure)
  return { where: framework, what, figure, unclear, ...(goal !== undefined && { goal }) }
}

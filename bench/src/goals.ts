import type { Line } from './line.js'
import type { Samples } from './measure.js'
import { type Middle, share } from './share.js'
import type { Processes } from './statistics.js'
import type { Framework, Variant } from './variants.js'

/** The part of the peer's cost that we allow ourselves. */
const SHARE: Readonly<Record<Framework, number>> = { node: 0.15, express: 0.15, koa: 0.15, fastify: 0.06, hono: 0.1, fetch: 0.7 }

/** Every comparison that a framework's samples allow. */
export function compare(framework: Framework, samples: Samples): Line[] {
  const goal = SHARE[framework]
  const noop = samples.has('noop') ? 'noop' : 'bare'
  // Where the framework sends a header that the policy strips, a variant without that header is measured over a base without it.
  const unpowered = samples.has('noopUnpowered') ? 'noopUnpowered' : noop
  const noopPage = samples.has('noopPage') ? 'noopPage' : 'bare'
  // Where overrides are of routes, there are ten thousand of them, and the router's part is not the override's.
  const noopRoutes = samples.has('noopRoutes') ? 'noopRoutes' : noop
  const added = (what: string, a: Variant, overA: Variant, b: Variant, overB: Variant, goal?: number) => {
    return line(framework, samples, what, [a, overA], [b, overB], goal)
  }
  const total = (what: string, a: Variant, b: Variant, goal?: number) => line(framework, samples, what, [a], [b], goal)
  return [
    added('ours / peer', 'ours', noop, 'peer', noop, goal),
    added('ours with a nonce / peer with a nonce', 'nonce', noopPage, 'peerNonce', noopPage, goal),
    added('strict with a nonce / peer with the same set', 'strict', noopPage, 'peerStrict', noopPage, goal),
    added('strict, JSON / peer', 'strictJson', noop, 'peer', noop),
    added('ours and an override / peer', 'override1', noopRoutes, 'peer', noop),
    added('our defaults / peer', 'default', noop, 'peer', noop),
    added('our defaults, the handler sets Cache-Control / peer', 'own', 'noopOwn', 'peer', noop, goal),
    added('ours / setHeader by hand', 'ours', noop, 'hand', unpowered, framework === 'fetch' ? undefined : 0.25),
    added('setHeader by hand / peer', 'hand', unpowered, 'peer', noop),
    added('ours / floor', 'ours', noop, 'floor', unpowered, 2),
    added('floor / peer', 'floor', unpowered, 'peer', noop),
    added('ours on the writeHead hook / peer', 'fallback', noop, 'peer', noop, 1),
    added('ours behind a wrapper of writeHead / peer', 'wrapped', 'noopWrapped', 'peer', noop, 1),
    added('nosecone / peer', 'nosecone', unpowered, 'peer', noop),
    added('no-op middleware / peer', 'noop', 'bare', 'peer', 'bare'),
    total('10,000 overrides / 1 override, whole request', 'override10k', 'override1', 1.1),
    total('10,000 blocks without any check / 1 block, whole request', 'block10k', 'block1'),
    total('CSP of 8 KB / 100 B, whole request', 'csp8k', 'csp100'),
    total('CSP of 8 KB / the same bytes without any check, whole request', 'csp8k', 'floor8k', 1.1),
  ].filter((made) => made !== undefined)
}

/** A variant, and what it is measured over: nothing for a whole request. */
type Cost = readonly [variant: Variant, over?: Variant]

function line(
  framework: Framework,
  samples: Samples,
  what: string,
  ours: Cost,
  theirs: Cost,
  goal: number | undefined,
): Line | undefined {
  if ([...ours, ...theirs].some((variant) => variant !== undefined && !samples.has(variant))) return undefined
  const of = (variant: Variant) => samples.get(variant) as Processes
  const cost =
    ([variant, over]: Cost) =>
    (middle: Middle) =>
      middle(of(variant)) - (over === undefined ? 0 : middle(of(over)))
  // Of whole requests, a goal says how flat they are.
  const claim = goal !== undefined && ours.length === 1 ? goal - 1 : 0
  return share({ where: framework, what, claim, ...(goal !== undefined && { goal }) }, cost(ours), cost(theirs))
}

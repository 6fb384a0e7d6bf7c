import { CompiledPolicy } from './compiled-policy.js'
import { hasOtherPolicies, TWO_COPIES } from './copies.js'
import { forgetFields, hasExtensions, NOTHING, type Override, withDefaultRemoval, withoutExtensions } from './decisions.js'
import { SecureHeadersError } from './errors.js'
import type { InstanceOf } from './instance-of.js'
import { merge, resolved } from './merge.js'
import { onceEach, warn } from './warn.js'

let none: CompiledPolicy | undefined

/** The policy that has nothing at all; made when it is first needed, so that an import need not wait for it. */
function noPolicy(): CompiledPolicy {
  none ??= new CompiledPolicy(NOTHING)
  return none
}

export interface Layer extends InstanceOf<Layer> {}

/** Something to be put over the policy that is in force on a response: a whole policy, or a route's changes. */
export class Layer {
  // The one policy that most layers ever meet, and what they make of it; with maps, thousands of routes would need one each. They
  // come first, so that what every request reads is in one cache line more often.
  #outer: CompiledPolicy | undefined
  #merged: CompiledPolicy | undefined
  readonly #decisions: Override
  #alone: CompiledPolicy | undefined
  #others: WeakMap<CompiledPolicy, CompiledPolicy> | undefined
  /** Whether it is a policy, and not a route's changes. */
  readonly #isWhole: boolean

  /**
   * Without `alone`, the layer's policy for a response that no other policy has marked is the layer laid over no policy.
   * @internal
   */
  constructor(decisions: Override, alone?: CompiledPolicy, isWhole = alone !== undefined) {
    this.#decisions = decisions
    this.#alone = alone
    this.#isWhole = isWhole
  }

  /** The policy for a response that no other policy has marked. */
  get alone(): CompiledPolicy {
    this.#alone ??= isLost(this.#decisions) ? policyOver(withoutExtensions(this.#decisions), noPolicy()) : this.over(noPolicy())
    return this.#alone
  }

  /** The policy for a response that `outer` has marked; merged once for each pair, never throws. */
  over(outer: CompiledPolicy): CompiledPolicy {
    if (outer === this.#outer) return this.#merged as CompiledPolicy
    const known = this.#others?.get(outer)
    if (known !== undefined) return known
    // A whole policy laid over none is that policy.
    const isAlone = outer === this.#alone || (outer === none && this.#alone !== undefined)
    const merged = isAlone ? (this.#alone as CompiledPolicy) : policyOver(this.#decisions, outer, this.#isWhole)
    if (this.#outer === undefined) {
      this.#outer = outer
      this.#merged = merged
    } else {
      this.#others ??= new WeakMap()
      this.#others.set(outer, merged)
    }
    return merged
  }

  /** The two as one layer, this one over the other: for a caller that takes a single layer. */
  onto(outer: Layer): Layer {
    return new Layer(this.#decisions, this.over(outer.alone), this.#isWhole)
  }
}

/** The policy for a response that no other has marked, for functions that writers of adapters call. */
export function aloneOf(layer: Layer): CompiledPolicy {
  const alone = (layer as Layer | undefined)?.alone
  if (alone !== undefined) return alone
  throw new SecureHeadersError({
    code: 'ERR_SECURE_TYPE',
    path: 'layer',
    expected: 'a compiled policy',
    received: layer,
    fix: 'Give compile(policy), made once for all requests.',
  })
}

// No private method: V8 keeps a mark of the class in each object that has one.
function policyOver(inner: Override, outer: CompiledPolicy, isWhole = false): CompiledPolicy {
  if (inner === NOTHING) return noPolicy()
  try {
    const before = isWhole ? withDefaultRemoval(outer.decisions) : outer.decisions
    const decisions = merge(before, inner)
    const own = resolved(before, inner, decisions)
    const policy = new CompiledPolicy(decisions, { outer, inner: own })
    forgetFields(own)
    return policy
  } catch (error) {
    // A function fails on the builder that it meets here. The page must be served all the same, under the policy that is known to
    // be good.
    if (isDue(inner)) {
      warn(
        'SECURE_OVERRIDE_IGNORED',
        `An override does not fit the policy in force, which stays as it was. ${(error as Error).message}`,
      )
    }
    return outer
  }
}

const isDue = onceEach<Override>()

/**
 * Whether an override's functions, where no policy is in force, were meant for the policy of another copy of this package: what
 * they make of an untouched builder would take that policy's place.
 */
function isLost(decisions: Override): boolean {
  if (!hasExtensions(decisions) || !hasOtherPolicies()) return false
  if (isDue(decisions)) {
    warn('SECURE_OVERRIDE_IGNORED', `A function of an override met no policy and is left out. ${TWO_COPIES}.`)
  }
  return true
}

import { CompiledPolicy } from './compiled-policy.js'
import { hasOtherPolicies, notePolicy } from './copies.js'
import { type Decided, Decisions, forgetFields, NOTHING, type Override } from './decisions.js'
import { layer } from './layer.js'
import type { OverrideOptions, SecureOptions } from './options.js'
import { refuseOnEveryResponse } from './reading/override-only.js'
import { readOverride } from './reading/read-options.js'
import { decisionsOf, Secure } from './secure.js'
import { onceEach, warn } from './warn.js'

let none: CompiledPolicy | undefined

/** Nothing at all; made when it is first needed, because whoever only imports the package need not wait for it. */
function noPolicy(): CompiledPolicy {
  none ??= new CompiledPolicy(NOTHING)
  return none
}

/** Something to be put over the policy that is in force on a response: a whole policy, or a route's changes. */
export class Layer {
  // The one policy that most layers ever meet, and what they make of it; a map would cost thousands of routes a map each. They
  // come first: what every request reads is then in one cache line more often.
  #outer: CompiledPolicy | undefined
  #merged: CompiledPolicy | undefined
  readonly #decisions: Override
  #alone: CompiledPolicy | undefined
  #others: WeakMap<CompiledPolicy, CompiledPolicy> | undefined

  /**
   * Without `alone`, the layer's policy for a response that no other policy has marked is what it makes of none.
   * @internal
   */
  constructor(decisions: Override, alone?: CompiledPolicy) {
    this.#decisions = decisions
    this.#alone = alone
  }

  /** The policy for a response that no other policy has marked. */
  get alone(): CompiledPolicy {
    this.#alone ??= isLost(this.#decisions) ? merge(withoutExtensions(this.#decisions), noPolicy()) : this.over(noPolicy())
    return this.#alone
  }

  /** The policy for a response that `outer` has marked; merged once for each pair, never throws. */
  over(outer: CompiledPolicy): CompiledPolicy {
    if (outer === this.#outer) return this.#merged as CompiledPolicy
    const known = this.#others?.get(outer)
    if (known !== undefined) return known
    // A whole policy in the place of none is that policy.
    const isAlone = outer === this.#alone || (outer === none && this.#alone !== undefined)
    const merged = isAlone ? (this.#alone as CompiledPolicy) : merge(this.#decisions, outer)
    if (this.#outer === undefined) {
      this.#outer = outer
      this.#merged = merged
    } else {
      this.#others ??= new WeakMap()
      this.#others.set(outer, merged)
    }
    return merged
  }

  /** The two as one layer, this one over the other: for what takes a single one. */
  onto(outer: Layer): Layer {
    return new Layer(this.#decisions, this.over(outer.alone))
  }
}

// No private method: V8 keeps a mark of the class in each object that has one.
function merge(inner: Override, outer: CompiledPolicy): CompiledPolicy {
  if (inner === NOTHING) return noPolicy()
  try {
    const decisions = layer(outer.decisions, inner)
    const own = resolved(inner, decisions)
    const policy = new CompiledPolicy(decisions, { outer, inner: own })
    forgetFields(own)
    return policy
  } catch (error) {
    // A function of the inherited builder that fails on this one; the page must be served, under the policy that is known to be
    // good.
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
 * Whether functions of an override, where no policy is in force, were meant for the policy of another copy of this package: what
 * they make of an untouched builder would take its place.
 */
function isLost(decisions: Override): boolean {
  if (!hasExtensions(decisions) || !hasOtherPolicies()) return false
  if (isDue(decisions)) {
    warn(
      'SECURE_OVERRIDE_IGNORED',
      'A function of an override met no policy and is left out. Two copies are loaded: see npm ls @secure/core.',
    )
  }
  return true
}

function withoutExtensions({ headers, settings }: Override): Decisions {
  return new Decisions(
    Object.entries(headers).filter((entry): entry is [string, Decided] => typeof entry[1] !== 'function'),
    settings,
  )
}

function hasExtensions({ headers }: Override): boolean {
  return Object.values(headers).some((decided) => typeof decided === 'function')
}

/** The decisions with what their functions returned in `result`, so that nobody calls them again. */
function resolved(inner: Override, result: Decisions): Decisions {
  if (!hasExtensions(inner)) return inner as Decisions
  const headers = Object.keys(inner.headers).map((option) => [option, result.headers[option] as Decided] as const)
  return new Decisions(headers, inner.settings)
}

const layers = new WeakMap<Secure, Layer>()

/** Prepares a policy for adapters, once for each `Secure`; throws `SecureHeadersError`. */
export function compile(policy: Secure | SecureOptions = {}): Layer {
  const secure = policy instanceof Secure ? policy : new Secure(policy)
  let compiled = layers.get(secure)
  if (compiled === undefined) {
    const decisions = decisionsOf(secure)
    refuseOnEveryResponse(decisions)
    notePolicy()
    compiled = new Layer(decisions, new CompiledPolicy(decisions))
    layers.set(secure, compiled)
  }
  return compiled
}

/** Prepares a route's changes: `false` switches Secure off for the route, removals included. Throws `SecureHeadersError`. */
export function compileOverride(options: OverrideOptions | false): Layer {
  return new Layer(options === false ? NOTHING : readOverride(options))
}
